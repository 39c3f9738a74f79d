namespace Cnn.Ops;

/// <summary>
/// Local response normalisation of [N, C, …]: x / (bias + alpha/size · Σ x²)^beta, the sum over the
/// <paramref name="Size"/> channels around. <see href="https://onnx.ai/onnx/operators/onnx__LRN.html"/>
/// </summary>
/// <param name="Size">How many channels; of an even number the larger half lies after.</param>
/// <param name="Alpha">Scales the sum.</param>
/// <param name="Beta">The exponent.</param>
/// <param name="Bias">Keeps the divisor away from 0.</param>
public sealed record LRN(int Size, float Alpha = 1e-4f, float Beta = 0.75f, float Bias = 1) : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        Require.Float(inputs);
        Require.Rank(inputs[0], 2, Shape.MaxRank, "the input");
        if (Size < 1)
            throw new CnnException($"size must be at least 1; it is {Size}");
        return new(inputs[0].Shape);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var group = AxisGroup.Of(output.Shape, 1);
        var x = inputs[0].Floats;
        var y = output.Floats;
        for (int line = 0; line < group.Lines; line++)
        {
            int begin = group.Begin(line);
            for (int c = 0; c < group.Length; c++)
            {
                double sum = 0;
                int last = Math.Min(group.Length - 1, c + Size / 2);
                for (int i = Math.Max(0, c - (Size - 1) / 2); i <= last; i++)
                    sum += (double)x[begin + i * group.Inner] * x[begin + i * group.Inner];
                int at = begin + c * group.Inner;
                y[at] = (float)(x[at] / Math.Pow(Bias + (double)Alpha / Size * sum, Beta));
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() =>
        [("size", Size), ("alpha", Alpha), ("beta", Beta), ("bias", Bias)];
}
