using Cnn.Ops;

namespace Cnn.Onnx.Operators;

/// <summary>Constants, and shapes as values: known before anything runs, so that they become leaves of the graph.</summary>
internal static class ConstantRows
{
    public static readonly OnnxOperator[] All =
    [
        new("Constant", 1, (n, _) => n.Make(ConstantOf(n)), (node, w) => w.Tensor("value", ((Constant)node.Op).Value)),
        OnnxOperator.ReadOnly("Shape", 1, ShapeOf),
        OnnxOperator.ReadOnly("Size", 1, n => n.Make(Tensor.Scalar(n.Input(0).Shape.Count))),
        OnnxOperator.ReadOnly("ConstantOfShape", 9, ReadConstantOfShape),
        OnnxOperator.ReadOnly("Range", 11, ReadRange),
    ];

    // One value, repeated: folded to a constant while it is small, and never in memory as a whole when it is not.
    private static Node ReadConstantOfShape(NodeReader n)
    {
        var value = n.Tensor("value") ?? Tensor.Scalar(0f);
        if (value.Count != 1)
            throw n.Error($"attribute 'value' has {value.Count} values; 1 is needed");
        return n.Make(new Expand(n.KnownInts(0, "shape")), n.Helper("value", new Constant(value.Reshaped(Shape.Scalar))));
    }

    private static Node ReadRange(NodeReader n)
    {
        var (start, limit, delta) = (n.Known(0, "start"), n.Known(1, "limit"), n.Known(2, "delta"));
        if (start.Type != limit.Type || start.Type != delta.Type || start.Count != 1 || limit.Count != 1 || delta.Count != 1)
            throw n.Error($"start {start}, limit {limit} and delta {delta} must be one value each of the same type");
        return n.Make(start.Type switch
        {
            DataType.Float32 => FloatRange(n, start.Floats[0], limit.Floats[0], delta.Floats[0]),
            DataType.Int64 => IntegerRange(n, start, limit, delta, value => value),
            DataType.Int32 => IntegerRange(n, start, limit, delta, value => (int)value),
            _ => throw n.Error($"is not defined on {start.Type}"),
        });
    }

    private static Tensor FloatRange(NodeReader n, double start, double limit, double delta)
    {
        if (delta == 0)
            throw n.Error("its delta is 0");
        double count = Math.Max(0, Math.Ceiling((limit - start) / delta));
        if (!(count <= n.Limits.MaxFolding))
            throw n.Error($"it has {count} values; the limit is {n.Limits.MaxFolding}");
        return Tensor.Vector(Enumerable.Range(0, (int)count).Select(i => (float)(start + i * delta)).ToArray());
    }

    // In 128 bits no difference of two Int64 overflows, and no float rounds it.
    private static Tensor IntegerRange<T>(NodeReader n, Tensor start, Tensor limit, Tensor delta, Func<long, T> convert) where T : unmanaged
    {
        long first = start.ToInt64()[0], step = delta.ToInt64()[0];
        if (step == 0)
            throw n.Error("its delta is 0");
        Int128 distance = (Int128)limit.ToInt64()[0] - first;
        var count = Int128.Sign(distance) == Math.Sign(step) ? (Int128.Abs(distance) - 1) / Int128.Abs(step) + 1 : 0;
        if (count > n.Limits.MaxFolding)
            throw n.Error($"it has {count} values; the limit is {n.Limits.MaxFolding}");
        return Tensor.Vector(Enumerable.Range(0, (int)count).Select(i => convert(first + i * step)).ToArray());
    }

    private static Tensor ConstantOf(NodeReader n)
    {
        if (n.Tensor("value") is { } value)
            return value;
        if (n.HasAttribute("value_float"))
            return Tensor.Scalar(n.Float("value_float", 0));
        if (n.HasAttribute("value_int"))
            return Tensor.Scalar(n.Long("value_int"));
        if (n.Floats("value_floats") is { } floats)
            return Tensor.Vector(floats);
        return Tensor.Vector(n.Longs("value_ints") ?? throw n.Error("it has no value"));
    }

    // The axes start … end − 1, which count from the end when negative and are clamped (operator set 15).
    private static Node ShapeOf(NodeReader n)
    {
        var shape = n.Input(0).Shape;
        int start = Clamp(n.Int("start", 0)), end = Clamp(n.Int("end", shape.Rank));
        return n.Make(Tensor.Vector(shape.Skip(start).Take(Math.Max(0, end - start)).Select(length => (long)length).ToArray()));
        int Clamp(int axis) => Math.Clamp(axis < 0 ? axis + shape.Rank : axis, 0, shape.Rank);
    }
}
