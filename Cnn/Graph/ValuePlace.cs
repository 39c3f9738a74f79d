using Cnn.Ops;

namespace Cnn;

/// <summary>
/// One value of a node. What a network puts out are often maps in another shape and order: <see cref="Source"/> leads from a value of
/// such a list to the cell of the map that it is.
/// </summary>
/// <param name="Node">The node.</param>
/// <param name="Index">Which of its values, in row-major order.</param>
public readonly record struct ValuePlace(Node Node, int Index)
{
    /// <summary>
    /// The value that this one is made of: the same in another order, or what an activation or a learnt factor has changed. Null where
    /// several values are put together, as by a convolution.
    /// </summary>
    public ValuePlace? Source => Node.Op switch
    {
        SameElements or Unary or SoftmaxFamily or Cast or Clip or BatchNormalization => new(Node.Inputs[0], Index),
        StridedCopy copy => new(Node.Inputs[0], Gathered(copy.View(Node.Inputs[0].Shape))),
        Concat concat => Joined(Node.Shape.Axis(concat.Axis)),
        Binary => Changed(),
        _ => null,
    };

    private int Gathered(in StridedView view)
    {
        int from = view.Offset, rest = Index;
        for (int axis = view.Walk.Rank - 1; axis >= 0; axis--)
        {
            (rest, int at) = Math.DivRem(rest, view.Walk[axis]);
            from += at * view.Strides[axis];
        }
        return from;
    }

    private ValuePlace Joined(int axis)
    {
        int inner = Node.Shape.Product(axis + 1, Node.Shape.Rank);
        var (outer, rest) = Math.DivRem(Index, Node.Shape[axis] * inner);
        int part = 0;
        for (; rest >= Node.Inputs[part].Shape[axis] * inner; part++)
            rest -= Node.Inputs[part].Shape[axis] * inner;
        return new(Node.Inputs[part], outer * Node.Inputs[part].Shape[axis] * inner + rest);
    }

    // With a weight or a constant; of two that were computed nobody knows which is meant.
    private ValuePlace? Changed()
    {
        var (a, b) = (Node.Inputs[0], Node.Inputs[1]);
        return !a.IsLeaf && b.IsLeaf && a.Shape == Node.Shape ? new(a, Index)
            : !b.IsLeaf && a.IsLeaf && b.Shape == Node.Shape ? new(b, Index) : null;
    }
}
