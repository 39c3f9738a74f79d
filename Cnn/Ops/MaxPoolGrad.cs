namespace Cnn.Ops;

/// <summary>
/// dLoss/dInput of a <see cref="MaxPool"/> from its input and dLoss/dOutput: each output gradient goes to the element
/// that won, which is found again here, the first on ties.
/// </summary>
/// <param name="Pool">The pool.</param>
public sealed record MaxPoolGrad(MaxPool Pool) : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        Require.Float(inputs);
        Require.Shape(inputs[1], Pool.Infer([inputs[0]]).Shape, "the output gradient");
        return new(inputs[0].Shape);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var window = Pool.Window(inputs[0].Shape);
        ReadOnlySpan<float> x = inputs[0].Floats, dy = inputs[1].Floats;
        var dx = output.Floats;
        var sums = new double[window.InputPlane];
        int i = 0;
        for (int begin = 0; begin < x.Length; begin += window.InputPlane)
        {
            sums.AsSpan().Clear();
            for (int oz = 0; oz < window.D.Output; oz++)
                for (int oy = 0; oy < window.H.Output; oy++)
                    for (int ox = 0; ox < window.W.Output; ox++, i++)
                    {
                        int winner = MaxPool.Winner(window, x.Slice(begin, window.InputPlane), oz, oy, ox);
                        if (winner >= 0)
                            sums[winner] += dy[i];
                    }
            for (int j = 0; j < sums.Length; j++)
                dx[begin + j] = (float)sums[j];
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => Pool.Parameters();
}
