using Cnn.Ops;

namespace Cnn.Tfjs.Operators;

/// <summary>Ranges of axes. <see href="https://www.tensorflow.org/api_docs/python/tf/strided_slice"/></summary>
internal static class SliceRows
{
    public static readonly TfOperator[] All =
    [
        TfOperator.Of("Slice", ReadSlice),
        TfOperator.Of("StridedSlice", ReadStrided),
    ];

    private static Value ReadSlice(TfReader n)
    {
        var value = n.Value(0);
        int[] begins = n.KnownInts(1, "begin"), sizes = n.KnownInts(2, "size");
        if (begins.Length != value.Shape.Rank || sizes.Length != begins.Length)
            throw n.Error($"{value.Shape} needs as many beginnings and sizes as axes; there are {begins.Length} and {sizes.Length}");
        var ranges = begins.Select((begin, axis) => new Range(begin, sizes[axis] < 0 ? value.Shape[axis] : begin + (long)sizes[axis], 1))
            .ToArray();
        for (int axis = 0; axis < ranges.Length; axis++)
            if (begins[axis] < 0 || ranges[axis].End > value.Shape[axis] || ranges[axis].End < begins[axis])
                throw n.Error($"{begins[axis]} to {ranges[axis].End} leaves axis {axis} of {value.Shape}");
        return Cut(n, value, ranges);
    }

    // From the first index to the one before the end; an end of −1 going down is before index 0.
    private readonly record struct Range(long Begin, long End, long Step);

    private static Value ReadStrided(TfReader n)
    {
        var value = n.Value(0);
        int[] begins = n.KnownInts(1, "begin"), ends = n.KnownInts(2, "end"), steps = n.KnownInts(3, "strides");
        // All are asked for at once: a mask without a bit that is used may stand there too.
        var masks = new[] { "begin_mask", "end_mask", "ellipsis_mask", "new_axis_mask", "shrink_axis_mask" }
            .ToDictionary(mask => mask, mask => n.Int(mask, 0));
        bool Masked(string mask, int i) => (masks[mask] >> i & 1) == 1;
        int given = begins.Length;
        if (ends.Length != given || steps.Length != given || given > 31)
            throw n.Error($"{given} begins, {ends.Length} ends and {steps.Length} strides do not go together");
        int newAxes = Enumerable.Range(0, given).Count(i => Masked("new_axis_mask", i));
        int dots = Enumerable.Range(0, given).Count(i => Masked("ellipsis_mask", i));
        int spoken = given - newAxes - dots, rank = value.Shape.Rank;
        if (dots > 1 || spoken > rank)
            throw n.Error($"it speaks of {spoken} axes, {dots} times of the rest; the input has shape {value.Shape}");
        var ranges = value.Shape.Select(length => new Range(0, length, 1)).ToArray();
        var gone = new List<int>();
        var added = new List<int>();
        int axis = 0;
        // The result's axes so far, new ones included.
        int made = 0;
        for (int i = 0; i < given; i++)
        {
            if (Masked("ellipsis_mask", i))
            {
                axis += rank - spoken;
                made += rank - spoken;
                continue;
            }
            if (Masked("new_axis_mask", i))
            {
                added.Add(made++);
                continue;
            }
            long length = value.Shape[axis], step = steps[i];
            if (step == 0)
                throw n.Error($"stride {i} is 0");
            long begin = begins[i] < 0 ? begins[i] + length : begins[i], end = ends[i] < 0 ? ends[i] + length : ends[i];
            if (Masked("shrink_axis_mask", i))
            {
                if (begin < 0 || begin >= length)
                    throw n.Error($"index {begins[i]} is out of range for axis {axis} of {value.Shape}");
                ranges[axis] = new Range(begin, begin + 1, 1);
                gone.Add(axis++);
                continue;
            }
            long first = step > 0 ? 0 : length - 1, last = step > 0 ? length : -1;
            ranges[axis++] = new Range(
                Masked("begin_mask", i) ? first : Math.Clamp(begin, step > 0 ? 0 : -1, step > 0 ? length : length - 1),
                Masked("end_mask", i) ? last : Math.Clamp(end, step > 0 ? 0 : -1, step > 0 ? length : length - 1), step);
            made++;
        }
        value = Cut(n, value, ranges);
        if (gone.Count > 0)
            value = ShapeRows.Squeezed(n, value, [.. gone]);
        foreach (int place in added)
            value = ShapeRows.Expanded(n, value, place);
        return value;
    }

    private static Value Cut(TfReader n, Value value, Range[] ranges)
    {
        int[] axes = [.. Enumerable.Range(0, ranges.Length).Where(axis => ranges[axis] != new Range(0, value.Shape[axis], 1))];
        if (axes.Length == 0)
            return value;
        // ONNX counts an end of −1 from the back: before index 0 lies whatever is smaller.
        Ints ends = [.. axes.Select(axis => ranges[axis].End < 0 ? int.MinValue : (int)ranges[axis].End)];
        var op = new Slice([.. axes.Select(axis => (int)ranges[axis].Begin)], ends, [.. axes.Select(value.PlaceOf)],
            [.. axes.Select(axis => (int)ranges[axis].Step)]);
        return new Value(n.Make(op, n.AsIs(value)), value.Order);
    }
}
