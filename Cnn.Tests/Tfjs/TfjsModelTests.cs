using System.Text.Json.Nodes;
using Cnn.Models;
using Cnn.Ops;
using Cnn.Tests.Platform;
using Cnn.Tfjs;
using NUnit.Framework;
using static Cnn.Tests.Tfjs.TfModelFile;

namespace Cnn.Tests.Tfjs;

/// <summary>What becomes of a file as a whole: layouts, weights, inputs and outputs, sizes, and the verbs that open it.</summary>
public class TfjsModelTests
{
    private static (string, JsonObject)[] Window(string padding, int stride = 1) =>
        [("strides", Numbers(1, stride, stride, 1)), ("padding", Word(padding)), ("dilations", Numbers(1, 1, 1, 1))];

    private static float[] Values(int count) => [.. Enumerable.Range(0, count).Select(i => i / 7f % 2 - 1)];

    // A small network with all that turns maps: a shuffle of channels, a join, a residual, a resize, a head.
    private static TfModelFile Network(int height = 16, int width = 24) => new TfModelFile().Input("x", -1, height, width, 3)
        .Floats("w1", [3, 3, 3, 8], Values(216)).Floats("w2", [1, 1, 8, 8], Values(64)).Floats("b", [8], Values(8))
        .Ints("split", 1, height / 2, width / 2, 2, 4).Ints("turn", 0, 1, 2, 4, 3).Ints("join", 1, height / 2, width / 2, 8)
        .Ints("size", height, width).Ints("axis", [], [3]).Ints("axes", 1, 2)
        .Node("Conv2D", "conv", ["x", "w1"], Window("SAME", 2)).Node("BiasAdd", "bias", ["conv", "b"]).Node("Relu6", "act", ["bias"])
        .Node("Reshape", "s1", ["act", "split"]).Node("Transpose", "s2", ["s1", "turn"]).Node("Reshape", "s3", ["s2", "join"])
        .Node("_FusedConv2D", "second", ["s3", "w2", "b"], [.. Window("VALID"), ("fused_ops", Words("BiasAdd", "Relu"))])
        .Node("AddV2", "sum", ["second", "s3"]).Node("ResizeBilinear", "up", ["sum", "size"]).Node("ConcatV2", "both", ["up", "up", "axis"])
        .Node("Mean", "mean", ["both", "axes"]).Node("Softmax", "y", ["mean"]);

    [Test]
    public void Maps_are_NCHW_and_convolutions_get_them_without_a_Transpose()
    {
        using var file = Network();
        var model = TfjsModel.Load(file.Save());
        var graph = model.Bind();
        Assert.That(graph.Inputs.Single().Shape, Is.EqualTo(new Shape(1, 3, 16, 24)));
        Assert.That(model.Inputs.Single().ToString(), Is.EqualTo("x: Float32 [?, 3, 16, 24]"));
        // The shuffle alone mixes elements.
        Assert.That(graph.Nodes.Where(n => n.Op is Transpose).Select(n => n.Inputs[0].Shape.Rank), Is.All.EqualTo(5));
        Assert.That(graph.Nodes.Single(n => n.Name == "both").Shape, Is.EqualTo(new Shape(1, 16, 16, 24)));
        Assert.That(model.Variables["w1"].Shape, Is.EqualTo(new Shape(8, 3, 3, 3)));
        Assert.That(graph.Outputs.Single().Name, Is.EqualTo("y"));
    }

    [Test]
    public void A_bias_becomes_the_convolutions_and_HardSwish_one_node_only_where_the_number_is_exact()
    {
        using var file = Network();
        var conv = TfjsModel.Load(file.Save()).Bind().Nodes.Single(n => n.Op is Conv { Strides: [2, 2] });
        Assert.That((conv.Name, conv.Inputs.Length), Is.EqualTo(("bias", 3)));
        foreach (var (sixth, fused) in new[] { (1f / 6, true), ((float)(Half)(1f / 6), false) })
        {
            using var swish = new TfModelFile().Input("x", 1, 4, 4, 3).Floats("three", [], 3).Floats("sixth", [], sixth)
                .Node("AddV2", "a", ["x", "three"]).Node("Relu6", "r", ["a"]).Node("Mul", "m", ["x", "r"]).Node("Mul", "y", ["m", "sixth"]);
            Assert.That(TfjsModel.Load(swish.Save()).Bind().Nodes.Any(n => n.Op is HardSwish), Is.EqualTo(fused));
        }
    }

    [Test]
    public void A_fixed_size_may_be_given_another_where_the_network_goes_with_it()
    {
        using var file = new TfModelFile().Input("x", 1, 16, 24, 3).Floats("w", [3, 3, 3, 5], Values(135)).Ints("size", 16, 20)
            .Node("Conv2D", "c", ["x", "w"], Window("SAME", 2)).Node("ResizeNearestNeighbor", "y", ["c", "size"]);
        var model = TfjsModel.Load(file.Save());
        Assert.That(Sized(8, 48).Outputs.Single().Shape, Is.EqualTo(new Shape(1, 5, 8, 40)));
        Assert.That(Assert.Throws<ModelException>(() => Sized(12, 25))!.Message,
            Does.Contain("its size 20 would become 20.83 at the given size; 'x' is made for 16×24").And.Not.Contain("\n"));

        using var fixedHead = new TfModelFile().Input("x", 1, 4, 4, 3).Ints("s", 1, 48).Node("Reshape", "y", ["x", "s"]);
        model = TfjsModel.Load(fixedHead.Save());
        Assert.That(Assert.Throws<ModelException>(() => Sized(8, 8))!.Message,
            Does.Contain("node 'y' (Reshape): 1×8×8×3 cannot become 1×48; "
                + "the file is made for x: Float32 [1, 3, 4, 4], and may not go with 8×8"));

        Graph Sized(int height, int width) =>
            model.Bind(new() { Shapes = new Dictionary<string, Shape> { ["x"] = [1, 3, height, width] } });
    }

    [Test]
    public void Open_axes_have_names()
    {
        using var file = new TfModelFile().Input("x", -1, -1, -1, 3).Node("Relu", "y", ["x"]);
        var model = TfjsModel.Load(file.Save());
        var dims = new Dictionary<string, int> { ["height"] = 5, ["width"] = 7 };
        Assert.That(model.Bind(new() { Dims = dims }).Outputs[0].Shape, Is.EqualTo(new Shape(1, 3, 5, 7)));
        Assert.That(Assert.Throws<ModelException>(() => model.Bind())!.Message, Does.Contain("axis 2 of input x"));
    }

    [Test]
    public void Outputs_are_the_signatures_or_the_sinks_or_those_that_are_chosen()
    {
        using var file = new TfModelFile().Input("x", 1, 4, 4, 3).Node("Relu", "inner", ["x"]).Node("Neg", "a", ["inner"])
            .Node("Einsum", "strange", ["inner"]).Node("Abs", "b", ["inner"]);
        string[] Names(params string[] chosen) => [.. TfjsModel.Load(file.Save(), outputs: chosen).Bind().Outputs.Select(o => o.Name)];
        Assert.That(Assert.Throws<ModelException>(() => Names())!.Message, Does.Contain("not supported: Einsum ('strange')"));
        Assert.That(Names("b", "inner"), Is.EqualTo(new[] { "b", "inner" }));
        file.Outputs("b:0", "a");
        Assert.That(Names(), Is.EqualTo(new[] { "b", "a" }));
    }

    [Test]
    public void Weights_of_every_type_are_read()
    {
        byte[] halves = [.. new[] { 1.5f, -2f }.SelectMany(v => BitConverter.GetBytes((Half)v))];
        using var file = new TfModelFile().Input("x", 1, 1, 1, 2)
            .Weight("half", "float32", [2], halves, new JsonObject { ["dtype"] = "float16", ["original_dtype"] = "float32" })
            .Weight("byte", "float32", [2], [0, 200], new JsonObject { ["dtype"] = "uint8", ["scale"] = 0.5, ["min"] = -10 })
            .Weight("word", "float32", [2], [0, 0, 0xE8, 3], new JsonObject { ["dtype"] = "uint16", ["scale"] = 0.25, ["min"] = 1 })
            .Node("AddN", "y", ["x", "half", "byte", "word"]);
        var model = TfjsModel.Load(file.Save());
        var result = TfBackends.Run(TfBackends.All[0], model.Bind(), model.Variables, [new Tensor([1, 1, 1, 2])]);
        Assert.That(result[0].Floats.ToArray(), Is.EqualTo(new[] { 1.5f - 10 + 1, -2 + 90 + 251 }));
    }

    [Test]
    public void Of_a_picture_that_is_fed_where_whole_numbers_are_taken_the_whole_part_is_seen()
    {
        using var file = new TfModelFile()
            .Node("Placeholder", "x", [], ("dtype", TfModelFile.Type("DT_INT32")), ("shape", Dims(1, 1, 2, 3)))
            .Node("Cast", "y", ["x"], ("DstT", TfModelFile.Type("DT_FLOAT")));
        var model = TfjsModel.Load(file.Save());
        var picture = Tensor.From(new Shape(1, 3, 1, 2), new[] { 0.9f, 1, 2.5f, 90.81f, 254.99f, 255 });
        foreach (var backend in TfBackends.All)
            Assert.That(TfBackends.Run(backend, model.Bind(), model.Variables, [picture])[0].Floats.ToArray(),
                Is.EqualTo(new[] { 0f, 1, 2, 90, 254, 255 }), backend.Name);
    }

    [Test]
    public void Several_shards_are_one_stream_of_bytes()
    {
        using var file = Network();
        file.Save();
        byte[] bytes = File.ReadAllBytes(Path.Combine(file.Folder, "weights.bin"));
        for (int part = 0; part < 3; part++)
            File.WriteAllBytes(Path.Combine(file.Folder, $"part{part}.bin"), part == 2 ? bytes[402..]
                : bytes[(part * 201)..(part * 201 + 201)]);
        float[] whole = TfjsModel.Load(file.File).Weights["w2"].Floats.ToArray();
        file.Json["weightsManifest"]![0]!["paths"] = new JsonArray("part0.bin", "part1.bin", "part2.bin");
        File.WriteAllText(file.File, file.Json.ToJsonString());
        Assert.That(TfjsModel.Load(file.File).Weights["w2"].Floats.ToArray(), Is.EqualTo(whole));
    }

    [Test]
    public void Verbs_open_it_and_convert_writes_it()
    {
        using var file = Network();
        string path = file.Save(), onnx = Path.Combine(file.Folder, "out.onnx"), copy = Path.Combine(file.Folder, "copy.onnx");
        Assert.That(Demonstration.Run("inspect", path).Output,
            Does.Contain("inputs: x: Float32 [?, 3, 16, 24]").And.Contain("TensorFlow.js graph model")
                .And.Contain("picture: NCHW, rgb, 16×24"));
        var converted = Demonstration.Run("convert", path, onnx);
        Assert.That((converted.Code, converted.Output), Is.EqualTo((0, $"{onnx}: opset 21, 12 layers, from x 1×3×16×24\n")),
            converted.Errors);
        Assert.That(Demonstration.Run("convert", onnx, copy, "--outputs", "sum").Code, Is.Zero);
        Assert.That(Demonstration.Run("inspect", copy).Output, Does.Contain("outputs: sum: Float32 1×8×8×12"));
        string photo = ArchitectureTests.PathOf("docs/images");
        string picture = Directory.EnumerateFiles(photo, "*.png").Order().First();
        Assert.That(Demonstration.Run("classify", "--backend", "reference", "--model", path, picture).Code, Is.Zero);
        Demonstration.Refuses(["convert", path, Path.Combine(file.Folder, "out.txt")], "end the name with .onnx");
        Demonstration.Refuses(["convert", onnx, onnx], "is both what is read and what is written");
        File.Delete(Path.Combine(file.Folder, "weights.bin"));
        Demonstration.Refuses(["inspect", path], "the weights 'weights.bin' are missing");
    }
}
