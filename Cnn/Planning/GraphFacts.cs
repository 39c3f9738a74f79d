namespace Cnn.Planning;

/// <summary>What a planner asks about the nodes of a graph again and again, found once.</summary>
internal sealed class GraphFacts
{
    private readonly HashSet<Node> _kept;
    private readonly Dictionary<Node, List<Node>> _consumers = [];
    // Of each node that no Input leads to, the names of the variables that do.
    private readonly Dictionary<Node, string[]> _fixed = [];

    /// <param name="graph">The graph that runs.</param>
    /// <param name="keepsAll">Whether every node's value is wanted after a run; else those of outputs and updates.</param>
    public GraphFacts(Graph graph, bool keepsAll)
    {
        Graph = graph;
        _kept = [.. keepsAll ? graph.Nodes : graph.Outputs, .. graph.Updates.Select(u => u.Value)];
        foreach (var node in graph.Nodes)
            foreach (var input in node.Inputs)
                if (_consumers.TryGetValue(input, out var consumers))
                    consumers.Add(node);
                else
                    _consumers[input] = [node];
        FindFixed();
    }

    /// <summary>The graph.</summary>
    public Graph Graph { get; }

    /// <summary>Whether a node's value is wanted after a run; what was written before it always is.</summary>
    public bool IsKept(Node node) => node.IsLeaf || _kept.Contains(node);

    /// <summary>The one node that reads a node's value, and reads it once; null where there is none or more.</summary>
    public Node? OnlyConsumer(Node node) => Consumers(node) is [var consumer] ? consumer : null;

    /// <summary>The nodes that read a node's value, in the graph's order, each as often as it does.</summary>
    public IReadOnlyList<Node> Consumers(Node node) => _consumers.GetValueOrDefault(node) ?? [];

    /// <summary>Whether no Input leads to a node: its value changes only with variables.</summary>
    public bool IsFixed(Node node) => _fixed.ContainsKey(node);

    /// <summary>The names of the variables that lead to some nodes; null if an Input does.</summary>
    public string[]? VariablesBehind(params ReadOnlySpan<Node> nodes)
    {
        string[] names = [];
        foreach (var node in nodes)
            if (!_fixed.TryGetValue(node, out var more))
                return null;
            else if (names.Length == 0)
                names = more;
            else if (more.Except(names).Any())
                names = [.. names.Union(more)];
        return names;
    }

    private void FindFixed()
    {
        foreach (var node in Graph.Nodes)
            if (node.Op is Variable)
                _fixed[node] = [node.Name];
            else if (node.Op is Constant)
                _fixed[node] = [];
            else if (node.Op is not Input && VariablesBehind(node.Inputs.AsSpan()) is { } names)
                _fixed[node] = names;
    }
}
