using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Networks;
using Cnn.Onnx;
using Cnn.Tests.Onnx;
using Cnn.Tests.Sources;
using Cnn.Tests.Training;
using Demo.Catalogue;
using Demo.Commands;
using Demo.Models;
using Demo.Sources;
using Demo.Teaching;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Teach;

/// <summary><c>teach</c>, end to end: frames of videos, a taught network, its project and its export.</summary>
[Parallelizable]
public class TeachVerbTests
{
    private const string Data = "/usr/share/doc/opencv-doc/examples/data";

    private string _folder = "";

    private string Exported => Path.Combine(_folder, "taught.onnx");

    private string Project => Path.Combine(_folder, "taught.teach");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("cnn-teach-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Videos_are_told_apart_and_the_export_is_the_project()
    {
        string pattern = Made("pattern", "testsrc=s=64x48:r=10"), fractal = Made("fractal", "mandelbrot=s=64x48:r=10");
        // Even random kernels tell these apart.
        string model = Path.Combine(_folder, "random.onnx");
        var variables = new VariableSet();
        var b = new GraphBuilder(variables, seed: 5);
        var x = b.Input("x", [1, 3, 40, 36]);
        var features = b.GlobalAveragePool(b.Relu(b.Conv(x, 16, 5, "conv", stride: 3)));
        OnnxWriter.Write(new Cnn.Graph(b.Softmax(b.Gemm(b.Flatten(features), 5, "fc"))), variables, model);
        string said = Teach(0, "--class", $"a pattern={pattern}", "--class", $"a fractal={fractal}", "--frames", "8", "--held-out", "0.25",
            "--model", model);
        Assert.That(said, Does.Contain("100.0 % of 4 held-out pictures right, learnt from 12, ").And.Contain("a pattern, a fractal; on "));
        ExportIsProject(model, fractal, 1);
    }

    // Three classes of thirty frames of what a camera saw, on the features that the window takes where they are fetched.
    [Test]
    public void Real_clips_are_told_apart_by_the_features_of_a_trained_network()
    {
        if (!Directory.Exists(Data) || ModelNames.Here().All(model => model.Name != BackboneChoices.Catalogued))
            Assert.Inconclusive($"needed are Debian's opencv-doc and: models fetch {BackboneChoices.Catalogued}");
        string[] names = ["Megamind", "tree", "vtest"];
        string said = Teach(0, ["--model", BackboneChoices.Catalogued,
            .. names.SelectMany(name => new[] { "--class", $"{name}={Data}/{name}.avi" })]);
        Assert.That(said, Does.Contain("100.0 % of 15 held-out pictures right, learnt from 75, "));
        ExportIsProject(BackboneChoices.Catalogued, $"{Data}/vtest.avi", 2);
    }

    [Test]
    public void Frames_are_taken_evenly_from_the_whole_video()
    {
        string steps = Clips.Steps(Path.Combine(_folder, "steps.avi"), frames: 9, step: 20);
        int[] Light(int frames) => [.. ClassFrames.Of(steps, frames, 600).Select(picture => picture.Pixels[0] & 255)];
        int[] all = Light(9);
        Assert.Multiple(() =>
        {
            Assert.That(all, Has.Length.EqualTo(9).And.Ordered.And.Unique);
            Assert.That(Light(3), Is.EqualTo(new[] { all[0], all[3], all[6] }));
            Assert.That(Light(4), Is.EqualTo(new[] { all[0], all[3], all[5], all[7] }));
            Assert.That(Light(100), Is.EqualTo(all), "a short one is taken whole");
        });
    }

    [TestCase("what is to be told apart?")]
    [TestCase("none.avi: neither a video nor a folder", "--class", "a=none.avi", "--class", "b=none.avi")]
    [TestCase("--class a: needed is NAME=VIDEO", "--class", "a")]
    [TestCase("--class =b: needed is NAME=VIDEO", "--class", "=b")]
    [TestCase("there are two classes 'a'", "--class", "a=b", "--class", "a=c")]
    [TestCase("--frames is 0; it may be 1", "--class", "a=b", "--frames", "0")]
    public void What_cannot_be_is_one_line(string message, params string[] arguments) =>
        Assert.That(Teach(2, arguments).TrimEnd(), Does.StartWith("error: ").And.Contain(message).And.Not.Contain("\n"));

    // What the project's network says of a frame is what ONNX Runtime makes of the exported file.
    private void ExportIsProject(string model, string video, int label)
    {
        var file = new NetworkFile(ModelNames.FileOf(model), labels: null) { Name = Path.GetFileName(model) };
        var backbone = Backbone.Of(file.PartsFor(drawn: false))!;
        var network = ProjectFile.Open(Project, [new Lazy<Backbone?>(backbone)]).Network!;
        using var backend = new CpuBackend(threads: 1);
        var seen = network.Parts.Preprocessing;
        var whole = new Cnn.Graph([network.Probabilities, network.Distances, seen.Output]);
        using var session = backend.CompileNow(whole, network.Variables);
        seen.WriteDefaults(session);
        var frame = ClassFrames.Of(video, 5, 1 << 20).Last();
        seen.WriteFrame(session, frame.Pixels, frame.Height, frame.Width);
        session.Run();
        var input = OnnxModel.Load(Exported).Bind().Inputs[0];
        var there = OnnxRuntimeOracle.Run(File.ReadAllBytes(Exported), (input.Name, session.Read(seen.Output)));
        Assert.Multiple(() =>
        {
            Assert.That(new Closeness(1e-4, 1e-4).Difference(session.Read(network.Probabilities), there[0]), Is.Null);
            Assert.That(new Closeness(1e-4, 1e-4).Difference(session.Read(network.Distances), there[1]), Is.Null);
            Assert.That(there[0].Floats[label], Is.GreaterThan(0.8f));
        });
    }

    private string Made(string name, string graph) =>
        Clips.Make(Path.Combine(_folder, $"{name}.mp4"), graph, "-frames:v", "20", "-c:v", "mpeg4");

    private string Teach(int code, params string[] arguments)
    {
        var (ended, output, notes) = TrainingCommandTests.Run(
            TeachCommand.Create(), ["teach", "--out", Exported, "--project", Project, .. arguments]);
        Assert.That(ended, Is.EqualTo(code), notes);
        return code == 0 ? output : notes;
    }
}
