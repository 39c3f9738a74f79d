using Cnn.Ops;

namespace Cnn.Explain;

/// <summary>A stretch of an axis, its ends with it; nothing where it ends before it begins.</summary>
/// <param name="First">The first element.</param>
/// <param name="Last">The last element.</param>
public readonly record struct AxisRange(int First, int Last)
{
    /// <summary>No element.</summary>
    public static AxisRange None { get; } = new(int.MaxValue, int.MinValue);

    /// <summary>All of an axis.</summary>
    public static AxisRange All(int length) => new(0, length - 1);

    /// <summary>Whether there is no element.</summary>
    public bool IsEmpty => Last < First;

    /// <summary>How many elements there are.</summary>
    public int Length => IsEmpty ? 0 : Last - First + 1;

    /// <summary>The smallest stretch that holds both.</summary>
    public AxisRange With(AxisRange other) => new(Math.Min(First, other.First), Math.Max(Last, other.Last));
}

/// <summary>
/// What one element of a node can depend on: for each node before it the box of elements, along every axis, that lies on a way from a
/// source to it. Its theoretical receptive field, at its own place: cut off at the border, and by the channels that a group, a slice or
/// a joined map leaves. Boxes hold holes: of a dilated kernel the elements between its taps are in it. Not for several threads.
/// </summary>
public sealed class UnitField
{
    private readonly Graph _graph;
    private readonly Dictionary<Node, int> _places = [];
    private readonly FieldRules _rules = new();
    // A box a node, rank by rank; nodes that do not depend on the source have none.
    private readonly AxisRange[][] _boxes;
    private readonly bool[] _reached;
    private readonly AxisRange[] _below = new AxisRange[Shape.MaxRank];

    /// <param name="graph">The graph.</param>
    /// <param name="source">The node that everything is traced back to, such as the Input that takes pictures.</param>
    public UnitField(Graph graph, Node source)
    {
        ArgumentNullException.ThrowIfNull(graph);
        _graph = graph;
        _boxes = new AxisRange[graph.Nodes.Length][];
        _reached = new bool[graph.Nodes.Length];
        var depends = new HashSet<Node> { source };
        for (int i = 0; i < graph.Nodes.Length; i++)
        {
            var node = graph.Nodes[i];
            _places[node] = i;
            if (node == source || node.Inputs.Any(depends.Contains))
                depends.Add(node);
            _boxes[i] = depends.Contains(node) ? new AxisRange[node.Shape.Rank] : [];
        }
        Source = source;
    }

    /// <summary>The node that everything is traced back to.</summary>
    public Node Source { get; }

    /// <summary>Traces an element back.</summary>
    /// <param name="node">A node of the graph.</param>
    /// <param name="index">Which of its elements, in row-major order.</param>
    /// <returns>Whether it depends on the source at all: it may see nothing but padding.</returns>
    /// <exception cref="CnnException">The node is not in the graph, or has no such element.</exception>
    public bool Trace(Node node, int index)
    {
        if (!_places.TryGetValue(node, out int from))
            throw new CnnException($"node '{node.Name}' is not in the graph");
        if (index < 0 || index >= node.Shape.Count)
            throw new CnnException($"node '{node.Name}' {node.Shape} has no element {index}");
        Array.Clear(_reached);
        if (!Depends(from))
            return false;
        _reached[from] = true;
        for (int axis = node.Shape.Rank - 1; axis >= 0; axis--)
        {
            (index, int at) = Math.DivRem(index, node.Shape[axis]);
            _boxes[from][axis] = new(at, at);
        }
        // Who reads a node comes after it, so that each box is whole when it is looked through.
        for (int i = from; i >= 0; i--)
            if (_reached[i] && _graph.Nodes[i] != Source)
                Follow(_graph.Nodes[i], _boxes[i]);
        return !this[Source].IsEmpty;
    }

    /// <summary>The box of a node's elements that the traced element depends on, a stretch an axis; empty where there are none.</summary>
    public ReadOnlySpan<AxisRange> this[Node node] =>
        _places.TryGetValue(node, out int place) && _reached[place] ? _boxes[place] : [];

    private bool Depends(int place) => _graph.Nodes[place] == Source || _boxes[place].Length > 0;

    private void Follow(Node node, ReadOnlySpan<AxisRange> box)
    {
        for (int k = 0; k < node.Inputs.Length; k++)
        {
            int place = _places[node.Inputs[k]];
            if (!Depends(place))
                continue;
            var below = _below.AsSpan(0, node.Inputs[k].Shape.Rank);
            if (!_rules.Below(node, k, box, below))
                continue;
            for (int axis = 0; axis < below.Length; axis++)
                _boxes[place][axis] = _reached[place] ? _boxes[place][axis].With(below[axis]) : below[axis];
            _reached[place] = true;
        }
    }
}
