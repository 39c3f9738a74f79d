namespace Cnn.Ops.Preprocessing;

/// <summary>
/// How bright the paper is in each 8×8 block: the brightest mean of its 2×2 pixels, which noise lifts little. Light ink
/// is seen as a negative first. Inputs: grey map Int32 [1,1,H,W], polarity Int32 [1] (1 dark ink). Output Int32
/// [1,1,⌈H/8⌉,⌈W/8⌉], −1 where there is no picture. Strokes that fill a block are bridged by a closing after this:
/// <see cref="Dilation"/>, then <see cref="Erosion"/>.
/// </summary>
public sealed record PaperLevel : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        Maps.RequireVector(inputs[1], 1, "the polarity");
        return BlocksOf(Maps.Require(inputs[0], "the grey map"));
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var grey = inputs[0].Span<int>();
        int height = inputs[0].Shape[2], width = inputs[0].Shape[3];
        bool dark = inputs[1].Span<int>()[0] != 0;
        var paper = output.Span<int>();
        int columns = output.Shape[3];
        paper.Fill(-1);
        for (int y = 0; y < height; y += 2)
            for (int x = 0; x < width; x += 2)
            {
                int sum = 0, count = 0;
                for (int v = y; v < Math.Min(y + 2, height); v++)
                    for (int u = x; u < Math.Min(x + 2, width); u++)
                        if (grey[v * width + u] is >= 0 and var level)
                        {
                            sum += dark ? level : 255 - level;
                            count++;
                        }
                ref int block = ref paper[y / Maps.Block * columns + x / Maps.Block];
                if (count > 0)
                    block = Math.Max(block, sum / count);
            }
    }

    internal static TensorInfo BlocksOf(TensorInfo map) => new(
        [1, 1, (map.Shape[2] + Maps.Block - 1) / Maps.Block, (map.Shape[3] + Maps.Block - 1) / Maps.Block], DataType.Int32);
}
