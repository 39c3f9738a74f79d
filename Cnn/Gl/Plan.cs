namespace Cnn.Gl;

/// <summary>What a graph becomes before anything is allocated: a place for each node and a list of dispatches.</summary>
internal sealed class Plan
{
    private readonly Dictionary<Node, GlTensor> _values = [];
    private readonly List<GlMemory> _owned = [];

    /// <exception cref="UnsupportedOperatorException">An operator has no kernel.</exception>
    public Plan(Graph graph, GlVariables variables)
    {
        foreach (var variable in graph.Variables)
            _values[variable] = variables.Tensor(variable);
        foreach (var node in graph.Nodes)
        {
            if (node.Op is Variable)
                continue;
            if (node.IsLeaf)
                Define(node, GlTensor.Buffer(node.Shape, node.Type));
            else if (node.Shape.Count == 0)
                Define(node, GlTensor.Buffer(node.Shape, node.Type));
            else
                KernelTable.Find(node)(new NodePlanner(this, node));
        }
    }

    /// <summary>The launches of a run, in order.</summary>
    public List<Dispatch> Dispatches { get; } = [];

    /// <summary>The memory that belongs to this plan alone.</summary>
    public IReadOnlyList<GlMemory> Owned => _owned;

    /// <summary>Where a node's value lies.</summary>
    public GlTensor ValueOf(Node node) => _values[node];

    /// <summary>Whether the node is planned.</summary>
    public bool TryValueOf(Node node, out GlTensor tensor) => _values.TryGetValue(node, out tensor!);

    /// <summary>Says where a node's value lies, in memory of its own.</summary>
    public GlTensor Define(Node node, GlTensor tensor) => _values[node] = Own(tensor);

    /// <summary>Says that a node's value lies in memory that another node's value owns.</summary>
    public void Share(Node node, GlTensor tensor) => _values[node] = tensor;

    /// <summary>Notes memory that dies with the plan.</summary>
    public GlTensor Own(GlTensor tensor)
    {
        _owned.Add(tensor.Memory);
        return tensor;
    }
}
