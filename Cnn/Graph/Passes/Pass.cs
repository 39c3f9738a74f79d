using System.Collections.Immutable;

namespace Cnn.Passes;

/// <summary>
/// Makes a graph cheaper without changing its outputs and updates. Nodes that no longer lead to those are gone from the
/// result.
/// </summary>
/// <param name="graph">The graph; it stays as it is.</param>
/// <returns>The new graph, and for each node of the old one that still has a place the node that yields its value.</returns>
public delegate (Graph Graph, IReadOnlyDictionary<Node, Node> Map) Pass(Graph graph);

/// <summary>The passes, and how they follow each other.</summary>
public static class PassList
{
    /// <summary>All passes, for a graph that runs as fast as it can.</summary>
    public static ImmutableArray<Pass> ForSpeed { get; } =
        [RemoveIdentities.Apply, FoldConstants.Apply, FoldBatchNormalization.Apply];

    /// <summary>Applies passes one after the other.</summary>
    /// <param name="passes">The passes.</param>
    /// <param name="graph">The graph; it stays as it is.</param>
    /// <param name="watched">Nodes that must keep a place; they become outputs of the result besides its own.</param>
    /// <returns>The new graph, and for each node of the old one that still has a place the node that yields its value.</returns>
    public static (Graph Graph, IReadOnlyDictionary<Node, Node> Map) Apply(
        this IEnumerable<Pass> passes, Graph graph, IEnumerable<Node> watched)
    {
        var map = graph.Nodes.ToDictionary(node => node);
        graph = new Graph(graph.Outputs.Concat(watched).Distinct(), graph.Updates);
        foreach (var pass in passes)
        {
            var (next, step) = pass(graph);
            map = map.Where(pair => step.ContainsKey(pair.Value)).ToDictionary(pair => pair.Key, pair => step[pair.Value]);
            graph = next;
        }
        var there = graph.Nodes.ToHashSet();
        return (graph, map.Where(pair => there.Contains(pair.Value)).ToDictionary());
    }
}
