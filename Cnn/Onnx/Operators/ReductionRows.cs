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
        Row("ReduceMax", 18, (axes, keep) => new ReduceMax(axes, keep)),
        Row("ReduceMin", 18, (axes, keep) => new ReduceMin(axes, keep)),
        Row("ReduceProd", 18, (axes, keep) => new ReduceProd(axes, keep)),
        Row("ReduceL1", 18, (axes, keep) => new ReduceL1(axes, keep)),
        Row("ReduceL2", 18, (axes, keep) => new ReduceL2(axes, keep)),
        Row("ReduceSumSquare", 18, (axes, keep) => new ReduceSumSquare(axes, keep)),
        ArgRow("ArgMax", (axis, keep, last) => new ArgMax(axis, keep, last)),
        ArgRow("ArgMin", (axis, keep, last) => new ArgMin(axis, keep, last)),
        new("TopK", 1, ReadTopK, (node, w) =>
        {
            var op = (TopK)node.Op;
            w.Input("k", [op.K]);
            w.Int("axis", op.Axis);
            w.Flag("largest", op.Largest);
        }, Outputs: 2)
        {
            Split = op => op is TopK top ? (top with { Output = 0 }, top.Output, 2) : (op, 0, 1),
        },
    ];

    private static OnnxOperator ArgRow(string type, Func<int, bool, bool, ArgBest> make) => OnnxOperator.Of<ArgBest>(type, 1,
        n => n.Make(make(n.Int("axis", 0), n.Flag("keepdims", true), n.Flag("select_last_index", false)), n.Input(0)),
        (op, w) =>
        {
            w.Int("axis", op.Axis);
            w.Flag("keepdims", op.KeepDims);
            w.Flag("select_last_index", op.SelectLast);
        });

    private static Node ReadTopK(NodeReader n, int output)
    {
        // Ours are in order whether or not the file asks for it.
        n.Ignore("sorted");
        int k = n.Opset >= 10 ? One(n, n.KnownInts(1, "k")) : n.IntOrNull("k") ?? throw n.Error("attribute 'k' is missing");
        return n.Make(new TopK(k, n.Int("axis", -1), n.Flag("largest", true), output), n.Input(0));
    }

    private static int One(NodeReader n, Ints values) =>
        values.Count == 1 ? values[0] : throw n.Error($"k must be one number; there are {values.Count}");

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
