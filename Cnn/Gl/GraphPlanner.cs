using Cnn.Backends;
using Cnn.Gl.Kernels;
using Cnn.Planning;

namespace Cnn.Gl;

/// <summary>Turns a graph into a plan: asks the rule of each node for launches, and sorts those by when they run.</summary>
internal sealed class GraphPlanner
{
    private readonly GraphFacts _facts;
    private readonly FusionPlan _fusions;
    private readonly ValuePlaces _values;
    private readonly Plan _plan;
    private readonly GlOptions _options;
    private readonly Dictionary<(Node, string), (Node[] Sources, GlTensor Tensor)> _derived = [];

    private GraphPlanner(CompiledGraph compiled, GlOptions options)
    {
        _options = options;
        _facts = new GraphFacts(compiled.Graph, compiled.KeepsAll);
        _fusions = new FusionPlan(_facts, PackedConvolution.TakesMore, node => Elementwise.Activation(node) is not null);
        _values = new ValuePlaces(_facts);
        _plan = new Plan(_facts, _values);
    }

    /// <summary>Plans a graph.</summary>
    /// <param name="compiled">The graph.</param>
    /// <param name="variables">Where each variable lies.</param>
    /// <param name="options">How the backend behaves.</param>
    /// <param name="largest">The largest buffer, in bytes.</param>
    /// <exception cref="UnsupportedOperatorException">An operator has no kernel.</exception>
    public static Plan Plan(CompiledGraph compiled, Func<Node, GlTensor> variables, GlOptions options, long largest)
    {
        var planner = new GraphPlanner(compiled, options);
        planner.PlaceLeaves(variables);
        foreach (var node in compiled.Graph.Nodes)
            if (!planner._values.TryGet(node, out _) && !planner._fusions.IsFused(node))
                planner.Add(node);
        planner.AddUpdates();
        if (!compiled.KeepsAll)
            planner.ReuseMemory(largest);
        return planner._plan;
    }

    /// <summary>Where the values lie.</summary>
    public ValuePlaces Values => _values;

    /// <summary>Whether invocations of a work group share a convolution's sums.</summary>
    public bool SharesSums => _options.SharesSums == true;

    /// <summary>What the kernel of a node computes.</summary>
    public Fusion FusionOf(Node node) => _fusions.Of(node);

    /// <summary>A node's value in a layout, converted unless it lies so already.</summary>
    public GlTensor ValueOf(Node node, GlLayout layout)
    {
        if (_values.Find(node, layout) is { } there)
            return there;
        var converted = _values.Convert(node, layout);
        Add(Layouts.Convert(node, _values[node], converted), node);
        return converted;
    }

    /// <summary>Adds a launch that reads the values of some nodes: where no Input leads to those, it only follows the variables.</summary>
    public void Add(Launch launch, params ReadOnlySpan<Node> sources)
    {
        if (_facts.VariablesBehind(sources) is { } names)
            _plan.Derivations.Add(new Derivation(launch, names));
        else
            _plan.Launches.Add(launch);
    }

    /// <summary>A tensor made from some nodes' values, once for all kernels that want it.</summary>
    public GlTensor Derive(Node node, string what, Node[] sources, Kernel kernel, Func<GlTensor> output)
    {
        if (_derived.TryGetValue((sources[0], what), out var known) && known.Sources.AsSpan().SequenceEqual(sources))
            return known.Tensor;
        var tensor = _values.Own(output());
        var inputs = sources.Select(s => ValueOf(s, GlLayout.Nchw)).ToArray();
        Add(new KernelLaunch(node, kernel.ForEach(tensor.Texels), inputs, tensor), sources);
        _derived[(sources[0], what)] = (sources, tensor);
        return tensor;
    }

    /// <summary>A tensor with a fixed value that a kernel reads.</summary>
    public GlTensor Table(Tensor value)
    {
        var place = _values.New(value.Shape, value.Type, GlLayout.Nchw);
        _plan.Tables.Add((place, value));
        return place;
    }

    // Leaves first: a kernel that takes over a consumer's work reads that one's leaves too.
    private void PlaceLeaves(Func<Node, GlTensor> variables)
    {
        foreach (var node in _facts.Graph.Nodes)
            if (node.Op is Variable)
                _values.Share(node, variables(node));
            else if (node.IsLeaf || node.Shape.Count == 0)
                _values.Place(node, GlLayout.Nchw);
    }

    private void Add(Node node)
    {
        var planner = new NodePlanner(this, node);
        if ((KernelTable.Find(node) ?? _options.Kernels.Find(node)) is { } rule)
            rule(planner);
        else if (_options.AllowDefinitions)
            Add(new DefinitionLaunch(node, planner.Inputs(), planner.Output()), node);
        else
            throw new UnsupportedOperatorException("gl", node);
    }

    // Kept values stay for the whole run: of a run under way, what is read early is then of this run or the one before.
    private void ReuseMemory(long largest)
    {
        var apart = new HashSet<GlMemory>();
        foreach (var node in _facts.Graph.Nodes)
            if (_facts.IsKept(node) && _values.TryGet(node, out var value))
                apart.Add(value.Memory);
        apart.UnionWith(_plan.Updates.Select(u => u.Value.Memory));
        apart.UnionWith(_plan.Derivations.Select(d => d.Launch.Written.Memory));
        // What a definition reads and writes is copied as whole buffers.
        foreach (var launch in _plan.Launches.OfType<DefinitionLaunch>())
            apart.UnionWith([.. launch.Reads.Select(t => t.Memory), launch.Written.Memory]);
        foreach (var region in MemoryReuse.Apply(_plan.Launches, apart, largest))
            _values.Own(region);
    }

    // A variable that takes another one's value must not see that one already changed.
    private void AddUpdates()
    {
        var graph = _facts.Graph;
        foreach (var (variable, value) in graph.Updates)
        {
            var source = ValueOf(value, GlLayout.Nchw);
            bool alias = graph.Variables.Any(v => _values[v].Memory == source.Memory);
            _plan.Updates.Add((variable, source, alias ? _values.New(value.Shape, value.Type, GlLayout.Nchw) : null));
        }
    }
}
