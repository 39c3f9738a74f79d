using Cnn.Passes;

namespace Cnn.Backends;

/// <summary>
/// The graph that runs in place of a caller's. Where only some nodes are watched the passes have changed it; callers go on
/// naming the nodes that they know.
/// </summary>
internal sealed class CompiledGraph
{
    private readonly IReadOnlyDictionary<Node, Node>? _places;
    private readonly Dictionary<Node, Node> _origins = [];

    public CompiledGraph(Graph source, CompileOptions? options)
    {
        (Source, Graph) = (source, source);
        if (options?.Watched is not { } watched)
            return;
        // Inputs keep their place, so that each can be written.
        (Graph, _places) = PassList.ForSpeed.Apply(source, watched.Intersect(source.Nodes).Union(source.Inputs));
        foreach (var node in source.Nodes)
            if (_places.TryGetValue(node, out var place))
                _origins.TryAdd(place, node);
        // What a pass added works for whatever reads it.
        foreach (var node in Graph.Nodes.Reverse())
            foreach (var input in node.Inputs)
                _origins.TryAdd(input, _origins[node]);
    }

    /// <summary>The caller's graph.</summary>
    public Graph Source { get; }

    /// <summary>What runs.</summary>
    public Graph Graph { get; }

    /// <summary>Whether every node can be read, not just the outputs of <see cref="Graph"/>.</summary>
    public bool KeepsAll => _places is null;

    /// <summary>The node of <see cref="Graph"/> that yields the value of a node of <see cref="Source"/>; null where none does.</summary>
    public Node? Place(Node node) => _places is null ? node : _places.GetValueOrDefault(node);

    /// <summary>The node of <see cref="Source"/> for which a node of <see cref="Graph"/> works.</summary>
    public Node Origin(Node node) => _places is null ? node : _origins[node];
}
