using System.Text;
using Cnn.Onnx.Proto;
using Google.Protobuf;
using Kind = Cnn.Onnx.Proto.AttributeProto.Types.Kind;

namespace Cnn.Onnx;

/// <summary>
/// What a table row sees while it writes a node: the node's own inputs are listed already, the row adds the parameters that
/// ONNX wants as further inputs, and the attributes.
/// </summary>
internal sealed class NodeWriter(OnnxWriter file, Node node, NodeProto proto)
{
    /// <summary>The node that is written.</summary>
    public Node Node => node;

    /// <summary>Appends a parameter as a constant input.</summary>
    public void Input(string name, Tensor value) => proto.Input.Add(file.Constant($"{node.Name}/{name}", value));

    /// <summary>Appends a list of floats as a constant input.</summary>
    public void Input(string name, Floats values) => Input(name, Cnn.Tensor.Vector(values.ToArray()));

    /// <summary>As <see cref="Input(string, Ints)"/>, before the inputs from <paramref name="index"/> on.</summary>
    public void InsertInput(int index, string name, Ints values)
    {
        Input(name, values);
        string last = proto.Input[^1];
        proto.Input.RemoveAt(proto.Input.Count - 1);
        proto.Input.Insert(index, last);
    }

    /// <summary>Appends a list of integers as a constant input, in ONNX's type for shapes and indices.</summary>
    public void Input(string name, Ints values) =>
        Input(name, Cnn.Tensor.Vector(Array.ConvertAll([.. values], v => (long)v)));

    /// <summary>Leaves out an optional input before another one that follows.</summary>
    public void NoInput() => proto.Input.Add("");

    /// <summary>Leaves out an optional input before the node's own from <paramref name="index"/> on.</summary>
    public void NoInputAt(int index) => proto.Input.Insert(index, "");

    public void Int(string name, long value) => proto.Attribute.Add(new AttributeProto { Name = name, Type = Kind.Int, I = value });

    public void Flag(string name, bool value) => Int(name, value ? 1 : 0);

    public void Float(string name, float value) => proto.Attribute.Add(new AttributeProto { Name = name, Type = Kind.Float, F = value });

    public void Text(string name, string value) =>
        proto.Attribute.Add(new AttributeProto { Name = name, Type = Kind.String, S = ByteString.CopyFrom(value, Encoding.UTF8) });

    /// <summary>A list of integers; an empty one means the operator's default and is left out.</summary>
    public void Ints(string name, Ints values)
    {
        if (values.Count == 0)
            return;
        var attribute = new AttributeProto { Name = name, Type = Kind.Ints };
        foreach (int value in values)
            attribute.Ints.Add(value);
        proto.Attribute.Add(attribute);
    }

    public void Tensor(string name, Tensor value) =>
        proto.Attribute.Add(new AttributeProto { Name = name, Type = Kind.Tensor, T = TensorWriter.Write(value, "") });
}
