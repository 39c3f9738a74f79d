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
        OnnxOperator.Plain("Abs", 1, new Abs(), 1),
        OnnxOperator.Plain("Neg", 1, new Neg(), 1),
        OnnxOperator.Plain("Sign", 9, new Sign(), 1),
        OnnxOperator.Plain("Sqrt", 1, new Sqrt(), 1),
        OnnxOperator.Plain("Exp", 1, new Exp(), 1),
        OnnxOperator.Plain("Log", 1, new Log(), 1),
        OnnxOperator.Plain("Reciprocal", 1, new Reciprocal(), 1),
        OnnxOperator.Plain("Floor", 1, new Floor(), 1),
        OnnxOperator.Plain("Ceil", 1, new Ceil(), 1),
        OnnxOperator.Plain("Round", 11, new Round(), 1),
        OnnxOperator.Plain("Erf", 9, new Erf(), 1),
        OnnxOperator.Plain("Not", 1, new Not(), 1),
        Binary("Add", new Add()),
        Binary("Sub", new Sub()),
        Binary("Mul", new Mul()),
        Binary("Div", new Div()),
        Binary("Pow", new Pow()),
        Binary("Equal", new Equal()),
        Binary("Greater", new Greater()),
        Binary("Less", new Less()),
        Binary("And", new And()),
        Binary("Or", new Or()),
        OnnxOperator.Plain("GreaterOrEqual", 12, new GreaterOrEqual(), 2),
        OnnxOperator.Plain("LessOrEqual", 12, new LessOrEqual(), 2),
        OnnxOperator.Plain("Where", 9, new Where(), 3),
        OnnxOperator.Variadic("Sum", 1, new Sum()),
        OnnxOperator.Variadic("Mean", 1, new Mean()),
        OnnxOperator.Variadic("Max", 1, new Max()),
        OnnxOperator.Variadic("Min", 1, new Min()),
        OnnxOperator.Of<Clip>("Clip", 1, ReadClip, (op, w) =>
        {
            if (op is { HasMin: false, HasMax: true })
                w.NoInputAt(1);
        }),
        OnnxOperator.Of<Cast>("Cast", 6, ReadCast, (op, w) => w.Int("to", (int)TensorWriter.TypeOf(op.To))),
        new("Dropout", 1, ReadDropout, (node, w) => w.Input("ratio", Tensor.Scalar(((Dropout)node.Op).Ratio)), Outputs: 2),
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

    private static Node ReadDropout(NodeReader n, int output)
    {
        n.Ignore("seed", "is_test");
        // A network that is shown does not drop; the ratio is only kept for the file.
        float ratio = n.Float("ratio", 0.5f);
        if (n.IsKnown(1))
            ratio = n.Known(1, "ratio").Floats[0];
        if (n.Has(2) && n.KnownLongs(2, "training mode")[0] != 0)
            throw n.Error("its training mode is not supported");
        var x = n.Input(0);
        if (output == 0)
            return n.Make(new Dropout(ratio), x);
        // The mask of what was kept: everything. Before operator set 10 it had the data's type.
        var kept = n.Opset < 10 ? Tensor.Scalar(1f) : Tensor.Scalar(true);
        return n.Make(new Expand([.. x.Shape]), n.Helper("kept", new Constant(kept)));
    }

    private static Node ReadClip(NodeReader n)
    {
        var x = n.Input(0);
        Node? low, high;
        if (n.Opset >= 11)
        {
            low = n.Has(1) ? n.Setting(1) : null;
            high = n.Has(2) ? n.Setting(2) : null;
        }
        else
        {
            low = n.HasAttribute("min") ? n.Helper("min", new Constant(Tensor.Scalar(n.Float("min", 0)))) : null;
            high = n.HasAttribute("max") ? n.Helper("max", new Constant(Tensor.Scalar(n.Float("max", 0)))) : null;
        }
        Node[] inputs = [x, .. low is null ? [] : new[] { low }, .. high is null ? [] : new[] { high }];
        return n.Make(new Clip(low is not null, high is not null), inputs);
    }

    private static Node ReadCast(NodeReader n)
    {
        n.Ignore("saturate");
        int to = n.IntOrNull("to") ?? throw n.Error("attribute 'to' is missing");
        var type = TensorReader.TypeOf(to) ?? throw n.Error($"it casts to {TensorReader.NameOf(to)}, which is not supported");
        return n.Make(new Cast(type), n.Input(0));
    }
}
