using Cnn.Ops;

namespace Cnn.Tfjs.Operators;

/// <summary>What only moves, joins, splits or repeats elements.</summary>
internal static class ShapeRows
{
    public static readonly TfOperator[] All =
    [
        TfOperator.Of("Reshape", ReadReshape),
        TfOperator.Of("Transpose", n => Turned(n.Value(0), n.KnownInts(1, "permutation"), n)),
        TfOperator.Of("Squeeze", n =>
        {
            var value = n.Value(0);
            int[] axes = [.. n.Ints("squeeze_dims").Select(value.Shape.Axis)];
            return Squeezed(n, value, axes.Length > 0 ? axes
                : [.. Enumerable.Range(0, value.Shape.Rank).Where(axis => value.Shape[axis] == 1)]);
        }),
        TfOperator.Of("ExpandDims", n => Expanded(n, n.Value(0), n.KnownInt(1, "axis"))),
        TfOperator.Of("ConcatV2", n => Joined(n, n.Values(2)[..^1], n.KnownInt(n.InputCount - 1, "axis"), n.Make)),
        TfOperator.Of("Pack", n =>
        {
            int axis = n.Int("axis", 0);
            var values = n.Values(1).Select(v => Expanded(n, v, axis)).ToArray();
            return Joined(n, values, axis, n.Make);
        }),
        new("Split", n => Parts(n, n.Value(1), n.KnownInt(0, "axis"), null)),
        new("SplitV", n => Parts(n, n.Value(0), n.KnownInt(2, "axis"), n.KnownInts(1, "sizes"))),
        new("Unpack", ReadUnpack),
        TfOperator.Of("Pad", n => Padded(n, PadMode.Constant)),
        TfOperator.Of("PadV2", n => Padded(n, PadMode.Constant, n.Value(2))),
        TfOperator.Of("MirrorPad", n => n.Text("mode", "") == "REFLECT" ? Padded(n, PadMode.Reflect)
            : throw n.Error($"attribute 'mode' is '{Printable.Of(n.Text("mode", ""))}'; known is REFLECT")),
        TfOperator.Of("Tile", n =>
        {
            var value = n.Value(0);
            int[] repeats = n.KnownInts(1, "repeats");
            RequireOneForEachAxis(n, value, repeats.Length, "repeats");
            return repeats.All(r => r == 1) ? value : new(n.Make(new Tile(value.Arrange(repeats)), n.AsIs(value)), value.Order);
        }),
        TfOperator.Of("BroadcastTo", n => new(n.Make(new Expand([.. n.KnownInts(1, "shape")]), n.Plain(n.Value(0))),
            Value.Plain(n.KnownInts(1, "shape").Length))),
        TfOperator.Of("DepthToSpace", n => Blocks(n, size => new DepthToSpace(size))),
        TfOperator.Of("SpaceToDepth", n => Blocks(n, size => new SpaceToDepth(size))),
    ];

    /// <summary>A value without axes of length 1.</summary>
    public static Value Squeezed(TfReader n, Value value, int[] axes)
    {
        if (axes.FirstOrDefault(axis => value.Shape[axis] != 1, -1) is >= 0 and var wrong)
            throw n.Error($"axis {wrong} of {value.Shape} is not 1 and cannot go");
        Ints order = ReductionRows.Without(value.Order, axes);
        Shape shape = new([.. value.Shape.Where((_, axis) => !axes.Contains(axis))]);
        return value.Tensor is not null ? n.Reshaped(value, shape)
            : axes.Length == 0 ? value
            : new(n.Make(new Squeeze([.. axes.Select(axis => value.PlaceOf(axis)).Order()]), value.Node), order);
    }

    /// <summary>A value with one more axis of length 1, which lies behind the one before it.</summary>
    public static Value Expanded(TfReader n, Value value, int axis)
    {
        int rank = value.Shape.Rank;
        if (axis < -rank - 1 || axis > rank)
            throw n.Error($"axis {axis} is out of range for shape {value.Shape}");
        axis = axis < 0 ? axis + rank + 1 : axis;
        if (value.Tensor is not null)
            return n.Reshaped(value, new Shape([.. value.Shape.Take(axis), 1, .. value.Shape.Skip(axis)]));
        List<int> order = [.. value.Order.Select(old => old >= axis ? old + 1 : old)];
        int place = axis == 0 ? 0 : order.IndexOf(axis - 1) + 1;
        order.Insert(place, axis);
        return new(n.Helper("Unsqueeze", new Unsqueeze([place]), value.Node), [.. order]);
    }

    private static Value ReadReshape(TfReader n)
    {
        var value = n.Value(0);
        int[] target = n.KnownInts(1, "shape");
        long known = target.Where(length => length >= 0).Aggregate(1L, (product, length) => checked(product * length));
        if (target.Count(length => length < 0) > 1 || target.Any(length => length < -1))
            throw n.Error($"the shape [{string.Join(", ", target)}] leaves more than one length open");
        int at = Array.IndexOf(target, -1);
        if (at >= 0)
            target[at] = known > 0 && value.Shape.Count % known == 0 ? Require.Length(value.Shape.Count / known)
                : throw n.Error($"{value.Shape} cannot become [{string.Join(", ", target)}]");
        var shape = new Shape(target);
        if (shape.Count != value.Shape.Count)
            throw n.Error($"{value.Shape} cannot become {shape}");
        if (value.Tensor is not null || value.Shape == shape || shape.Count == 0)
            return n.Reshaped(value, shape);
        var (before, after) = Regrouping.Of(value.Shape, value.Order, shape);
        return new Value(n.Make(new Reshape([.. after.Select(axis => shape[axis])], AllowZero: true), n.InUpToOnes(value, before)), after);
    }

    // No work: the axes are only called otherwise.
    private static Value Turned(Value value, int[] permutation, TfReader n)
    {
        int rank = value.Shape.Rank;
        if (!permutation.Order().SequenceEqual(Enumerable.Range(0, rank)))
            throw n.Error($"[{string.Join(", ", permutation)}] is no permutation of the axes of {value.Shape}");
        return new Value(n.AsIs(value), [.. value.Order.Select(axis => Array.IndexOf(permutation, axis))]);
    }

    private delegate Node Maker(Op op, params ReadOnlySpan<Node> inputs);

    private static Value Joined(TfReader n, Value[] values, int axis, Maker make)
    {
        var lead = values.FirstOrDefault(v => v.Tensor is null && v.Order == Value.Nchw)
            ?? values.FirstOrDefault(v => v.Tensor is null) ?? values[0];
        if (values.FirstOrDefault(v => v.Shape.Rank != lead.Shape.Rank) is { } other)
            throw n.Error($"{lead.Shape} and {other.Shape} cannot be joined");
        int place = lead.PlaceOf(axis);
        return values.Length == 1 ? values[0] : new(make(new Concat(place), [.. values.Select(v => n.In(v, lead.Order))]), lead.Order);
    }

    private static Value[] Parts(TfReader n, Value value, int axis, int[]? sizes)
    {
        axis = value.Shape.Axis(axis);
        int count = n.Int("num_split", sizes?.Length ?? 0), length = value.Shape[axis];
        if (count < 1 || count > n.Limits.MaxNodes || sizes is not null && sizes.Length != count || sizes is null && length % count != 0)
            throw n.Error($"axis {axis} of {value.Shape} cannot be split into {count} parts");
        sizes ??= [.. Enumerable.Repeat(length / count, count)];
        if (Array.IndexOf(sizes, -1) is >= 0 and var open)
            sizes[open] = length - sizes.Where(s => s >= 0).Sum();
        var node = n.AsIs(value);
        return [.. Enumerable.Range(0, count).Select(k => new Value(
            n.Output(k, new Split(value.PlaceOf(axis), [.. sizes], k), node), value.Order))];
    }

    private static Value[] ReadUnpack(TfReader n)
    {
        var value = n.Value(0);
        int axis = value.Shape.Axis(n.Int("axis", 0)), count = value.Shape[axis];
        if (n.Int("num", count) != count || count > n.Limits.MaxNodes)
            throw n.Error($"axis {axis} of {value.Shape} cannot be taken apart into {n.Int("num", count)} values");
        var node = n.AsIs(value);
        Ints sizes = Ints.Repeat(1, count);
        int place = value.PlaceOf(axis);
        return [.. Enumerable.Range(0, count).Select(k => new Value(
            n.Output(k, new Squeeze([place]), count == 1 ? node : n.Helper($"part {k}", new Split(place, sizes, k), node)),
            ReductionRows.Without(value.Order, [axis])))];
    }

    private static Value Padded(TfReader n, PadMode mode, Value? constant = null)
    {
        var value = n.Value(0);
        int[] pads = n.KnownInts(1, "pads");
        RequireOneForEachAxis(n, value, pads.Length / 2, "pairs of pads");
        if (pads.All(pad => pad == 0))
            return value;
        var op = new Pad([.. value.Order.Select(axis => pads[2 * axis]), .. value.Order.Select(axis => pads[2 * axis + 1])], mode);
        return new(constant is null ? n.Make(op, n.AsIs(value)) : n.Make(op, n.AsIs(value), n.Plain(constant)), value.Order);
    }

    private static Value Blocks(TfReader n, Func<int, Op> make)
    {
        if (n.Text("data_format", "NHWC") != "NHWC")
            throw n.Error("only the data_format NHWC is supported");
        return new(n.Make(make(n.Int("block_size", 0)), n.In(n.Value(0), Value.Nchw)), Value.Nchw);
    }

    private static void RequireOneForEachAxis(TfReader n, Value value, int count, string what)
    {
        if (count != value.Shape.Rank)
            throw n.Error($"{value.Shape} needs {value.Shape.Rank} {what}; there are {count}");
    }
}
