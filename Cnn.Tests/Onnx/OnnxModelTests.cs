using Cnn.Models;
using Cnn.Onnx;
using Cnn.Onnx.Proto;
using Cnn.Ops;
using Google.Protobuf;
using NUnit.Framework;
using Dimension = Cnn.Onnx.Proto.TensorShapeProto.Types.Dimension;

namespace Cnn.Tests.Onnx;

public class OnnxModelTests
{
    [Test]
    public void Nodes_in_any_order_are_sorted()
    {
        var model = ProtoModel.Conv();
        var nodes = model.Graph.Node.Reverse().ToList();
        model.Graph.Node.Clear();
        model.Graph.Node.AddRange(nodes);

        var graph = ProtoModel.Load(model).Bind();

        Assert.That(graph.Nodes.Where(n => !n.IsLeaf).Select(n => n.Op.Name), Is.EqualTo(new[] { "Conv", "Relu" }));
    }

    [Test]
    public void Names_are_those_of_the_file()
    {
        var model = ProtoModel.Load(ProtoModel.Conv());
        var graph = model.Bind();
        Assert.That(graph.Inputs.Single().Name, Is.EqualTo("x"));
        Assert.That(graph.Variables.Select(v => v.Name), Is.EquivalentTo(new[] { "W", "B" }));
        Assert.That(graph.Outputs.Single().Name, Is.EqualTo("y"));
        Assert.That(graph.Nodes.Single(n => n.Op is Conv).Name, Is.EqualTo("conv"));
        Assert.That(graph.Outputs[0].Shape, Is.EqualTo(new Shape(1, 4, 6, 4)));
    }

    [Test]
    public void Bindings_share_the_weights()
    {
        var proto = ProtoModel.Conv();
        proto.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new Dimension { DimParam = "batch" };
        proto.Graph.Input[0].Type.TensorType.Shape.Dim[3] = new Dimension { DimParam = "width" };
        var model = ProtoModel.Load(proto);

        var one = model.Bind(new BindOptions { Dims = new Dictionary<string, int> { ["width"] = 9 } });
        var more = model.Bind(new BindOptions { Shapes = new Dictionary<string, Shape> { ["x"] = [5, 3, 8, 11] } });

        Assert.That(one.Outputs[0].Shape, Is.EqualTo(new Shape(1, 4, 6, 7)));
        Assert.That(more.Outputs[0].Shape, Is.EqualTo(new Shape(5, 4, 6, 9)));
        Assert.That(model.Variables.Names, Is.EquivalentTo(new[] { "W", "B" }));
    }

    [Test]
    public void What_is_given_must_fit_the_file()
    {
        var model = ProtoModel.Load(ProtoModel.Conv());
        Refuses(new BindOptions { Shapes = new Dictionary<string, Shape> { ["z"] = [1] } }, "there is no input 'z'; there is 'x'");
        Refuses(new BindOptions { Shapes = new Dictionary<string, Shape> { ["x"] = [1, 3, 8] } }, "4 axes are needed, not 3");
        Refuses(new BindOptions { Shapes = new Dictionary<string, Shape> { ["x"] = [1, 3, 8, 7] } },
            "axis 3 has the fixed length 6, not 7");
        Refuses(new BindOptions { Dims = new Dictionary<string, int> { ["H"] = 7 } }, "no input has an axis called 'H'");
        Refuses(new BindOptions { Values = new Dictionary<string, Tensor> { ["x"] = new([1, 3, 8, 6], DataType.Int64) } },
            "input 'x' has type Float32; a value of type Int64 was given");

        void Refuses(BindOptions options, string message) =>
            Assert.That(Assert.Throws<ModelException>(() => model.Bind(options))!.Message, Does.Contain(message));
    }

    [Test]
    public void An_axis_has_one_length_in_all_inputs()
    {
        var proto = ProtoModel.Single(13, "Add", [[2, 3], [2, 3]]);
        foreach (var input in proto.Graph.Input)
            input.Type.TensorType.Shape.Dim[1] = new Dimension { DimParam = "n" };
        var shapes = new Dictionary<string, Shape> { ["x0"] = [2, 5], ["x1"] = [2, 1] };
        var error = Assert.Throws<ModelException>(() => ProtoModel.Load(proto).Bind(new BindOptions { Shapes = shapes }));
        Assert.That(error!.Message, Does.Contain("axis 'n' is 1, but 5 by input 'x0'"));
    }

    [Test]
    public void Weights_that_are_no_numbers_are_warned_of()
    {
        var proto = ProtoModel.Conv();
        proto.Graph.Initializer[1] = ProtoModel.Floats("B", [4], i => i == 1 ? float.NaN : i == 2 ? float.NegativeInfinity : 0);
        Assert.That(ProtoModel.Load(proto).Warnings, Is.EqualTo(new[] { "tensor 'B' has 2 values that are infinite or not a number" }));
    }

    [Test]
    public void A_shape_that_an_input_decides_names_the_input()
    {
        var proto = ProtoModel.Single(13, "Reshape", [[2, 3], [2]]);
        proto.Graph.Input[1].Type.TensorType.ElemType = 7;
        var model = ProtoModel.Load(proto);

        var error = Assert.Throws<ValueNeededException>(() => model.Bind());
        Assert.That(error!.InputNames, Is.EqualTo(new[] { "x1" }));

        var graph = model.Bind(new BindOptions { Values = new Dictionary<string, Tensor> { ["x1"] = Tensor.Vector(-1L, 2L) } });
        Assert.That(graph.Outputs[0].Shape, Is.EqualTo(new Shape(3, 2)));
        Assert.That(graph.Inputs.Select(i => i.Name), Is.EqualTo(new[] { "x0" }));
    }

    [TestCase(10, new[] { 1f, -2f }, new byte[] { 0x00, 0x3C, 0x00, 0xC0 })]
    [TestCase(16, new[] { 1f, -2f }, new byte[] { 0x80, 0x3F, 0x00, 0xC0 })]
    [TestCase(11, new[] { 0.5f }, new byte[] { 0, 0, 0, 0, 0, 0, 0xE0, 0x3F })]
    public void Other_float_types_become_float32(int type, float[] values, byte[] raw)
    {
        var proto = ProtoModel.Single(13, "Add", [[values.Length]]);
        proto.Graph.Node[0].Input.Add("w");
        proto.Graph.Initializer.Add(
            new TensorProto { Name = "w", DataType = type, Dims = { values.Length }, RawData = ByteString.CopyFrom(raw) });
        var model = ProtoModel.Load(proto);
        model.Bind();
        Assert.That(model.Variables["w"].Floats.ToArray(), Is.EqualTo(values));
    }

    [Test]
    public void Inputs_that_repeat_initialisers_are_weights()
    {
        var proto = ProtoModel.Conv();
        proto.Graph.Input.Add(ProtoModel.Value("W", 4, 3, 3, 3));
        var model = ProtoModel.Load(proto);
        Assert.That(model.Inputs.Select(i => i.Name), Is.EqualTo(new[] { "x" }));
        Assert.That(model.Bind().Variables.Select(v => v.Name), Does.Contain("W"));
    }

    [Test]
    public void Weights_from_Constant_nodes_are_variables_too()
    {
        var proto = ProtoModel.Conv();
        var weight = proto.Graph.Initializer[0];
        proto.Graph.Initializer.RemoveAt(0);
        var constant = ProtoModel.Node("Constant", "constant", [], ["W"]);
        constant.Attribute.Add(new AttributeProto { Name = "value", Type = AttributeProto.Types.Kind.Tensor, T = weight });
        proto.Graph.Node.Insert(0, constant);
        Assert.That(ProtoModel.Load(proto).Bind().Variables.Select(v => v.Name), Is.EquivalentTo(new[] { "W", "B" }));
    }

    [Test]
    public void A_chain_of_20000_nodes_loads_binds_and_is_written_on_a_small_stack()
    {
        var proto = ProtoModel.Empty(17);
        proto.Graph.Input.Add(ProtoModel.Value("v0", 1, 2));
        for (int i = 19_999; i >= 0; i--)
            proto.Graph.Node.Add(ProtoModel.Node("Relu", "", [$"v{i}"], [$"v{i + 1}"]));
        proto.Graph.Output.Add(ProtoModel.Value("v20000"));
        Graph? graph = null;
        var thread =
            new Thread(() => graph = RoundTripTests.ReadBack(ProtoModel.Load(proto).Bind(), new VariableSet()), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(graph!.Nodes, Has.Length.EqualTo(20_001));
    }

    [Test]
    public void Constants_that_grow_without_bound_are_refused_before_they_are_made()
    {
        var doubling = ProtoModel.Empty(17);
        doubling.Graph.Input.Add(ProtoModel.Value("v0", 1, 1024));
        for (int i = 0; i < 40; i++)
            doubling.Graph.Node.Add(ProtoModel.Node("Concat", $"double{i}", [$"v{i}", $"v{i}"], [$"v{i + 1}"], ProtoModel.Int("axis", 0)));
        doubling.Graph.Output.Add(ProtoModel.Value("v40"));
        Assert.That(Assert.Throws<ModelException>(() => ProtoModel.Load(doubling).Bind())!.Message,
            Does.Contain("the output of node 'double18' (Concat) has shape 524288×1024, 536870912 elements; the limit is 268435456"));

        var huge = ProtoModel.Single(13, "Expand", [[1]]);
        huge.Graph.Initializer.Add(ProtoModel.Longs("shape", 100_000, 100_000));
        huge.Graph.Node[0].Input.Add("shape");
        Assert.That(Assert.Throws<ModelException>(() => ProtoModel.Load(huge).Bind())!.Message,
            Does.Contain("has shape 100000×100000, 10000000000 elements; the limit is 268435456"));
    }

    [Test]
    public void Integer_arithmetic_on_shapes_is_folded()
    {
        // y = Reshape(x, Concat(Slice(Shape(x), 0, 1), [-1]))
        var proto = ProtoModel.Empty(13);
        proto.Graph.Input.Add(ProtoModel.Value("x", 2, 3, 5));
        proto.Graph.Initializer.AddRange([ProtoModel.Longs("zero", 0), ProtoModel.Longs("one", 1), ProtoModel.Longs("rest", -1)]);
        proto.Graph.Node.Add(ProtoModel.Node("Shape", "shape", ["x"], ["s"]));
        proto.Graph.Node.Add(ProtoModel.Node("Slice", "slice", ["s", "zero", "one"], ["n"]));
        proto.Graph.Node.Add(ProtoModel.Node("Concat", "concat", ["n", "rest"], ["target"], ProtoModel.Int("axis", 0)));
        proto.Graph.Node.Add(ProtoModel.Node("Reshape", "reshape", ["x", "target"], ["y"]));
        proto.Graph.Output.Add(ProtoModel.Value("y"));

        var binding = ProtoModel.Load(proto).BindWithReport();

        Assert.That(binding.Graph.Outputs[0].Shape, Is.EqualTo(new Shape(2, 15)));
        Assert.That(binding.Graph.Nodes.Where(n => !n.IsLeaf).Select(n => n.Op.Name), Is.EqualTo(new[] { "Reshape" }));
        Assert.That(binding.Folded, Is.EqualTo(new[] { "shape", "slice", "concat" }));
    }

    [Test]
    public void Old_broadcasting_puts_the_second_input_at_the_axis()
    {
        var graph = ProtoModel.Load(
            ProtoModel.Single(6, "Mul", [[2, 3, 5, 7], [3]], ProtoModel.Int("broadcast", 1), ProtoModel.Int("axis", 1))).Bind();
        Assert.That(graph.Outputs[0].Inputs[1].Shape, Is.EqualTo(new Shape(3, 1, 1)));
    }

    [Test]
    public void Old_softmax_flattens_from_its_axis()
    {
        var graph = ProtoModel.Load(ProtoModel.Single(11, "Softmax", [[2, 3, 5]], ProtoModel.Int("axis", 1))).Bind();
        Assert.That(graph.Nodes.Where(n => !n.IsLeaf).Select(n => n.Op.Name), Is.EqualTo(new[] { "Flatten", "Softmax", "Reshape" }));
        var last = ProtoModel.Load(ProtoModel.Single(11, "Softmax", [[2, 3, 1]], ProtoModel.Int("axis", 1))).Bind();
        Assert.That(last.Nodes.Single(n => !n.IsLeaf).Op, Is.EqualTo(new Softmax(1)));
    }
}
