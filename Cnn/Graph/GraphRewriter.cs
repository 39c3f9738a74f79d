using System.Collections.Immutable;

namespace Cnn;

/// <summary>Builds a changed copy of a graph: the base of every pass, and of putting a graph in front of another.</summary>
public static class GraphRewriter
{
    /// <summary>
    /// Walks the graph in order and lets <paramref name="rewrite"/> replace each node. A node whose inputs changed and
    /// that is not replaced is copied onto its new inputs; an untouched one stays the same object.
    /// </summary>
    /// <param name="graph">The graph to copy.</param>
    /// <param name="rewrite">Gets the original node and its already rewritten inputs; null keeps the node.</param>
    /// <returns>The new graph and, for each original node, the node that now yields its value.</returns>
    public static (Graph Graph, IReadOnlyDictionary<Node, Node> Map) Rewrite(
        Graph graph, Func<Node, ImmutableArray<Node>, Node?> rewrite)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(rewrite);
        var map = new Dictionary<Node, Node>(graph.Nodes.Length);
        foreach (var node in graph.Nodes)
        {
            var inputs = node.Inputs.Select(i => map[i]).ToImmutableArray();
            map[node] = rewrite(node, inputs)
                ?? (inputs.SequenceEqual(node.Inputs) ? node : new Node(node.Op, inputs.AsSpan(), node.Name));
        }
        var rewritten = new Graph(
            graph.Outputs.Select(o => map[o]),
            graph.Updates.Select(u => new Update(map[u.Variable], map[u.Value])));
        return (rewritten, map);
    }

    /// <summary>Replaces leaves (or any nodes) by others of the same shape: how preprocessing is put before a model.</summary>
    public static (Graph Graph, IReadOnlyDictionary<Node, Node> Map) Replace(
        Graph graph, IReadOnlyDictionary<Node, Node> replacements) =>
        Rewrite(graph, replacements is null ? null! : (node, _) => replacements.GetValueOrDefault(node));
}
