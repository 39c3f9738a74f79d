namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Whether ink is darker or lighter than what it is written on. Ink covers the smaller part of its surroundings, so it
/// lies further from the local mean than the paper does: the sign of the summed third powers tells (the skewness).
/// Inputs: grey map, its <see cref="LocalMean"/>, and a switch Int32 [1]: 0 find out, 1 dark ink, 2 light ink. Output
/// Int32 [1]: 1 for dark ink, 0 for light ink.
/// </summary>
public sealed record InkPolarity : Op
{
    /// <summary>Cubes are shifted right by this, so that 512×512 of the largest stay below 2³¹; it also drops noise.</summary>
    internal const int Shift = 13;

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 3, 3);
        var grey = Maps.Require(inputs[0], "the grey map");
        if (grey.Shape.Count > 512 * 512)
            throw new CnnException($"the grey map {grey.Shape} is larger than 512×512");
        if (Maps.Require(inputs[1], "the local mean") != LocalMean.BlocksOf(grey))
            throw new CnnException($"the local mean {inputs[1].Shape} does not belong to the grey map {grey.Shape}");
        Maps.RequireVector(inputs[2], 1, "the switch");
        return new TensorInfo([1], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var grey = inputs[0].Span<int>();
        var mean = inputs[1].Span<int>();
        int width = inputs[0].Shape[3], columns = inputs[1].Shape[3];
        int skewness = 0;
        for (int i = 0; i < grey.Length; i++)
        {
            if (grey[i] < 0)
                continue;
            int distance = grey[i] - mean[i / width / LocalMean.Block * columns + i % width / LocalMean.Block];
            int cube = Math.Abs(distance * distance * distance) >> Shift;
            skewness += distance < 0 ? -cube : cube;
        }
        int wanted = inputs[2].Span<int>()[0];
        output.Span<int>()[0] = wanted == 1 || wanted != 2 && skewness <= 0 ? 1 : 0;
    }
}
