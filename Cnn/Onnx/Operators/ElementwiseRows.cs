using Cnn.Ops;

namespace Cnn.Onnx.Operators;

/// <summary>Operators that compute each element from the same element of their inputs.</summary>
internal static class ElementwiseRows
{
    // Until operator set 7 the second input broadcast from a given axis; since then by the rule of numpy.
    private const int NumpyBroadcast = 7;

    public static readonly OnnxOperator[] All =
    [
        OnnxOperator.Plain("Identity", 1, new Identity(), 1),
        OnnxOperator.Plain("Relu", 1, new Relu(), 1),
        OnnxOperator.Plain("Sigmoid", 1, new Sigmoid(), 1),
        OnnxOperator.Plain("Tanh", 1, new Tanh(), 1),
        OnnxOperator.Plain("Sqrt", 1, new Sqrt(), 1),
        OnnxOperator.Of<LeakyRelu>("LeakyRelu", 1,
            n => n.Make(new LeakyRelu(n.Float("alpha", 0.01f)), n.Input(0)),
            (op, w) => w.Float("alpha", op.Alpha)),
        Binary("Add", new Add()),
        Binary("Sub", new Sub()),
        Binary("Mul", new Mul()),
        Binary("Div", new Div()),
        OnnxOperator.Of<Dropout>("Dropout", 1, ReadDropout, (op, w) => w.Input("ratio", Tensor.Scalar(op.Ratio))),
    ];

    private static OnnxOperator Binary(string type, Op op) =>
        new(type, 1, (n, _) => n.Make(op, n.Input(0), Second(n)), (_, _) => { });

    // The second input; for an old file reshaped so that numpy's rule puts it where the attribute axis says.
    private static Node Second(NodeReader n)
    {
        var (a, b) = (n.Input(0), n.Input(1));
        if (n.Opset >= NumpyBroadcast)
            return b;
        bool broadcast = n.Flag("broadcast", false);
        int? axis = n.IntOrNull("axis");
        if (!broadcast && a.Shape != b.Shape)
            throw n.Error($"shapes {a.Shape} and {b.Shape} differ, and attribute 'broadcast' is not set");
        if (axis is null || !broadcast)
            return b;
        int first = a.Shape.Rank == 0 ? 0 : a.Shape.Axis(axis.Value);
        int trailing = a.Shape.Rank - first - b.Shape.Rank;
        if (trailing < 0)
            throw n.Error($"shape {b.Shape} does not fit into {a.Shape} from axis {axis}");
        return trailing == 0 ? b : n.Helper("broadcast", new Reshape([.. b.Shape, .. Enumerable.Repeat(1, trailing)]), b);
    }

    private static Node ReadDropout(NodeReader n)
    {
        n.Ignore("seed", "is_test");
        // A network that is shown does not drop; the ratio is only kept for the file.
        float ratio = n.Float("ratio", 0.5f);
        if (n.IsKnown(1))
            ratio = n.Known(1, "ratio").Floats[0];
        if (n.Has(2) && n.KnownLongs(2, "training mode")[0] != 0)
            throw n.Error("its training mode is not supported");
        return n.Make(new Dropout(ratio), n.Input(0));
    }
}
