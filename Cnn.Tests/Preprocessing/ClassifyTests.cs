using System.Text.Json;
using Cnn.Tests.Platform;
using Demo.Commands;
using NUnit.Framework;

namespace Cnn.Tests.Preprocessing;

/// <summary>The verb <c>classify</c>, as a person calls it.</summary>
public class ClassifyTests
{
    private static readonly string Model = Content.File("models/digits.onnx");

    private static readonly string[] Pictures = [.. Directory.GetFiles(Content.File("images"))
        .Where(f => Path.GetExtension(f) is ".png" or ".jpg").Order(StringComparer.Ordinal)];

    [Test]
    public void The_committed_pictures_are_read_on_both_backends([Values("gl", "reference")] string backend)
    {
        var run = Demonstration.Run(["classify", "--model", Model, "--backend", backend, "--top", "3", "--json", .. Pictures]);
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.That(lines, Has.Length.EqualTo(Pictures.Length));
        foreach (var (line, picture) in lines.Zip(Pictures))
        {
            using var json = JsonDocument.Parse(line);
            var top = json.RootElement.GetProperty("top").EnumerateArray().ToArray();
            Assert.That(json.RootElement.GetProperty("image").GetString(), Is.EqualTo(picture));
            Assert.That(json.RootElement.GetProperty("backend").GetString(), Is.EqualTo(backend));
            Assert.That(json.RootElement.GetProperty("ms").GetDouble(), Is.Positive);
            Assert.That(top, Has.Length.EqualTo(3));
            Assert.That(top[0].GetProperty("label").GetString(), Is.EqualTo(Path.GetFileName(picture)[..1]), picture);
            Assert.That(top.Select(t => t.GetProperty("probability").GetDouble()), Is.Ordered.Descending.And.All.InRange(0, 1));
            var box = json.RootElement.GetProperty("boxes").EnumerateArray().Single();
            Assert.That(box.GetProperty("label").GetString(), Is.EqualTo(Path.GetFileName(picture)[..1]));
            float[] edges = [.. box.GetProperty("box").EnumerateArray().Select(edge => edge.GetSingle())];
            Assert.That((edges[2] - edges[0], edges[3] - edges[1]), Is.GreaterThan((0f, 0f)), picture);
        }
    }

    [Test]
    public void An_unreadable_picture_is_named_and_the_others_are_done()
    {
        var run = Demonstration.Run("classify", "--model", Model, "--backend", "reference", Pictures[0], "no-such.png", Model, Pictures[1]);
        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Output.TrimEnd().Split('\n'), Has.Length.EqualTo(2));
        string[] errors = run.Errors.TrimEnd().Split('\n');
        Assert.That(errors, Has.Length.EqualTo(2));
        Assert.That(errors[0], Does.Contain("no-such.png"));
        Assert.That(errors[1], Does.Contain(Model));
    }

    [Test]
    public void Labels_must_fit_the_model()
    {
        string labels = Path.Combine(TestContext.CurrentContext.WorkDirectory, "three-labels.txt");
        File.WriteAllText(labels, "a\nb\nc\n");
        Demonstration.Refuses(["classify", "--model", Model, "--labels", labels, Pictures[0]], "3 labels for the 10 classes");
        Demonstration.Refuses(["classify", "--model", Model, "--top", "0", Pictures[0]], "--top is 0");
    }
}
