using Cnn.Ops;

namespace Cnn.Onnx.Operators;

/// <summary>Reductions along axes.</summary>
internal static class ReductionRows
{
    public static readonly OnnxOperator[] All =
    [
        // ReduceSum took its axes as an input five operator sets before the others did.
        Row("ReduceSum", 13, (axes, keep) => new ReduceSum(axes, keep)),
        Row("ReduceMean", 18, (axes, keep) => new ReduceMean(axes, keep)),
    ];

    private static OnnxOperator Row(string type, int axesAsInput, Func<Ints, bool, Reduce> make) =>
        OnnxOperator.Of<Reduce>(type, 1, n => Read(n, axesAsInput, make), (op, w) =>
        {
            if (op.Axes.Count > 0)
                w.Input("axes", op.Axes);
            w.Flag("keepdims", op.KeepDims);
        });

    private static Node Read(NodeReader n, int axesAsInput, Func<Ints, bool, Reduce> make)
    {
        bool keep = n.Flag("keepdims", true);
        bool input = n.Opset >= axesAsInput;
        var axes = input ? n.Has(1) ? n.KnownInts(1, "axes") : [] : n.Ints("axes");
        // No axes mean all of them, or none at all.
        if (input && n.Flag("noop_with_empty_axes", false) && axes.Count == 0)
            return n.Make(new Identity(), n.Input(0));
        return n.Make(make(axes, keep), n.Input(0));
    }
}
