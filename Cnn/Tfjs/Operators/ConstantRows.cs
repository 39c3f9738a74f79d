using Cnn.Ops;

namespace Cnn.Tfjs.Operators;

/// <summary>Leaves, and shapes as values: known before anything runs.</summary>
internal static class ConstantRows
{
    public static readonly TfOperator[] All =
    [
        TfOperator.Of("Placeholder", n => n.GraphInput()),
        TfOperator.Of("Const", n => n.Weight()),
        TfOperator.Of("Shape", n => n.Result(Tensor.Vector(n.Value(0).Shape.Select(length => (long)length).ToArray()))),
        TfOperator.Of("Size", n => n.Result(Tensor.Scalar(n.Value(0).Shape.Count))),
        TfOperator.Of("Rank", n => n.Result(Tensor.Scalar((long)n.Value(0).Shape.Rank))),
        TfOperator.Of("Fill", n => Filled(n, n.KnownInts(0, "shape"), n.Plain(n.Value(1)))),
        TfOperator.Of("ZerosLike", n => Filled(n, [.. n.Value(0).Shape], Number(n.Value(0).Type, 0))),
        TfOperator.Of("OnesLike", n => Filled(n, [.. n.Value(0).Shape], Number(n.Value(0).Type, 1))),
        TfOperator.Of("Range", ReadRange),
    ];

    // Folded to a constant while it is small, and never in memory as a whole when it is not.
    private static Value Filled(TfReader n, int[] shape, Node number) =>
        number.Shape.Count == 1 && shape.All(length => length >= 0)
            ? new(n.Make(new Expand([.. shape]), number), Value.Plain(shape.Length))
            : throw n.Error($"the shape [{string.Join(", ", shape)}] cannot be filled with a value of shape {number.Shape}");

    private static Node Number(DataType type, int value) => new(new Constant(type switch
    {
        DataType.Float32 => Tensor.Scalar((float)value),
        DataType.Bool => Tensor.Scalar(value != 0),
        DataType.UInt8 => Tensor.Scalar((byte)value),
        _ => Tensor.Scalar((long)value),
    }), "number");

    private static Value ReadRange(TfReader n)
    {
        bool floats = n.Known(0, "start").Type == DataType.Float32;
        float start = n.KnownFloat(0, "start"), limit = n.KnownFloat(1, "limit"), delta = n.KnownFloat(2, "delta");
        double count = Math.Max(0, Math.Ceiling(((double)limit - start) / delta));
        if (!(count <= n.Limits.MaxFolding))
            throw n.Error($"from {start} to {limit} in steps of {delta} it has {count} values; the limit is {n.Limits.MaxFolding}");
        var values = Enumerable.Range(0, (int)count).Select(i => start + i * (double)delta);
        return n.Result(floats ? Tensor.Vector(values.Select(v => (float)v).ToArray())
            : Tensor.Vector(values.Select(v => (long)v).ToArray()));
    }
}
