using System.Text;
using Cnn.Onnx.Proto;
using Google.Protobuf;
using Kind = Cnn.Onnx.Proto.AttributeProto.Types.Kind;

namespace Cnn.Onnx;

/// <summary>
/// What writes an operator gives to one node of the file: its inputs are listed already; parameters that are inputs in the
/// file, and attributes, are added.
/// </summary>
public sealed class NodeWriter
{
    private readonly OnnxWriter _file;
    private readonly NodeProto _proto;

    internal NodeWriter(OnnxWriter file, Node node, NodeProto proto)
    {
        _file = file;
        _proto = proto;
        Node = node;
    }

    /// <summary>The node that is written.</summary>
    public Node Node { get; }

    /// <summary>Appends a parameter as a constant input.</summary>
    public void Input(string name, Tensor value) => _proto.Input.Add(_file.Constant($"{Node.Name}/{name}", value));

    /// <summary>Appends a list of floats as a constant input.</summary>
    public void Input(string name, Floats values) => Input(name, Cnn.Tensor.Vector(values.ToArray()));

    /// <summary>As <see cref="Input(string, Ints)"/>, before the inputs from <paramref name="index"/> on.</summary>
    internal void InsertInput(int index, string name, Ints values)
    {
        Input(name, values);
        string last = _proto.Input[^1];
        _proto.Input.RemoveAt(_proto.Input.Count - 1);
        _proto.Input.Insert(index, last);
    }

    /// <summary>Appends a list of integers as a constant input, in ONNX's type for shapes and indices.</summary>
    public void Input(string name, Ints values) =>
        Input(name, Cnn.Tensor.Vector(Array.ConvertAll([.. values], v => (long)v)));

    /// <summary>Leaves out an optional input before another one that follows.</summary>
    public void NoInput() => _proto.Input.Add("");

    /// <summary>Leaves out an optional input before the node's own from <paramref name="index"/> on.</summary>
    internal void NoInputAt(int index) => _proto.Input.Insert(index, "");

    /// <summary>An integer attribute.</summary>
    public void Int(string name, long value) => _proto.Attribute.Add(new AttributeProto { Name = name, Type = Kind.Int, I = value });

    /// <summary>An attribute that is 0 or 1.</summary>
    public void Flag(string name, bool value) => Int(name, value ? 1 : 0);

    /// <summary>A float attribute.</summary>
    public void Float(string name, float value) => _proto.Attribute.Add(new AttributeProto { Name = name, Type = Kind.Float, F = value });

    /// <summary>A word.</summary>
    public void Text(string name, string value) =>
        _proto.Attribute.Add(new AttributeProto { Name = name, Type = Kind.String, S = ByteString.CopyFrom(value, Encoding.UTF8) });

    /// <summary>A list of integers; an empty one means the operator's default and is left out.</summary>
    public void Ints(string name, Ints values)
    {
        if (values.Count == 0)
            return;
        var attribute = new AttributeProto { Name = name, Type = Kind.Ints };
        foreach (int value in values)
            attribute.Ints.Add(value);
        _proto.Attribute.Add(attribute);
    }

    /// <summary>A tensor.</summary>
    public void Tensor(string name, Tensor value) =>
        _proto.Attribute.Add(new AttributeProto { Name = name, Type = Kind.Tensor, T = TensorWriter.Write(value, "") });
}
