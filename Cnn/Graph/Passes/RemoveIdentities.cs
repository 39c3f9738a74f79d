using Cnn.Ops;

namespace Cnn.Passes;

/// <summary>Leaves out what only hands its input on: Identity, Dropout, and reshapes to the shape that is there.</summary>
public static class RemoveIdentities
{
    /// <inheritdoc cref="Pass"/>
    public static (Graph Graph, IReadOnlyDictionary<Node, Node> Map) Apply(Graph graph) =>
        GraphRewriter.Rewrite(graph, (node, inputs) =>
            node.Op is SameElements && inputs[0].Shape == node.Shape ? inputs[0] : null);
}
