namespace Cnn.Ops;

/// <summary>
/// A weight after one step down: w − rate · d. Inputs: w, the direction d of its shape, the learning rate as a Float32 scalar.
/// </summary>
public sealed record SgdStep : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 3, 3);
        Require.Float(inputs);
        Require.Shape(inputs[1], inputs[0].Shape, "the direction");
        Require.Shape(inputs[2], Shape.Scalar, "the learning rate");
        return new(inputs[0].Shape);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        ReadOnlySpan<float> w = inputs[0].Floats, d = inputs[1].Floats;
        double rate = inputs[2].Floats[0];
        var y = output.Floats;
        for (int i = 0; i < y.Length; i++)
            y[i] = (float)(w[i] - rate * d[i]);
    }
}
