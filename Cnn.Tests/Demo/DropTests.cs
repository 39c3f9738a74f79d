using System.Text.Json;
using Cnn.Tests.Platform;
using Demo.Pages;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Demo;

/// <summary>Files that are dropped onto the window: pictures, folders and models open, and of others a line is told.</summary>
[Parallelizable]
public class DropTests
{
    private static readonly string[] Words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    private string _folder = "";

    [SetUp]
    public void MakeFiles()
    {
        _folder = Directory.CreateTempSubdirectory("dropped files").FullName;
        Directory.CreateDirectory(At("pages"));
        for (int number = 0; number < 2; number++)
        {
            var page = Page.Generate(1, number, PageCondition.Plain);
            using var picture = PagePainter.Paint(page);
            using var png = picture.Encode(SKEncodedImageFormat.Png, 100);
            File.WriteAllBytes(At($"pages/{page.Hand.Digit}.png"), png.ToArray());
        }
        // The same network, that calls its classes otherwise.
        string model = ArchitectureTests.PathOf("content/models/digits.onnx");
        string sidecar = File.ReadAllText(Path.ChangeExtension(model, ".json"));
        File.Copy(model, At("words.onnx"));
        for (int digit = 0; digit < 10; digit++)
            sidecar = sidecar.Replace($"\"{digit}\"", $"\"{Words[digit]}\"");
        File.WriteAllText(At("words.json"), sidecar);
        File.WriteAllText(At("bad.onnx"), "no model");
        File.WriteAllText(At("bad.png"), "no picture");
    }

    [TearDown]
    public void RemoveFiles() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void What_is_dropped_opens_and_what_cannot_leaves_everything_as_it_was()
    {
        // Two pages, 1 and 8; the model changes in between, and what is no picture and no model changes nothing.
        string[] dropped = ["pages", "bad.png", "bad.onnx", "missing.png", "words.onnx", "words.json"];
        string script = At("script.jsonl"), log = At("log.jsonl");
        File.WriteAllLines(script,
        [
            .. dropped.Select((name, i) => $"{{\"frame\":{2 + 4 * i},\"drop\":{JsonSerializer.Serialize(At(name))}}}"),
            "{\"frame\":30,\"key\":\"E\"}", "{\"frame\":34,\"key\":\"C\"}", "{\"frame\":38,\"key\":\"C\"}",
        ]);
        var run = Demonstration.Run("demo", "--headless", "--script", script, "--log", log, "--size", "640x360");
        Assert.That(run.Code, Is.Zero, run.Errors);
        string[] notes = run.Errors.TrimEnd().Split('\n');
        Assert.That(notes, Has.Length.EqualTo(4), run.Errors);
        Assert.That(notes[0], Does.Contain("bad.png is not a picture"));
        Assert.That(notes[1], Does.Contain("bad.onnx"));
        Assert.That(notes[2], Does.Contain("there is no picture").And.Contain("missing.png"));
        Assert.That(notes[3], Does.Contain("words.json: this is no TensorFlow.js graph model"));
        var runs = File.ReadLines(log).Select(line => JsonDocument.Parse(line).RootElement)
            .Select(line => (Frame: line.GetProperty("frame").GetInt32(), Label: line.GetProperty("label").GetString())).ToArray();
        // The first page with both models, the second one, the empty canvas, and the second one again.
        Assert.That(runs.Where(r => r.Frame is > 0 and not 34), Is.EqualTo(new[] { (2, "1"), (2, "one"), (30, "eight"), (38, "eight") }));
    }

    private string At(string name) => Path.Combine(_folder, name);
}
