using System.Collections.Immutable;
using Cnn.Models;

namespace Cnn.Tfjs;

/// <summary>
/// A node of a TensorFlow graph. Output 0 of a node is called as the node itself, output k <c>name:k</c>; <c>^name</c> only
/// says what runs before, which a graph without side effects need not know.
/// </summary>
internal sealed class TfNode : ModelNode
{
    private TfNode(string name, string type, ImmutableArray<string> read, Dictionary<string, JsonPart> attributes)
        : base(name, type, [.. read.Select(r => Split(r).Node)], [name])
    {
        Read = read;
        Attributes = attributes;
    }

    /// <summary>The outputs of other nodes that are read, as the file writes them; <see cref="ModelNode.Inputs"/> has the nodes.</summary>
    public ImmutableArray<string> Read { get; }

    public Dictionary<string, JsonPart> Attributes { get; }

    /// <summary>Reads one.</summary>
    public static TfNode Of(JsonPart json)
    {
        var read = json.Find("input") is { } inputs
            ? inputs.Items().Select(i => i.Text()).Where(i => !i.StartsWith('^')).ToImmutableArray() : [];
        var attributes = new Dictionary<string, JsonPart>();
        if (json.Find("attr") is { } attr)
            foreach (var (name, value) in attr.Members())
                if (!attributes.TryAdd(name, value))
                    throw value.Error("this attribute stands there twice");
        string node = json["name"].Text();
        return node.Length > 0 ? new TfNode(node, json["op"].Text(), read, attributes) : throw json.Error("the node has no name");
    }

    /// <summary>From <c>name:k</c> to the node's name and k.</summary>
    public static (string Node, int Output) Split(string value)
    {
        int colon = value.LastIndexOf(':');
        return colon > 0 && int.TryParse(value[(colon + 1)..], out int output) && output >= 0 ? (value[..colon], output) : (value, 0);
    }
}
