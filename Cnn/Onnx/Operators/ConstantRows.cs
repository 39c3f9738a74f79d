namespace Cnn.Onnx.Operators;

/// <summary>Constants, and shapes as values: known before anything runs, so that they become leaves of the graph.</summary>
internal static class ConstantRows
{
    public static readonly OnnxOperator[] All =
    [
        new("Constant", 1, (n, _) => n.Make(ConstantOf(n)), (node, w) => w.Tensor("value", ((Constant)node.Op).Value)),
        OnnxOperator.ReadOnly("Shape", 1, ShapeOf),
        OnnxOperator.ReadOnly("Size", 1, n => n.Make(Tensor.Scalar(n.Input(0).Shape.Count))),
    ];

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
