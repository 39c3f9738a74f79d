namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Grey-scale dilation (the largest value of the square window around each element) or erosion (the smallest). Input and
/// output Int32 [N,1,H,W]; −1 (no picture) is passed over, and yielded where the window holds nothing else.
/// </summary>
/// <param name="Erodes">The smallest value; else the largest.</param>
/// <param name="Radius">The window has 2·Radius + 1 rows and columns, fewer at the map's edge.</param>
/// <param name="Step">How far apart they are: radius 1 with steps 1, 3, 9 in turn is radius 13 at a third of the work.</param>
public sealed record Morphology(bool Erodes, int Radius, int Step = 1) : Op
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() =>
        [("ERODES", Erodes ? 1 : 0), ("RADIUS", Radius), ("STEP", Step)];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        if (Radius < 0 || Step < 1)
            throw new CnnException($"radius {Radius} and step {Step}; the radius is 0 or more, the step 1 or more");
        return Maps.RequirePlanes(inputs[0], "the map");
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var across = new int[output.Shape.Count];
        int height = output.Shape[2], width = output.Shape[3];
        Along(inputs[0].Span<int>(), 1, width, across);
        Along(across, width, height, output.Span<int>());
    }

    // One axis: elements lie stride apart, length of them.
    private void Along(ReadOnlySpan<int> x, int stride, int length, Span<int> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            int at = i / stride % length, best = -1;
            for (int k = -Math.Min(Radius, at / Step); k <= Math.Min(Radius, (length - 1 - at) / Step); k++)
                if (x[i + k * Step * stride] is >= 0 and var value)
                    best = best < 0 ? value : Erodes ? Math.Min(best, value) : Math.Max(best, value);
            y[i] = best;
        }
    }
}
