namespace Cnn.Ops;

/// <summary>
/// A tensor seen as [outer, length, inner], where the middle is the axis (or the run of axes) that an operator works
/// along: neighbours along it lie <paramref name="Inner"/> elements apart.
/// </summary>
/// <param name="Outer">The product of the lengths before.</param>
/// <param name="Length">The length worked along.</param>
/// <param name="Inner">The product of the lengths after.</param>
public readonly record struct AxisGroup(int Outer, int Length, int Inner)
{
    /// <summary>One axis of a shape.</summary>
    public static AxisGroup Of(Shape shape, int axis)
    {
        axis = shape.Axis(axis);
        return new(shape.Product(0, axis), shape[axis], shape.Product(axis + 1, shape.Rank));
    }

    /// <summary>All axes of a shape from one on.</summary>
    public static AxisGroup From(Shape shape, int axis)
    {
        axis = axis == shape.Rank ? axis : shape.Axis(axis);
        return new(shape.Product(0, axis), shape.Product(axis, shape.Rank), 1);
    }

    /// <summary>Where line <paramref name="line"/> of the Outer·Inner lines begins.</summary>
    public int Begin(int line) => line / Inner * Length * Inner + line % Inner;

    /// <summary>The number of lines.</summary>
    public int Lines => Outer * Inner;

    /// <summary>A node whose lines, of <see cref="Length"/> elements, are each multiplied by a matrix from the left.</summary>
    /// <param name="matrix">Floats [length of the result's lines, <see cref="Length"/>].</param>
    /// <param name="node">The node, floats.</param>
    /// <param name="shape">The result's shape.</param>
    internal Node Times(Tensor matrix, Node node, Shape shape)
    {
        var columns = new Node(new Reshape([Outer, Length, Inner]), [node]);
        var product = new Node(new MatMul(), [new Node(new Constant(matrix)), columns]);
        return new Node(new Reshape(Ints.Create(shape.AsSpan())), [product]);
    }
}
