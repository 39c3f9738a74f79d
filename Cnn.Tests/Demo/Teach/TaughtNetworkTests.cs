using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Networks;
using Cnn.Tests.Onnx;
using Demo.Models;
using Demo.Teaching;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Teach;

/// <summary>What was taught is a network like any other: in the window, in a file, in ONNX Runtime.</summary>
[Parallelizable]
public class TaughtNetworkTests
{
    private string _folder = "";

    private string Exported => Path.Combine(_folder, "taught.onnx");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("teach").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase(true)]
    [TestCase(false)]
    public void An_exported_network_gives_OnnxRuntime_the_same_numbers(bool small)
    {
        using var stage = Stage.OfLargeNetwork();
        var backbone = small ? Backbone.Small() : Backbone.Of(stage.Network.Parts)!;
        var network = Examples.Taught(backbone).Network!;
        network.Export(Exported);

        using var backend = new ReferenceBackend();
        using var session = backend.CompileNow(network.Model, network.Variables);
        var input = backbone.Input;
        var random = new Random(2);
        var picture = Tensor.From(input.Shape, [.. Enumerable.Range(0, (int)input.Shape.Count).Select(_ => random.NextSingle())]);
        session.Write(input, picture);
        session.Run();
        var there = OnnxRuntimeOracle.Run(File.ReadAllBytes(Exported), (input.Name, picture));
        Assert.That(there, Has.Length.EqualTo(2));
        for (int i = 0; i < 2; i++)
            Assert.That(new Closeness(1e-4, 1e-4).Difference(session.Read(network.Model.Outputs[i]), there[i]), Is.Null);
    }

    [Test]
    public void The_program_opens_it_with_its_names_and_says_the_same_of_a_frame()
    {
        var network = Examples.Taught(Backbone.Small()).Network!;
        network.Export(Exported);
        var parts = new NetworkFile(Exported, null).PartsFor(drawn: false);
        Assert.That(parts.Output.Kind, Is.EqualTo("classes"));
        Assert.That(new[] { parts.Output.Label(0), parts.Output.Label(1) }, Is.EqualTo(new[] { "thing 1", "thing 2" }));
        for (int label = 0; label < 2; label++)
        {
            var said = Read(parts, parts.Output.Reads[0], label);
            Assert.That(said, Is.EqualTo(Read(network.Parts, network.Probabilities, label)).Within(1e-5));
            Assert.That(said[label], Is.GreaterThan(0.8f));
        }
    }

    [Test]
    public void A_frame_unlike_all_that_was_taught_is_not_believed()
    {
        var network = Examples.Taught(Backbone.Small(), count: 20).Network!;
        int[] noise = Examples.Frame(0, 3);
        for (int i = 0; i < noise.Length; i++)
            noise[i] = i / 5 % 2 == 0 ? unchecked((int)0xFF0000FF) : unchecked((int)0xFFFF0000);
        var (probabilities, distances) = (Read(network.Parts, network.Probabilities, noise), Read(network.Parts, network.Distances, noise));
        Assert.That(HeadAnswer.Of(probabilities, distances).IsSure, Is.False, string.Join(' ', distances));
        var known = Examples.Frame(1, 555);
        Assert.That(HeadAnswer.Of(Read(network.Parts, network.Probabilities, known), Read(network.Parts, network.Distances, known)).IsSure);
    }

    [Test]
    public void A_detector_has_no_features_to_teach_on()
    {
        using var stage = Stage.OfDetector();
        Assert.That(Backbone.Of(stage.Network.Parts), Is.Null);
    }

    [Test]
    public void Held_out_frames_are_named_rightly_and_reports_come_while_it_learns()
    {
        using var backend = new CpuBackend(threads: 1);
        var reports = new List<TrainingReport>();
        TaughtNetwork? live = null;
        var backbone = Backbone.Small();
        var (network, last) = new Teacher(backend).Teach(
            backbone, Examples.Of(backbone, 20), 0.15, begun => live = begun, reports.Add);
        Assert.That(last.Accuracy, Is.EqualTo(1));
        Assert.That((last.Learnt, last.HeldOut, last.Share), Is.EqualTo((34, 6, 1.0)));
        Assert.That(live, Is.SameAs(network));
        Assert.That(reports.Select(r => r.Share), Is.Ordered);
        Assert.That(reports[^1].Loss, Is.LessThan(reports[0].Loss));
    }

    [Test]
    public void One_class_and_an_empty_class_are_a_line_that_says_what_to_do()
    {
        var backbone = Backbone.Small();
        var one = Examples.Of(backbone, 2, classes: 1);
        Assert.That(() => Teacher.Require(one), Throws.TypeOf<CnnException>().With.Message.StartsWith("there is one class"));
        Assert.That(() => Teacher.Require([.. one, new ClassExamples("cup", [])]),
            Throws.TypeOf<CnnException>().With.Message.EqualTo("'cup' has no pictures: record some, or remove the class"));
    }

    private static float[] Read(global::Demo.Ui.NetworkParts parts, Node node, int label) => Read(parts, node, Examples.Frame(label, 777));

    private static float[] Read(global::Demo.Ui.NetworkParts parts, Node node, int[] pixels)
    {
        using var backend = new CpuBackend(threads: 1);
        using var session = backend.CompileNow(parts.Graph, parts.Variables);
        parts.Preprocessing.WriteDefaults(session);
        parts.Preprocessing.WriteFrame(session, pixels, Examples.Height, Examples.Width);
        session.Run();
        return session.Read(node).Floats.ToArray();
    }
}
