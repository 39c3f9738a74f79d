namespace Cnn.Ops.Preprocessing;

/// <summary>
/// How bright a page is in each block of 2×2 pixels, which halves the noise; light ink is seen as a negative. Inputs: grey
/// map Int32 [1,1,H,W], polarity Int32 [1] (1 dark ink). Output Int32 [1,1,⌈H/2⌉,⌈W/2⌉] 0 … 255, −1 where there is no
/// picture. A closing after this (<see cref="Dilation"/>, then <see cref="Erosion"/>) removes all strokes narrower than its
/// window and keeps light, shade and the edges between: the paper.
/// </summary>
public sealed record PaperLevel : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        var grey = Maps.Require(inputs[0], "the grey map").Shape;
        Maps.RequireVector(inputs[1], 1, "the polarity");
        return new TensorInfo([1, 1, (grey[2] + 1) / 2, (grey[3] + 1) / 2], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var grey = inputs[0].Span<int>();
        int height = inputs[0].Shape[2], width = inputs[0].Shape[3];
        bool dark = inputs[1].Span<int>()[0] != 0;
        var paper = output.Span<int>();
        int columns = output.Shape[3];
        for (int i = 0; i < paper.Length; i++)
        {
            int sum = 0, count = 0;
            for (int y = i / columns * 2; y < Math.Min(i / columns * 2 + 2, height); y++)
                for (int x = i % columns * 2; x < Math.Min(i % columns * 2 + 2, width); x++)
                    if (grey[y * width + x] is >= 0 and var level)
                    {
                        sum += dark ? level : 255 - level;
                        count++;
                    }
            paper[i] = count == 0 ? -1 : sum / count;
        }
    }
}
