namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Grey-scale erosion along one axis: the smallest value of the window around each element. Input and output Int32
/// [1,1,H,W]; −1 (no picture) is passed over, and yielded where the window holds nothing else.
/// </summary>
/// <param name="Axis">2 (vertical) or 3 (horizontal).</param>
/// <param name="Radius">The window has 2·Radius + 1 elements, fewer at the map's edge.</param>
/// <param name="Step">How far apart they are: radius 1 with steps 1, 3, 9 in turn is radius 13 at a third of the work.</param>
public sealed record Erosion(int Axis, int Radius, int Step = 1) : Op
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("AXIS", Axis), ("RADIUS", Radius), ("STEP", Step)];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        if (Axis is not (2 or 3) || Radius < 0 || Step < 1)
            throw new CnnException($"axis {Axis}, radius {Radius} and step {Step}; the axis is 2 or 3, the radius 0 or more, the step 1 or more");
        return Maps.Require(inputs[0], "the map");
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var x = inputs[0].Span<int>();
        var y = output.Span<int>();
        int stride = Axis == 2 ? output.Shape[3] : 1, length = output.Shape[Axis];
        for (int i = 0; i < y.Length; i++)
        {
            int at = i / stride % length;
            int best = int.MaxValue;
            for (int k = -Math.Min(Radius, at / Step); k <= Math.Min(Radius, (length - 1 - at) / Step); k++)
                if (x[i + k * Step * stride] >= 0)
                    best = Math.Min(best, x[i + k * Step * stride]);
            y[i] = best == int.MaxValue ? -1 : best;
        }
    }
}
