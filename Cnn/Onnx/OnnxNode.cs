using System.Collections.Immutable;
using Cnn.Onnx.Proto;

namespace Cnn.Onnx;

/// <summary>A node as it stands in the file: names and attributes, nothing checked against the operator yet.</summary>
internal sealed class OnnxNode
{
    /// <exception cref="OnnxException">Two attributes share a name.</exception>
    public OnnxNode(NodeProto proto, string file)
    {
        Inputs = [.. proto.Input];
        Outputs = [.. proto.Output];
        Type = proto.OpType;
        Domain = proto.Domain is "ai.onnx" ? "" : proto.Domain;
        // A node's name is optional, its outputs' names are not.
        Name = proto.Name.Length > 0 ? proto.Name : Outputs.FirstOrDefault(o => o.Length > 0) ?? proto.OpType;
        foreach (var attribute in proto.Attribute)
            if (!Attributes.TryAdd(attribute.Name, attribute))
                throw new OnnxException(file, Name, $"{this} has two attributes {OnnxException.Quote(attribute.Name)}");
    }

    public string Name { get; }

    public string Type { get; }

    /// <summary>Empty for ONNX's own operators.</summary>
    public string Domain { get; }

    /// <summary>The values read; an empty name is an optional input that is absent.</summary>
    public ImmutableArray<string> Inputs { get; }

    /// <summary>The values made; an empty name is an output that nobody wants.</summary>
    public ImmutableArray<string> Outputs { get; }

    public Dictionary<string, AttributeProto> Attributes { get; } = [];

    public override string ToString() => $"node {OnnxException.Quote(Name)} ({Type})";
}
