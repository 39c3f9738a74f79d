namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Which pixels are ink. Inputs: absorbance Int32 [1,1,H,W], threshold Int32 [2] (<see cref="InkThreshold"/>; the first
/// counts). Output Int32 [1,1,H,W]: 1 ink, 0 paper or no picture.
/// </summary>
public sealed record InkMask : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        Maps.RequireVector(inputs[1], 2, "the threshold");
        return Maps.Require(inputs[0], "the absorbance");
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var absorbed = inputs[0].Span<int>();
        int threshold = inputs[1].Span<int>()[0];
        var mask = output.Span<int>();
        for (int i = 0; i < mask.Length; i++)
            mask[i] = absorbed[i] >= threshold ? 1 : 0;
    }
}
