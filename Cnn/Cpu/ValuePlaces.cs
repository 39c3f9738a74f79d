using Cnn.Planning;

namespace Cnn.Cpu;

/// <summary>
/// Where the nodes' values lie. A value may lie in both layouts: the one it was computed in, and the other as soon as a kernel
/// has asked for it.
/// </summary>
/// <param name="facts">What is known of the graph.</param>
/// <param name="lanes">Channels of a pack.</param>
internal sealed class ValuePlaces(GraphFacts facts, int lanes)
{
    private readonly JoinedMaps _joins = new(facts, new Packing(lanes));
    private readonly Dictionary<Node, CpuTensor> _values = [], _converted = [], _joined = [];
    private readonly List<CpuMemory> _owned = [];

    /// <summary>The memory that was made here.</summary>
    public IReadOnlyList<CpuMemory> Owned => _owned;

    /// <summary>A node's value as it was computed.</summary>
    public CpuTensor this[Node node] => _values[node];

    /// <summary>The same; false where nothing computes it yet, or it was fused away.</summary>
    public bool TryGet(Node node, out CpuTensor tensor) => _values.TryGetValue(node, out tensor!);

    /// <summary>A node's value in a layout; null where it must be converted first.</summary>
    public CpuTensor? Find(Node node, CpuLayout layout) =>
        _values[node] is var value && value.Layout == layout ? value : _converted.GetValueOrDefault(node);

    /// <summary>Room for a node's value in the other layout than the one it was computed in.</summary>
    public CpuTensor Convert(Node node, CpuLayout layout) => _converted[node] = New(node.Shape, node.Type, layout);

    /// <summary>
    /// Room for a node's value: memory of its own or, where the only consumer joins whole packs of channels, its slice of
    /// the joined map, so that nothing is copied.
    /// </summary>
    public CpuTensor Place(Node node, CpuLayout layout)
    {
        if (layout != CpuLayout.Packed || _joins.PartOf(node) is not var (join, packs))
            return _values[node] = New(node.Shape, node.Type, layout);
        if (!_joined.TryGetValue(join, out var whole))
            _joined[join] = whole = New(join.Shape, join.Type, layout);
        return _values[node] = new CpuTensor(node.Shape, node.Type, layout, lanes, whole.Memory) { Offset = packs * whole.PackStride };
    }

    /// <summary>The value of a Concat some of whose inputs lie in their slices already; else null.</summary>
    public CpuTensor? Joined(Node join) => _joined.TryGetValue(join, out var whole) ? _values[join] = whole : null;

    /// <summary>Says that a node's value lies in memory that another node's value owns.</summary>
    public void Share(Node node, CpuTensor tensor) => _values[node] = tensor;

    /// <summary>A tensor in memory that dies with the plan.</summary>
    public CpuTensor New(Shape shape, DataType type, CpuLayout layout)
    {
        var tensor = CpuTensor.New(shape, type, layout, lanes);
        _owned.Add(tensor.Memory);
        return tensor;
    }

    /// <summary>Notes memory that dies with the plan.</summary>
    public void Own(CpuMemory memory) => _owned.Add(memory);
}
