using Cnn.Backends;
using Cnn.Onnx;
using Cnn.Preprocessing;
using Cnn.Tests.Onnx;
using Demo.Models;
using Demo.Ui;
using Demo.Views.Filters;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Filters;

/// <summary>A saved row is a network like any other, and a network's first kernels are kernels of the lab.</summary>
public class LabOnnxTests
{
    private string _folder = "";

    private string PathOf(string name) => Path.Combine(_folder, name);

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("filters").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_saved_row_gives_OnnxRuntime_the_same_picture()
    {
        using var backend = new ReferenceBackend();
        int seed = 0;
        foreach (var row in Rows())
        {
            using var session = new LabSession(backend, row, seed: ++seed);
            LabOnnx.Save(row, LabSession.Width, LabSession.Height, PathOf("row.onnx"));
            var picture = session.Read(session.Lab.Picture);
            var there = OnnxRuntimeOracle.Run(File.ReadAllBytes(PathOf("row.onnx")), ("picture", picture))[0];
            Assert.That(new Closeness(1e-5, 1e-5).Difference(session.Read(session.Lab.Result), there), Is.Null, $"{row}");
        }
    }

    [Test]
    public void The_program_opens_it_and_makes_the_same_picture_of_a_frame()
    {
        using var backend = new ReferenceBackend();
        foreach (var row in Rows())
        {
            using var session = new LabSession(backend, row);
            LabOnnx.Save(row, LabSession.Width, LabSession.Height, PathOf("row.onnx"));
            var parts = new NetworkFile(PathOf("row.onnx"), null).PartsFor(drawn: false);
            Assert.That(parts.Output.Kind, Is.EqualTo(session.Lab.Result.Shape[1] == 3 ? "picture" : "maps"));
            using var opened = backend.CompileNow(parts.Graph, parts.Variables);
            parts.Preprocessing.WriteDefaults(opened);
            parts.Preprocessing.WriteFrame(opened, session.Pixels, LabSession.Height, LabSession.Width);
            opened.Run();
            Assert.That(
                new Closeness().Difference(session.Read(session.Lab.Result), opened.Read(parts.Output.Reads[0])), Is.Null, $"{row}");
        }
        Assert.That(Directory.GetFiles(_folder).Select(Path.GetFileName), Is.EquivalentTo((string[])["row.onnx", "row.json"]));
    }

    [Test]
    public void What_cannot_be_saved_is_told_as_such()
    {
        var row = LabRow.StartingWith(LabSession.RandomKernel(1, 3));
        Assert.That(() => LabOnnx.Save(row, 20, 20, _folder), Throws.TypeOf<CnnException>().With.Message.Contains("folder"));
        Assert.That(() => LabOnnx.Save(row, 20, 20, PathOf("row.json")), Throws.TypeOf<CnnException>().With.Message.Contains(".onnx"));
        Assert.That(() => LabOnnx.Save(row, 1, 20, PathOf("row.onnx")), Throws.TypeOf<CnnException>().With.Message.Contains("1×20"));
        Assert.That(LabOnnx.NextFree(), Does.Match("^out.filters-[0-9]{3,}\\.onnx$"));
    }

    [TestCase("grey", 0, 1f / 255)]
    [TestCase("rgb", 1, 1f / 255)]
    [TestCase("bgr", 2, 1f)]
    public void Learnt_kernels_see_in_the_labs_picture_what_the_network_sees(string colours, int seed, float scale)
    {
        var recipe = new Recipe
        {
            Colors = Enum.Parse<ColorOrder>(colours, ignoreCase: true),
            Scale = scale,
            Mean = colours == "grey" ? [0.4f] : [0.4f, 0.5f, 0.3f],
            Std = colours == "grey" ? [0.2f] : [0.2f, 0.3f, 0.25f],
        };
        var parts = Network(recipe, seed, size: 5, pad: 0);
        var learnt = LearnedKernels.In(parts);
        Assert.That((learnt.WhyNot, learnt.Kernels.Length), Is.EqualTo(("", 4)));
        Assert.That(learnt.Kernels[2].Name, Is.EqualTo("learnt-3"));

        using var backend = new ReferenceBackend();
        var row = new LabRow(colours == "grey" ? LabColours.Grey : LabColours.Across, [new FilterStage(learnt.Kernels[2], Padding.None)]);
        using var lab = new LabSession(backend, row);
        using var network = backend.CompileNow(parts.Graph, parts.Variables);
        parts.Preprocessing.WriteDefaults(network);
        parts.Preprocessing.WriteFrame(network, lab.Pixels, LabSession.Height, LabSession.Width);
        network.Run();
        var maps = network.Read(parts.Graph.Outputs[0]);
        int plane = maps.Shape[2] * maps.Shape[3];
        var expected = Tensor.From([1, 1, maps.Shape[2], maps.Shape[3]], maps.Floats.Slice(2 * plane, plane).ToArray());
        Assert.That(new Closeness(1e-3, 1e-4).Difference(expected, lab.Read(lab.Lab.Result)), Is.Null);
    }

    [Test]
    public void Where_there_are_no_kernels_for_the_lab_it_says_why()
    {
        Assert.That(LearnedKernels.In(Network(new Recipe(), 1, size: 9, pad: 4)).WhyNot, Does.Contain("9×9").And.Contain("7×7"));
        Assert.That(LearnedKernels.In(Network(new Recipe(), 1, size: 3, pad: 1, before: new Cnn.Ops.Sigmoid())).WhyNot,
            Does.Contain("does not read the picture itself: Sigmoid"));
        var digits = new NetworkFile(ArchitectureTests.PathOf("content/models/digits.onnx"), null).PartsFor(drawn: true);
        var learnt = LearnedKernels.In(digits);
        Assert.That((learnt.WhyNot, learnt.Kernels.IsEmpty), Is.EqualTo(("", false)));
        Assert.That(learnt.Kernels[0].Title, Is.EqualTo("digits · map 1"));
    }

    private static NetworkParts Network(Recipe recipe, int seed, int size, int pad, Op? before = null)
    {
        var variables = new VariableSet();
        var b = new Cnn.Networks.GraphBuilder(variables, seed);
        var input = b.Input("input", [1, recipe.Channels, LabSession.Height, LabSession.Width]);
        variables.Write("conv1.bias", Tensor.Vector(0.1f, 0.2f, 0.3f, 0.4f));
        var model = new Graph(b.Conv(before is null ? input : new Node(before, [input]), 4, size, "conv1", pad: pad));
        var preprocessing = PreprocessingGraph.For(recipe, input.Shape);
        var (graph, map) = preprocessing.Before(model, input);
        return new NetworkParts
        {
            Title = "learnt.onnx",
            Model = model,
            Graph = graph,
            Variables = variables,
            Preprocessing = preprocessing,
            Seen = preprocessing.Output,
            Output = global::Demo.Outputs.OutputKinds.Of("learnt.onnx", [map[model.Outputs[0]]], new PictureInput(input, recipe, true)),
        };
    }

    private static IEnumerable<LabRow> Rows()
    {
        foreach (var colours in Enum.GetValues<LabColours>())
        {
            yield return LabRow.StartingWith(LabSession.RandomKernel(1, 3)) with { Colours = colours };
            yield return new(colours, [new FilterStage(LabSession.RandomKernel(2, 5, maps: 2, channels: 3), Padding.Mirror),
                new ActivationStage(ActivationKind.Tanh), new FilterStage(LabSession.RandomKernel(3, 3), Padding.Edge),
                new PoolStage(PoolKind.Average, 3, 1)]);
            yield return new(colours, [new ActivationStage(ActivationKind.None)]);
        }
    }
}
