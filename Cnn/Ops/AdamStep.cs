namespace Cnn.Ops;

/// <summary>The running mean of the gradients: beta · m + (1 − beta) · g. Inputs m and g.
/// <see href="https://arxiv.org/abs/1412.6980"/></summary>
/// <param name="Beta">How slowly it forgets.</param>
public sealed record AdamFirstMoment(float Beta = 0.9f) : Binary
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("beta", Beta)];
    internal override double Apply(double m, double g) => Beta * m + (1.0 - Beta) * g;
}

/// <summary>The running mean of the squared gradients: beta · v + (1 − beta) · g². Inputs v and g.
/// <see href="https://arxiv.org/abs/1412.6980"/></summary>
/// <param name="Beta">How slowly it forgets.</param>
public sealed record AdamSecondMoment(float Beta = 0.999f) : Binary
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("beta", Beta)];
    internal override double Apply(double v, double g) => Beta * v + (1.0 - Beta) * g * g;
}

/// <summary>
/// A weight after one step of Adam: (1 − rate · decay) · w − rate · m̂ / (√v̂ + epsilon), with m̂ = m / (1 − beta1^t) and
/// v̂ = v / (1 − beta2^t); the moments as they are where t is 0, as of ONNX's Adam.
/// Inputs: w, m, v of one shape, already with this step's gradient; the learning rate and the step t = 1, 2, … as
/// Float32 scalars. <see href="https://arxiv.org/abs/1412.6980"/>, <see href="https://arxiv.org/abs/1711.05101"/>
/// </summary>
/// <param name="Beta1">The first moment's beta.</param>
/// <param name="Beta2">The second moment's beta.</param>
/// <param name="Epsilon">Keeps the quotient finite.</param>
/// <param name="Decay">AdamW's weight decay.</param>
public sealed record AdamStep(float Beta1 = 0.9f, float Beta2 = 0.999f, float Epsilon = 1e-8f, float Decay = 0) : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 5, 5);
        Require.Float(inputs);
        Require.Shape(inputs[1], inputs[0].Shape, "the first moment");
        Require.Shape(inputs[2], inputs[0].Shape, "the second moment");
        Require.Shape(inputs[3], Shape.Scalar, "the learning rate");
        Require.Shape(inputs[4], Shape.Scalar, "the step");
        return new(inputs[0].Shape);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        ReadOnlySpan<float> w = inputs[0].Floats, m = inputs[1].Floats, v = inputs[2].Floats;
        double rate = inputs[3].Floats[0], step = inputs[4].Floats[0];
        double first = Correction(Beta1, step), second = Correction(Beta2, step), keep = 1 - rate * Decay;
        var y = output.Floats;
        for (int i = 0; i < y.Length; i++)
            y[i] = (float)(keep * w[i] - rate * m[i] * first / (Math.Sqrt(v[i] * second) + Epsilon));
    }

    /// <summary>What a moment that began at 0 is multiplied by.</summary>
    internal static double Correction(double beta, double step) => step > 0 ? 1 / (1 - Math.Pow(beta, step)) : 1;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() =>
        [("beta1", Beta1), ("beta2", Beta2), ("epsilon", Epsilon), ("decay", Decay)];
}
