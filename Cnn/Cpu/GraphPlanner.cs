using Cnn.Backends;
using Cnn.Cpu.Kernels;
using Cnn.Planning;

namespace Cnn.Cpu;

/// <summary>Turns a graph into a plan: asks the rule of each node for launches, and sorts those by when they run.</summary>
internal sealed class GraphPlanner
{
    private readonly GraphFacts _facts;
    private readonly FusionPlan _fusions;
    private readonly ChannelMoves _moves;
    private readonly ValuePlaces _values;
    private readonly Plan _plan;
    private readonly KernelTable _kernels;
    private readonly Dictionary<(Node, string), CpuTensor> _derived = [];

    private GraphPlanner(CompiledGraph compiled, KernelTable kernels, int threads)
    {
        (_kernels, Threads) = (kernels, threads);
        _facts = new GraphFacts(compiled.Graph, compiled.KeepsAll);
        _fusions = new FusionPlan(_facts, kernels.TakesMore, kernels.IsActivation);
        _moves = new ChannelMoves(_facts, new Packing(kernels.Lanes));
        _values = new ValuePlaces(_facts, kernels.Lanes);
        _plan = new Plan(_facts, _values);
    }

    /// <summary>Plans a graph.</summary>
    /// <param name="compiled">The graph.</param>
    /// <param name="kernels">The kernels, for the lanes of this machine's registers.</param>
    /// <param name="threads">How many threads will run it.</param>
    public static Plan Plan(CompiledGraph compiled, KernelTable kernels, int threads)
    {
        var planner = new GraphPlanner(compiled, kernels, threads);
        foreach (var node in compiled.Graph.Nodes)
            if (node.IsLeaf || node.Shape.Count == 0)
                planner._values.Place(node, CpuLayout.Rows);
        foreach (var node in compiled.Graph.Nodes)
            if (!planner._values.TryGet(node, out _) && !planner._fusions.IsFused(node) && !planner._moves.MayWait(node))
                planner.Add(node);
        foreach (var (variable, value) in compiled.Graph.Updates)
            planner._plan.Updates.Add((variable, planner.ValueOf(value, CpuLayout.Rows)));
        if (!compiled.KeepsAll)
            planner.ReuseMemory();
        return planner._plan;
    }

    /// <summary>Where the values lie.</summary>
    public ValuePlaces Values => _values;

    /// <summary>How many threads will run it.</summary>
    public int Threads { get; }

    /// <summary>What the kernel of a node computes.</summary>
    public Fusion FusionOf(Node node) => _fusions.Of(node);

    /// <summary>A node's value in a layout, converted unless it lies so already.</summary>
    public CpuTensor ValueOf(Node node, CpuLayout layout)
    {
        Compute(node);
        if (_values.Find(node, layout) is { } there)
            return there;
        var converted = _values.Convert(node, layout);
        Add(_kernels.Convert(node, _values[node], converted), node);
        return converted;
    }

    /// <summary>The layout in which a node's value is computed.</summary>
    public CpuLayout LayoutOf(Node node)
    {
        Compute(node);
        return _values[node].Layout;
    }

    /// <summary>Whether a node's value is the same in all runs until somebody else writes a variable.</summary>
    public bool StaysFixed(Node node) => _facts.VariablesBehind(node) is { } names
        && !_facts.Graph.Updates.Any(update => names.Contains(update.Variable.Name));

    /// <summary>Adds a launch that reads the values of some nodes: where no Input leads to those, it only follows the variables.</summary>
    public void Add(Launch launch, params ReadOnlySpan<Node> sources)
    {
        bool isFixed = true;
        foreach (var source in sources)
            isFixed &= _facts.IsFixed(source);
        (isFixed ? _plan.Derivations : _plan.Launches).Add(launch);
    }

    /// <summary>A tensor made from a node's value, once for all kernels that want it.</summary>
    public CpuTensor Derive(Node source, string what, Shape shape, Func<CpuTensor, CpuTensor, Launch> launch)
    {
        if (_derived.TryGetValue((source, what), out var known))
            return known;
        var tensor = _values.New(shape, DataType.Float32, CpuLayout.Rows);
        Add(launch(ValueOf(source, CpuLayout.Rows), tensor), source);
        return _derived[(source, what)] = tensor;
    }

    // What nobody needed until now was left out.
    private void Compute(Node node)
    {
        if (!_values.TryGet(node, out _))
            Add(node);
    }

    private void Add(Node node)
    {
        var planner = new NodePlanner(this, node);
        if (_moves.SourcesOf(node) is { } sources && ChannelsLaunch.Plan(planner, sources))
            return;
        if (_kernels.Find(node) is { } rule && rule(planner))
            return;
        var inputs = planner.Inputs();
        Add(new DefinitionLaunch(node, inputs, planner.Output(CpuLayout.Rows)), node);
    }

    // Kept values stay for the whole run.
    private void ReuseMemory()
    {
        var apart = new HashSet<CpuMemory>();
        foreach (var node in _facts.Graph.Nodes)
            if (_facts.IsKept(node) && _values.TryGet(node, out var value))
                apart.Add(value.Memory);
        apart.UnionWith(_plan.Updates.Select(u => u.Value.Memory));
        apart.UnionWith(_plan.Derivations.Select(l => l.Written.Memory));
        var lives = Lifetimes.Of(_plan.Launches.Select(l => (l.Reads.Select(t => t.Memory), l.Written.Memory)), memory => memory.Bytes)
            .Where(life => !apart.Contains(life.Key)).ToArray();
        var arena = new Arena([.. lives.Select(life => life.Value)], CpuMemory.Alignment, long.MaxValue);
        CpuMemory[] regions = [.. arena.Regions.Select(bytes => new CpuMemory(bytes))];
        foreach (var ((memory, _), place) in lives.Zip(arena.Places))
            memory.LieIn(regions[place.Region], place.Offset);
        foreach (var region in regions)
            _values.Own(region);
    }
}
