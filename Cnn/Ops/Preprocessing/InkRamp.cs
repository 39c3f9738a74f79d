namespace Cnn.Ops.Preprocessing;

/// <summary>
/// How much ink there is: 0 up to the first level, 255 from the second on, a ramp between, and 0 outside the halo. Inputs:
/// absorbance Int32 [1,1,H,W], halo Int32 [1,1,H,W], levels Int32 [2] (<see cref="InkLevels"/>). Output Int32 [1,1,H,W],
/// 0 … 255.
/// </summary>
public sealed record InkRamp : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 3, 3);
        var map = Maps.Require(inputs[0], "the absorbance");
        if (Maps.Require(inputs[1], "the halo") != map)
            throw new CnnException($"absorbance {map.Shape} and halo {inputs[1].Shape} differ in shape");
        Maps.RequireVector(inputs[2], 2, "the levels");
        return map;
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var absorbed = inputs[0].Span<int>();
        var halo = inputs[1].Span<int>();
        int none = inputs[2].Span<int>()[0], full = inputs[2].Span<int>()[1];
        var ink = output.Span<int>();
        for (int i = 0; i < ink.Length; i++)
            ink[i] = halo[i] > 0 ? Math.Clamp(absorbed[i] - none, 0, full - none) * 255 / (full - none) : 0;
    }
}
