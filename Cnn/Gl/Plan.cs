using Cnn.Backends;

namespace Cnn.Gl;

/// <summary>
/// What a graph becomes before anything is allocated: a place for each node's value and a list of launches. A value may
/// lie in both layouts; the second is made when a kernel first asks for it and is a row of the timing table.
/// </summary>
internal sealed class Plan
{
    private readonly Dictionary<Node, GlTensor> _values = [];
    private readonly Dictionary<(Node, GlLayout), GlTensor> _converted = [];
    private readonly Dictionary<(Node, string), (Node[] Sources, GlTensor Tensor)> _derived = [];
    private readonly Dictionary<Node, Node> _consumers = [];
    private readonly HashSet<Node> _fused = [];
    private readonly Dictionary<Node, GlTensor> _joined = [];
    private readonly List<GlMemory> _owned = [];
    private readonly HashSet<Node> _kept;
    // Of each node that no Input leads to, the names of the variables that do.
    private readonly Dictionary<Node, string[]> _fixed = [];

    /// <exception cref="UnsupportedOperatorException">An operator has no kernel.</exception>
    public Plan(CompiledGraph compiled, GlVariables variables, GlOptions options)
    {
        var graph = compiled.Graph;
        _kept = [.. compiled.KeepsAll ? graph.Nodes : graph.Outputs, .. graph.Updates.Select(u => u.Value)];
        FindOnlyConsumers(graph);
        FindFixed(graph);
        // Leaves first: a kernel that takes over a consumer's work reads that one's leaves too.
        foreach (var node in graph.Nodes)
            if (node.Op is Variable)
                _values[node] = variables.Tensor(node);
            else if (node.IsLeaf || node.Shape.Count == 0)
                Define(node, GlTensor.New(node.Shape, node.Type));
        foreach (var node in graph.Nodes)
            if (!_values.ContainsKey(node) && !_fused.Contains(node))
                Add(node, options);
        // A variable that takes another one's value must not see that one already changed.
        foreach (var (variable, value) in graph.Updates)
        {
            var source = ValueOf(value, GlLayout.Nchw);
            bool alias = graph.Variables.Any(v => _values[v].Memory == source.Memory);
            Updates.Add((variable, source, alias ? Own(GlTensor.New(value.Shape)) : null));
        }
    }

    /// <summary>The launches of a run, in order.</summary>
    public List<Launch> Launches { get; } = [];

    /// <summary>Launches that only depend on constants and variables: repeated when one of those was written.</summary>
    public List<Derivation> Derivations { get; } = [];

    /// <summary>Tables that kernels read, written once when the session begins.</summary>
    public List<(GlTensor Place, Tensor Value)> Tables { get; } = [];

    /// <summary>What each variable takes at the end of a run, and room to keep it until all others are read too.</summary>
    public List<(Node Variable, GlTensor Value, GlTensor? Staging)> Updates { get; } = [];

    /// <summary>The memory that belongs to this plan alone.</summary>
    public IReadOnlyList<GlMemory> Owned => _owned;

    /// <summary>Where a node's value lies; false where it was fused away.</summary>
    public bool TryValueOf(Node node, out GlTensor tensor) => _values.TryGetValue(node, out tensor!);

    /// <summary>A node's value, wherever it lies.</summary>
    public GlTensor ValueOf(Node node) => _values[node];

    /// <summary>A node's value in a layout, converted unless it lies so already.</summary>
    public GlTensor ValueOf(Node node, GlLayout layout)
    {
        var value = _values[node];
        if (value.Layout == layout)
            return value;
        if (_converted.TryGetValue((node, layout), out var converted))
            return converted;
        if (Layouts.SameBytes(value))
            return _converted[(node, layout)] = value with { Layout = layout };
        converted = Own(GlTensor.New(value.Shape, value.Type, layout));
        Add(Layouts.Convert(node, value, converted), node);
        return _converted[(node, layout)] = converted;
    }

    /// <summary>Adds a launch that reads the values of some nodes: where no Input leads to those, it only follows the variables.</summary>
    public void Add(Launch launch, params ReadOnlySpan<Node> sources)
    {
        if (VariablesBehind(sources) is { } names)
            Derivations.Add(new Derivation(launch, names));
        else
            Launches.Add(launch);
    }

    /// <summary>A tensor made from some nodes' values, once for all kernels that want it.</summary>
    public GlTensor Derive(Node node, string what, Node[] sources, Kernel kernel, Func<GlTensor> output)
    {
        if (_derived.TryGetValue((sources[0], what), out var known) && known.Sources.AsSpan().SequenceEqual(sources))
            return known.Tensor;
        var tensor = Own(output());
        var inputs = sources.Select(s => ValueOf(s, GlLayout.Nchw)).ToArray();
        Add(new KernelLaunch(node, kernel.ForEach(tensor.Texels), inputs, tensor), sources);
        _derived[(sources[0], what)] = (sources, tensor);
        return tensor;
    }

    /// <summary>A tensor with a fixed value that a kernel reads.</summary>
    public GlTensor Table(Tensor value)
    {
        var place = Own(GlTensor.New(value.Shape, value.Type));
        Tables.Add((place, value));
        return place;
    }

    /// <summary>
    /// The one consumer of a node that nobody watches, if it has a given kind of operator: its work may go into the
    /// node's own kernel, which then writes the consumer's value.
    /// </summary>
    public Node? Fusable(Node node, Func<Node, bool> accepts)
    {
        if (_kept.Contains(node) || !_consumers.TryGetValue(node, out var consumer) || !accepts(consumer))
            return null;
        // What is computed once must not wait for what is computed in each run.
        if (_fixed.ContainsKey(node) != _fixed.ContainsKey(consumer))
            return null;
        _fused.Add(consumer);
        return consumer;
    }

    /// <summary>
    /// Room for a node's value: memory of its own or, where the only consumer joins whole packs of channels, its slice of
    /// the joined map, so that nothing is copied.
    /// </summary>
    public GlTensor Place(Node node, GlLayout layout)
    {
        if (layout == GlLayout.C4 && !_kept.Contains(node) && _consumers.TryGetValue(node, out var join) && JoinsPacks(join))
        {
            if (!_joined.TryGetValue(join, out var whole))
                _joined[join] = whole = Own(GlTensor.New(join.Shape, join.Type, layout));
            int before = join.Inputs.TakeWhile(i => i != node).Sum(i => i.Shape[1] / 4 * whole.Map.Plane);
            return _values[node] = new GlTensor(node.Shape, node.Type, layout, whole.Memory) { Offset = before };
        }
        return Define(node, GlTensor.New(node.Shape, node.Type, layout));
    }

    /// <summary>The value of a Concat some of whose inputs lie in their slices already; else null.</summary>
    public GlTensor? Joined(Node join)
    {
        if (!_joined.TryGetValue(join, out var whole))
            return null;
        return _values[join] = whole;
    }

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

    /// <summary>Whether a node's value can be read after a run.</summary>
    public bool IsKept(Node node) => node.IsLeaf || _kept.Contains(node);

    // Slices of one image lie one after the other; those of several do not.
    private static bool JoinsPacks(Node join) => join.Op is Ops.Concat concat && Layouts.CanPack(join.Shape, join.Type)
        && join.Shape[0] == 1 && join.Shape.Axis(concat.Axis) == 1 && join.Inputs.All(i => i.Shape[1] % 4 == 0);

    private void Add(Node node, GlOptions options)
    {
        var planner = new NodePlanner(this, node);
        if (KernelTable.Find(node) is { } rule)
            rule(planner);
        else if (options.AllowDefinitions)
            Add(new DefinitionLaunch(node, planner.Inputs(), planner.Output()), node);
        else
            throw new UnsupportedOperatorException("gl", node);
    }

    private void FindFixed(Graph graph)
    {
        foreach (var node in graph.Nodes)
            if (node.Op is Variable)
                _fixed[node] = [node.Name];
            else if (node.Op is Constant)
                _fixed[node] = [];
            else if (node.Op is not Input && VariablesBehind(node.Inputs.AsSpan()) is { } names)
                _fixed[node] = names;
    }

    // The names of the variables that lead to some nodes; null if an Input does.
    private string[]? VariablesBehind(ReadOnlySpan<Node> nodes)
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

    private void FindOnlyConsumers(Graph graph)
    {
        var shared = new HashSet<Node>();
        foreach (var node in graph.Nodes)
            foreach (var input in node.Inputs)
                if (!_consumers.TryAdd(input, node))
                    shared.Add(input);
        foreach (var node in shared)
            _consumers.Remove(node);
    }
}
