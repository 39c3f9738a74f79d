namespace Cnn.Ops.Preprocessing;

/// <summary>
/// How bright a page is in each block of pixels, which lowers the noise; and the same of its negative, as which light
/// ink is seen. Input: grey map Int32 [1,1,H,W]. Output Int32 [2,1,⌈H/Block⌉,⌈W/Block⌉] 0 … 255, −1 where there is no picture. A
/// closing after this (<see cref="Morphology"/>) removes all strokes narrower than its window and keeps light, shade and
/// the edges between: the paper.
/// </summary>
/// <param name="Block">The side of a block, in pixels.</param>
public sealed record PaperLevel(int Block) : Op
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("BLOCK", Block)];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        var grey = Maps.Require(inputs[0], "the grey map").Shape;
        if (Block < 1)
            throw new CnnException($"the block's side is {Block}; it is 1 or more");
        return new TensorInfo([2, 1, (grey[2] + Block - 1) / Block, (grey[3] + Block - 1) / Block], DataType.Int32);
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
            int sum = 0, count = 0, top = i / columns % rows * Block, left = i % columns * Block;
            for (int y = top; y < Math.Min(top + Block, height); y++)
                for (int x = left; x < Math.Min(left + Block, width); x++)
                    if (grey[y * width + x] is >= 0 and var level)
                    {
                        sum += dark ? level : 255 - level;
                        count++;
                    }
            paper[i] = count == 0 ? -1 : sum / count;
        }
    }
}
