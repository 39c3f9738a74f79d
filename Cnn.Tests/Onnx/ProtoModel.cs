using Cnn.Models;
using Cnn.Onnx;
using Cnn.Onnx.Proto;
using Google.Protobuf;
using Kind = Cnn.Onnx.Proto.AttributeProto.Types.Kind;

namespace Cnn.Tests.Onnx;

/// <summary>Small model files made by hand, for tests that then break them or read what our writer would not write.</summary>
internal static class ProtoModel
{
    /// <summary>x [1,3,8,6] → Conv 3×3 (W [4,3,3,3], B [4]) → Relu → y.</summary>
    public static ModelProto Conv()
    {
        var model = Empty(17);
        var graph = model.Graph;
        graph.Input.Add(Value("x", 1, 3, 8, 6));
        graph.Initializer.Add(Floats("W", [4, 3, 3, 3], i => (i % 7 - 3) * 0.1f));
        graph.Initializer.Add(Floats("B", [4], i => i));
        graph.Node.Add(Node("Conv", "conv", ["x", "W", "B"], ["c"]));
        graph.Node.Add(Node("Relu", "relu", ["c"], ["y"]));
        graph.Output.Add(Value("y"));
        return model;
    }

    /// <summary>One node whose inputs are graph inputs x0, x1… of the given shapes, and whose output is y.</summary>
    public static ModelProto Single(int opset, string type, int[][] inputs, params AttributeProto[] attributes)
    {
        var model = Empty(opset);
        var names = inputs.Select((_, i) => $"x{i}").ToArray();
        foreach (var (name, shape) in names.Zip(inputs))
            model.Graph.Input.Add(Value(name, shape));
        var node = Node(type, type.ToLowerInvariant(), names, ["y"]);
        node.Attribute.AddRange(attributes);
        model.Graph.Node.Add(node);
        model.Graph.Output.Add(Value("y"));
        return model;
    }

    public static ModelProto Empty(int opset)
    {
        var model = new ModelProto { IrVersion = 8, Graph = new GraphProto { Name = "g" } };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = opset });
        return model;
    }

    public static NodeProto Node(string type, string name, string[] inputs, string[] outputs, params AttributeProto[] attributes)
    {
        var node = new NodeProto { OpType = type, Name = name };
        node.Input.AddRange(inputs);
        node.Output.AddRange(outputs);
        node.Attribute.AddRange(attributes);
        return node;
    }

    /// <summary>A float32 input or output; without lengths its rank is unknown.</summary>
    public static ValueInfoProto Value(string name, params int[] lengths)
    {
        var type = new TypeProto.Types.Tensor { ElemType = 1 };
        if (lengths.Length > 0)
        {
            type.Shape = new TensorShapeProto();
            foreach (int length in lengths)
                type.Shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = length });
        }
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = type } };
    }

    public static TensorProto Floats(string name, Shape shape, Func<int, float> value) =>
        TensorWriter.Write(Tensor.From(shape, Enumerable.Range(0, (int)shape.Count).Select(value).ToArray()), name);

    public static TensorProto Longs(string name, params long[] values) => TensorWriter.Write(Tensor.Vector(values), name);

    public static AttributeProto Int(string name, long value) => new() { Name = name, Type = Kind.Int, I = value };

    public static AttributeProto Float(string name, float value) => new() { Name = name, Type = Kind.Float, F = value };

    public static AttributeProto Text(string name, string value) => new()
    {
        Name = name,
        Type = Kind.String,
        S = ByteString.CopyFromUtf8(value),
    };

    public static AttributeProto Ints(string name, params long[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = Kind.Ints };
        attribute.Ints.AddRange(values);
        return attribute;
    }

    public static OnnxModel Load(ModelProto model, ModelLimits? limits = null) => Load(model.ToByteArray(), limits);

    public static OnnxModel Load(byte[] bytes, ModelLimits? limits = null) => OnnxModel.Load(new MemoryStream(bytes), "model.onnx", limits);
}
