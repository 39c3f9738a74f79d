namespace Cnn.Planning;

/// <summary>What a plan must know of a backend's tensors.</summary>
/// <typeparam name="TTensor">The tensor itself.</typeparam>
/// <typeparam name="TLayout">How elements can lie: row by row, or channels packed.</typeparam>
/// <typeparam name="TMemory">Where they lie.</typeparam>
internal interface IPlannedTensor<TTensor, TLayout, TMemory> where TTensor : class where TLayout : struct, Enum
{
    /// <summary>How the elements lie.</summary>
    TLayout Layout { get; }

    /// <summary>Where.</summary>
    TMemory Memory { get; }

    /// <summary>The same memory in another layout; null where that would have other bytes.</summary>
    TTensor? Seen(TLayout layout);

    /// <summary>A node's value that lies in this joined map, after so many packs.</summary>
    TTensor Part(Node node, int packs);
}

/// <summary>
/// Where the nodes' values lie. A value may lie in both layouts: the one it was computed in, and the other as soon as a kernel
/// has asked for it.
/// </summary>
/// <param name="facts">What is known of the graph.</param>
/// <param name="packing">How channels are packed.</param>
/// <param name="packed">The layout in which they are.</param>
/// <param name="make">A tensor in memory of its own.</param>
internal class PlannedValues<TTensor, TLayout, TMemory>(
    GraphFacts facts, Packing packing, TLayout packed, Func<Shape, DataType, TLayout, TTensor> make)
    where TTensor : class, IPlannedTensor<TTensor, TLayout, TMemory> where TLayout : struct, Enum
{
    private readonly JoinedMaps _joins = new(facts, packing);
    private readonly Dictionary<Node, TTensor> _values = [], _converted = [], _joined = [];
    private readonly List<TMemory> _owned = [];

    /// <summary>The memory that was made here.</summary>
    public IReadOnlyList<TMemory> Owned => _owned;

    /// <summary>A node's value as it was computed.</summary>
    public TTensor this[Node node] => _values[node];

    /// <summary>The same; false where nothing computes it yet, or it was fused away.</summary>
    public bool TryGet(Node node, out TTensor tensor) => _values.TryGetValue(node, out tensor!);

    /// <summary>A node's value in a layout; null where it must be converted first.</summary>
    public TTensor? Find(Node node, TLayout layout)
    {
        var value = _values[node];
        if (value.Layout.Equals(layout))
            return value;
        if (!_converted.TryGetValue(node, out var converted) && value.Seen(layout) is { } seen)
            converted = _converted[node] = seen;
        return converted;
    }

    /// <summary>Room for a node's value in the other layout than the one it was computed in.</summary>
    public TTensor Convert(Node node, TLayout layout) => _converted[node] = New(node.Shape, node.Type, layout);

    /// <summary>
    /// Room for a node's value: memory of its own or, where the only consumer joins whole packs of channels, its slice of
    /// the joined map, so that nothing is copied.
    /// </summary>
    public TTensor Place(Node node, TLayout layout)
    {
        if (!layout.Equals(packed) || _joins.PartOf(node) is not var (join, packs))
            return _values[node] = New(node.Shape, node.Type, layout);
        if (!_joined.TryGetValue(join, out var whole))
            _joined[join] = whole = New(join.Shape, join.Type, layout);
        return _values[node] = whole.Part(node, packs);
    }

    /// <summary>The value of a Concat some of whose inputs lie in their slices already; else null.</summary>
    public TTensor? Joined(Node join) => _joined.TryGetValue(join, out var whole) ? _values[join] = whole : null;

    /// <summary>Says that a node's value lies in memory that another node's value, or another plan, owns.</summary>
    public void Share(Node node, TTensor tensor) => _values[node] = tensor;

    /// <summary>A tensor in memory that dies with the plan.</summary>
    public TTensor New(Shape shape, DataType type, TLayout layout) => Own(make(shape, type, layout));

    /// <summary>Notes memory that dies with the plan.</summary>
    public TTensor Own(TTensor tensor)
    {
        Own(tensor.Memory);
        return tensor;
    }

    /// <summary>Notes memory that dies with the plan.</summary>
    public void Own(TMemory memory) => _owned.Add(memory);
}
