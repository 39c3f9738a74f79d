using Cnn.Models;
using Cnn.Onnx.Proto;

namespace Cnn.Onnx;

/// <summary>A node of an ONNX file: names and attributes.</summary>
internal sealed class OnnxNode : ModelNode
{
    /// <exception cref="ModelException">Two attributes share a name.</exception>
    public OnnxNode(NodeProto proto, string file)
        // A node's name is optional, its outputs' names are not.
        : base(proto.Name.Length > 0 ? proto.Name : proto.Output.FirstOrDefault(o => o.Length > 0) ?? proto.OpType,
            proto.OpType, [.. proto.Input], [.. proto.Output])
    {
        Domain = proto.Domain is "ai.onnx" ? "" : proto.Domain;
        foreach (var attribute in proto.Attribute)
            if (!Attributes.TryAdd(attribute.Name, attribute))
                throw new ModelException(file, Name, $"{this} has two attributes {ModelException.Quote(attribute.Name)}");
    }

    /// <summary>Empty for ONNX's own operators.</summary>
    public string Domain { get; }

    public Dictionary<string, AttributeProto> Attributes { get; } = [];
}
