using Cnn.Onnx.Proto;
using static Cnn.Tests.Onnx.ProtoModel;

namespace Cnn.Tests.Onnx;

/// <summary>Small valid models that between them use every kind of field: what the fuzz run damages.</summary>
internal static class FuzzSeeds
{
    public static IEnumerable<ModelProto> All()
    {
        yield return Conv();
        yield return Shapes();
        yield return Old();
        yield return Network();
    }

    // Integer arithmetic on shapes, with symbolic axes.
    private static ModelProto Shapes()
    {
        var model = Empty(13);
        model.Graph.Input.Add(Value("x", 2, 3, 5));
        model.Graph.Input[0].Type.TensorType.Shape.Dim[1] = new TensorShapeProto.Types.Dimension { DimParam = "n" };
        model.Graph.Initializer.AddRange([Longs("zero", 0), Longs("one", 1), Longs("rest", -1)]);
        model.Graph.Node.Add(Node("Shape", "shape", ["x"], ["s"]));
        model.Graph.Node.Add(Node("Slice", "slice", ["s", "zero", "one"], ["n"]));
        model.Graph.Node.Add(Node("Concat", "concat", ["n", "rest"], ["target"], Int("axis", 0)));
        model.Graph.Node.Add(Node("Reshape", "reshape", ["x", "target"], ["r"]));
        model.Graph.Node.Add(Node("Expand", "expand", ["r", "target2"], ["y"]));
        model.Graph.Initializer.Add(Longs("target2", 3, 1, 1));
        model.Graph.Output.Add(Value("y"));
        return model;
    }

    // Attributes where later operator sets have inputs, and inputs that repeat initialisers.
    private static ModelProto Old()
    {
        var model = Empty(6);
        model.Graph.Input.Add([Value("x", 1, 2, 4, 3), Value("b", 2)]);
        model.Graph.Initializer.Add(Floats("b", [2], i => i));
        model.Graph.Node.Add(Node("Add", "add", ["x", "b"], ["a"], Int("broadcast", 1), Int("axis", 1)));
        model.Graph.Node.Add(Node("Pad", "pad", ["a"], ["p"], Ints("pads", 0, 0, 1, 0, 0, 0, 0, 2), Text("mode", "reflect")));
        model.Graph.Node.Add(Node("Slice", "slice", ["p"], ["q"], Ints("starts", 0, 1), Ints("ends", 9, -1), Ints("axes", 2, 3)));
        model.Graph.Node.Add(Node("Dropout", "drop", ["q"], ["d"], Float("ratio", 0.3f)));
        model.Graph.Node.Add(Node("Softmax", "softmax", ["d"], ["y"], Int("axis", 1)));
        model.Graph.Output.Add(Value("y"));
        return model;
    }

    private static ModelProto Network()
    {
        var model = Empty(17);
        model.Graph.Input.Add(Value("x", 1, 2, 9, 7));
        model.Graph.Initializer.AddRange(
            [Floats("w", [4, 1, 3, 3], i => i % 5 - 2), Floats("v", [4], i => i + 1), Floats("g", [36, 3], i => i % 3)]);
        model.Graph.Node.Add(Node("Conv", "conv", ["x", "w"], ["c"], Int("group", 2), Ints("pads", 1, 0, 1, 2), Ints("strides", 2, 1)));
        model.Graph.Node.Add(Node("BatchNormalization", "norm", ["c", "v", "v", "v", "v"], ["n"], Float("epsilon", 1e-3f)));
        model.Graph.Node.Add(
            Node("MaxPool", "pool", ["n"], ["p", "i"], Ints("kernel_shape", 2, 3), Ints("strides", 2, 3), Int("ceil_mode", 1)));
        model.Graph.Node.Add(Node("Flatten", "flatten", ["p"], ["f"]));
        model.Graph.Node.Add(Node("Gemm", "gemm", ["f", "g"], ["y"], Float("alpha", 0.5f)));
        model.Graph.Output.Add([Value("y"), Value("i")]);
        return model;
    }
}
