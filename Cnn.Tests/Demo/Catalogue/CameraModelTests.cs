using System.Text.Json;
using Demo.Catalogue;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Catalogue;

/// <summary>What looks through a camera when nobody names a model.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CameraModelTests : IDisposable
{
    private static readonly ModelCatalogue Catalogue = new(
        [new("pack", 5_000_000, "", Npm: "pack@1")],
        [
            new("nanodet", "things", "MIT", "pack",
                [new("a", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")], JsonDocument.Parse("{}").RootElement),
        ]);

    private readonly ModelCache _cache = new(Directory.CreateTempSubdirectory("camera-").FullName);
    private readonly StringWriter _terminal = new();

    public void Dispose() => Directory.Delete(_cache.Root, recursive: true);

    [TestCase("\n")]
    [TestCase("y\n")]
    public void A_yes_fetches(string answer)
    {
        Assert.That(Choose(answer, _ => "there"), Is.EqualTo("there"));
        Assert.That(_terminal.ToString(), Does.StartWith("nanodet sees things (5.0 MB to fetch, licence MIT); without it"));
    }

    // The end of the input is no consent.
    [TestCase("n\n")]
    [TestCase("No\n")]
    [TestCase("")]
    public void A_no_is_asked_for_once(string answer)
    {
        Assert.That(Choose(answer, Fails), Is.Null);
        Assert.That(Choose("y\n", Fails), Is.Null);
        Assert.That(_terminal.ToString(),
            Does.EndWith("note: looking for digits; models fetch nanodet brings a network that sees things\n"));
    }

    [Test]
    public void Nobody_is_asked_where_nobody_is() => Assert.That(Choose(null, Fails), Is.Null);

    [Test]
    public void What_is_here_is_taken_without_a_word()
    {
        Directory.CreateDirectory(Path.Combine(_cache.Root, "nanodet"));
        File.WriteAllText(Path.Combine(_cache.Root, "nanodet", "a"), "");
        Assert.That(Choose(null, Fails), Is.EqualTo(Path.Combine(_cache.Root, "nanodet", "a")));
        Assert.That(_terminal.ToString(), Is.Empty);
    }

    [Test]
    public void Without_a_network_digits_are_read()
    {
        Assert.That(Choose("y\n", _ => throw new CnnException("no way out")), Is.Null);
        Assert.That(_terminal.ToString(), Does.EndWith("note: no way out; looking for digits\n"));
    }

    private string? Choose(string? answers, Func<KnownModel, string> fetch) =>
        new CameraModel(Catalogue, _cache, fetch).Choose(answers is null ? null : new StringReader(answers), _terminal);

    private static string Fails(KnownModel model) => throw new InvalidOperationException("fetched");
}
