using Cnn.Planning;

namespace Cnn.Gl;

/// <summary>
/// Where the nodes' values lie. A value may lie in both layouts: the one it was computed in, and the other as soon as a kernel
/// has asked for it.
/// </summary>
/// <param name="facts">What is known of the graph.</param>
internal sealed class ValuePlaces(GraphFacts facts)
{
    private readonly JoinedMaps _joins = new(facts, Layouts.C4);
    private readonly Dictionary<Node, GlTensor> _values = [];
    private readonly Dictionary<Node, GlTensor> _converted = [];
    private readonly Dictionary<Node, GlTensor> _joined = [];
    private readonly List<GlMemory> _owned = [];

    /// <summary>The memory that was made here.</summary>
    public IReadOnlyList<GlMemory> Owned => _owned;

    /// <summary>A node's value as it was computed.</summary>
    public GlTensor this[Node node] => _values[node];

    /// <summary>The same; false where nothing computes it yet, or it was fused away.</summary>
    public bool TryGet(Node node, out GlTensor tensor) => _values.TryGetValue(node, out tensor!);

    /// <summary>A node's value in a layout; null where it must be converted first.</summary>
    public GlTensor? Find(Node node, GlLayout layout)
    {
        var value = _values[node];
        if (value.Layout == layout)
            return value;
        if (_converted.TryGetValue(node, out var converted))
            return converted;
        return Layouts.SameBytes(value) ? _converted[node] = value with { Layout = layout } : null;
    }

    /// <summary>Room for a node's value in the other layout than the one it was computed in.</summary>
    public GlTensor Convert(Node node, GlLayout layout) =>
        _converted[node] = Own(GlTensor.New(node.Shape, node.Type, layout));

    /// <summary>
    /// Room for a node's value: memory of its own or, where the only consumer joins whole packs of channels, its slice of
    /// the joined map, so that nothing is copied.
    /// </summary>
    public GlTensor Place(Node node, GlLayout layout)
    {
        if (layout != GlLayout.C4 || _joins.PartOf(node) is not var (join, packs))
            return Define(node, GlTensor.New(node.Shape, node.Type, layout));
        if (!_joined.TryGetValue(join, out var whole))
            _joined[join] = whole = Own(GlTensor.New(join.Shape, join.Type, layout));
        return _values[node] = new GlTensor(node.Shape, node.Type, layout, whole.Memory) { Offset = packs * whole.Map.Plane };
    }

    /// <summary>The value of a Concat some of whose inputs lie in their slices already; else null.</summary>
    public GlTensor? Joined(Node join) => _joined.TryGetValue(join, out var whole) ? _values[join] = whole : null;

    /// <summary>Says where a node's value lies, in memory of its own.</summary>
    public GlTensor Define(Node node, GlTensor tensor) => _values[node] = Own(tensor);

    /// <summary>Says that a node's value lies in memory that another node's value, or another plan, owns.</summary>
    public void Share(Node node, GlTensor tensor) => _values[node] = tensor;

    /// <summary>Notes memory that dies with the plan.</summary>
    public GlTensor Own(GlTensor tensor)
    {
        Own(tensor.Memory);
        return tensor;
    }

    /// <summary>Notes memory that dies with the plan.</summary>
    public void Own(GlMemory memory) => _owned.Add(memory);
}
