using Cnn.Ops;

namespace Cnn.Onnx.Operators;

/// <summary>Activation functions.</summary>
internal static class ActivationRows
{
    public static readonly OnnxOperator[] All =
    [
        OnnxOperator.Plain("Relu", 1, new Relu(), 1),
        OnnxOperator.Plain("Sigmoid", 1, new Sigmoid(), 1),
        OnnxOperator.Plain("Tanh", 1, new Tanh(), 1),
        OnnxOperator.Plain("Softplus", 1, new Softplus(), 1),
        OnnxOperator.Plain("Softsign", 1, new Softsign(), 1),
        OnnxOperator.Plain("HardSwish", 14, new HardSwish(), 1),
        OnnxOperator.Plain("Mish", 18, new Mish(), 1),
        OnnxOperator.Of<LeakyRelu>("LeakyRelu", 1,
            n => n.Make(new LeakyRelu(n.Float("alpha", 0.01f)), n.Input(0)),
            (op, w) => w.Float("alpha", op.Alpha)),
        OnnxOperator.Of<Elu>("Elu", 1,
            n => n.Make(new Elu(n.Float("alpha", 1)), n.Input(0)),
            (op, w) => w.Float("alpha", op.Alpha)),
        OnnxOperator.Of<Celu>("Celu", 12,
            n => n.Make(new Celu(n.Float("alpha", 1)), n.Input(0)),
            (op, w) => w.Float("alpha", op.Alpha)),
        OnnxOperator.Of<ThresholdedRelu>("ThresholdedRelu", 10,
            n => n.Make(new ThresholdedRelu(n.Float("alpha", 1)), n.Input(0)),
            (op, w) => w.Float("alpha", op.Alpha)),
        // Operator set 6 gave the same function defaults with more digits.
        OnnxOperator.Of<Selu>("Selu", 6,
            n => n.Make(new Selu(n.Float("alpha", 1.67326319f), n.Float("gamma", 1.05070102f)), n.Input(0)),
            (op, w) =>
            {
                w.Float("alpha", op.Alpha);
                w.Float("gamma", op.Gamma);
            }),
        OnnxOperator.Of<HardSigmoid>("HardSigmoid", 1,
            n => n.Make(new HardSigmoid(n.Float("alpha", 0.2f), n.Float("beta", 0.5f)), n.Input(0)),
            (op, w) =>
            {
                w.Float("alpha", op.Alpha);
                w.Float("beta", op.Beta);
            }),
        OnnxOperator.Of<Gelu>("Gelu", 20,
            n => n.Make(new Gelu(n.Choice("approximate", "none", Approximations)), n.Input(0)),
            (op, w) => w.Text("approximate", Approximations.First(a => a.Value == op.Approximate).Word)),
        new("PRelu", 1, (n, _) => n.Make(new PRelu(), n.Input(0), Slope(n)), (_, _) => { }),
    ];

    private static (string Word, bool Value)[] Approximations => [("none", false), ("tanh", true)];

    // Until operator set 7 a slope for each channel was [C]; since then it broadcasts by the rule of numpy.
    private static Node Slope(NodeReader n)
    {
        var (x, slope) = (n.Input(0), n.Weight(1));
        return n.Opset < 7 && slope.Shape.Rank == 1 && slope.Shape[0] > 1 && x.Shape.Rank > 2
            ? n.Helper("slope", new Reshape([slope.Shape[0], .. Enumerable.Repeat(1, x.Shape.Rank - 2)]), slope)
            : slope;
    }
}
