using Cnn.Tests.Platform;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>How several classes stand in one line.</summary>
public class NamedScoresTests
{
    [Test]
    public void A_name_with_a_comma_is_quoted_among_others()
    {
        string names = Path.GetTempFileName();
        File.WriteAllLines(names, Enumerable.Range(0, 10).Select(i => i == 3 ? "three, drei" : $"number {i}"));
        var run = Demonstration.Run("classify", "--model", ArchitectureTests.PathOf("content/models/digits.onnx"), "--labels",
            names, "--backend", "reference", "--top", "2", ArchitectureTests.PathOf("content/images/3-28x28.png"));
        File.Delete(names);
        Assert.That(run.Output, Does.Match("""ms\): "three, drei" \d+\.\d %, number \d \d+\.\d %"""), run.Errors);
    }
}
