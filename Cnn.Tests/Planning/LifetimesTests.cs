using Cnn.Planning;
using NUnit.Framework;

namespace Cnn.Tests.Planning;

/// <summary>Launches are written as <c>a b → c</c>: a letter is a piece of memory.</summary>
public class LifetimesTests
{
    private static string Of(params string[] launches) => string.Join(", ", Lifetimes
        .Of(launches.Select(l => (l[..^1].Select(c => c.ToString()), l[^1..])), name => name[0])
        .OrderBy(l => l.Key).Select(l => $"{l.Key} {l.Value.First}-{l.Value.Last}"));

    [Test]
    public void A_value_lives_from_its_launch_to_its_last_reader() =>
        Assert.That(Of("xa", "ab", "xc", "abcd"), Is.EqualTo("a 0-3, b 1-3, c 2-3, d 3-3"));

    [Test]
    public void What_is_read_first_comes_from_outside() =>
        Assert.That(Of("xwa", "ay", "yx"), Is.EqualTo("a 0-1, y 1-2"));

    [Test]
    public void A_joined_map_lives_from_its_first_slice() =>
        Assert.That(Of("xj", "xa", "aj", "jb"), Is.EqualTo("a 1-2, b 3-3, j 0-3"));

    [Test]
    public void What_nobody_reads_lives_for_its_launch() =>
        Assert.That(Of("xa", "xb"), Is.EqualTo("a 0-0, b 1-1"));
}
