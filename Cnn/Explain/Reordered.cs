using Cnn.Ops;

namespace Cnn.Explain;

/// <summary>Boxes of elements where the same elements lie in another shape or order; where they cannot be exact they are larger.</summary>
internal static class Reordered
{
    /// <summary>The box of a tensor of another shape with the same elements in the same order.</summary>
    public static void Between(Shape from, Shape to, ReadOnlySpan<AxisRange> box, Span<AxisRange> below)
    {
        // Runs of axes with as many elements on either side are looked at for themselves.
        for (int i = 0, j = 0; i < from.Rank || j < to.Rank;)
        {
            var (firstFrom, firstTo) = (i, j);
            long a = i < from.Rank ? from[i++] : 1, b = j < to.Rank ? to[j++] : 1;
            while (a != b)
                if (a < b && i < from.Rank)
                    a *= from[i++];
                else if (b < a && j < to.Rank)
                    b *= to[j++];
                else
                    break;
            long first = 0, last = 0;
            for (int axis = firstFrom; axis < i; axis++)
                (first, last) = (first * from[axis] + box[axis].First, last * from[axis] + box[axis].Last);
            Unravel(to, firstTo, j, first, last, below);
        }
    }

    /// <summary>The box of the input of a strided copy: along each axis of the walk its elements lie on a line.</summary>
    public static void Copied(Shape output, Shape input, in StridedView view, ReadOnlySpan<AxisRange> box, Span<AxisRange> below)
    {
        Span<AxisRange> walked = stackalloc AxisRange[view.Walk.Rank];
        Between(output, view.Walk, box, walked);
        long corner = view.Offset;
        for (int axis = 0; axis < walked.Length; axis++)
            corner += (long)walked[axis].First * view.Strides[axis];
        for (int axis = 0; axis < below.Length; axis++)
            below[axis] = At(input, axis, corner) is var at ? new(at, at) : default;
        for (int walk = 0; walk < walked.Length; walk++)
        {
            long end = corner + (long)(walked[walk].Last - walked[walk].First) * view.Strides[walk];
            for (int axis = 0; axis < below.Length; axis++)
            {
                int moved = At(input, axis, end) - At(input, axis, corner);
                below[axis] = new(below[axis].First + Math.Min(0, moved), below[axis].Last + Math.Max(0, moved));
            }
        }
    }

    // The box of a run of axes that holds all elements from first to last.
    private static void Unravel(Shape shape, int begin, int end, long first, long last, Span<AxisRange> below)
    {
        bool whole = false;
        for (int axis = begin; axis < end; axis++)
        {
            long step = shape.Product(axis + 1, end);
            below[axis] = whole ? AxisRange.All(shape[axis]) : new((int)(first / step), (int)(last / step));
            whole |= below[axis].Length > 1;
            (first, last) = (first % step, last % step);
        }
    }

    private static int At(Shape shape, int axis, long offset) =>
        (int)(offset / shape.Product(axis + 1, shape.Rank) % shape[axis]);
}
