namespace Cnn.Ops.Preprocessing;

/// <summary>
/// How bright a page is in each block of 2×2 pixels, which halves the noise; and the same of its negative, as which light
/// ink is seen. Input: grey map Int32 [1,1,H,W]. Output Int32 [2,1,⌈H/2⌉,⌈W/2⌉] 0 … 255, −1 where there is no picture. A
/// closing after this (<see cref="Morphology"/>) removes all strokes narrower than its window and keeps light, shade and
/// the edges between: the paper.
/// </summary>
public sealed record PaperLevel : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        var grey = Maps.Require(inputs[0], "the grey map").Shape;
        return new TensorInfo([2, 1, (grey[2] + 1) / 2, (grey[3] + 1) / 2], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var grey = inputs[0].Span<int>();
        int height = inputs[0].Shape[2], width = inputs[0].Shape[3];
        var paper = output.Span<int>();
        int rows = output.Shape[2], columns = output.Shape[3];
        for (int i = 0; i < paper.Length; i++)
        {
            bool dark = i < paper.Length / 2;
            int sum = 0, count = 0, top = i / columns % rows * 2, left = i % columns * 2;
            for (int y = top; y < Math.Min(top + 2, height); y++)
                for (int x = left; x < Math.Min(left + 2, width); x++)
                    if (grey[y * width + x] is >= 0 and var level)
                    {
                        sum += dark ? level : 255 - level;
                        count++;
                    }
            paper[i] = count == 0 ? -1 : sum / count;
        }
    }
}
