namespace Cnn.Tfjs;

/// <summary>
/// A value while a graph is made. TensorFlow's maps are NHWC, this library's NCHW: so each value knows in which order its axes
/// lie, and operators ask for the order that they need. A Transpose of TensorFlow is only another order, elementwise operators
/// keep the one of their input, and elements are moved only where an operator cannot do without (a Reshape, a product).
/// </summary>
internal sealed class Value
{
    private readonly Node? _node;

    /// <summary>A node's value.</summary>
    /// <param name="node">The node.</param>
    /// <param name="order">Its axis i is TensorFlow's axis <c>order[i]</c>.</param>
    public Value(Node node, Ints order)
    {
        _node = node;
        Order = order;
        Shape = Undo(node.Shape, order);
        Type = node.Type;
    }

    /// <summary>A tensor of the file, of which the node is made in the order that is asked for.</summary>
    public Value(string name, Tensor tensor)
    {
        Name = name;
        Tensor = tensor;
        Order = Plain(tensor.Shape.Rank);
        Shape = tensor.Shape;
        Type = tensor.Type;
    }

    /// <summary>The axes in TensorFlow's order.</summary>
    public static Ints Plain(int rank) => [.. Enumerable.Range(0, rank)];

    /// <summary>The order of a convolution's input, seen from NHWC.</summary>
    public static Ints Nchw => [0, 3, 1, 2];

    /// <summary>Axis i of the node is TensorFlow's axis <c>Order[i]</c>.</summary>
    public Ints Order { get; }

    /// <summary>The shape as TensorFlow sees it.</summary>
    public Shape Shape { get; }

    public DataType Type { get; }

    /// <summary>The tensor of the file that this is, or null.</summary>
    public Tensor? Tensor { get; }

    /// <summary>What the file calls its tensor.</summary>
    public string Name { get; } = "";

    /// <summary>The node; of a tensor of the file there is none yet.</summary>
    public Node Node => _node ?? throw new InvalidOperationException("a tensor of the file is no node yet");

    /// <summary>Where one of TensorFlow's axes lies in the node.</summary>
    /// <exception cref="CnnException">There is no such axis.</exception>
    public int PlaceOf(int axis) => IndexOf(Order, Shape.Axis(axis));

    /// <summary>One number for each axis, from TensorFlow's order to the node's.</summary>
    public Ints Arrange(IReadOnlyList<int> numbers) => [.. Order.Select(axis => numbers[axis])];

    /// <summary>Where a number stands in a list.</summary>
    public static int IndexOf(Ints list, int number) => list.AsSpan().IndexOf(number);

    private static Shape Undo(Shape shape, Ints order)
    {
        var lengths = new int[order.Count];
        for (int i = 0; i < lengths.Length; i++)
            lengths[order[i]] = shape[i];
        return new Shape(lengths);
    }
}
