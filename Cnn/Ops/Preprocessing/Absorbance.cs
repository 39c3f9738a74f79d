namespace Cnn.Ops.Preprocessing;

/// <summary>
/// How much of the paper's light is missing at each pixel: 255·(paper − grey)/paper, at least 0. A ratio, so that ink in
/// the shade counts as much as ink in the light. Light ink is seen as a negative first. Inputs: grey map Int32 [1,1,H,W];
/// the square of the frame it shows; the square that the paper's map shows; the paper's level in blocks of 2×2 Int32
/// [1,1,P,Q]; the polarity Int32 [1]. The paper at a pixel is the darkest of the four nearest blocks, so that the edge of a
/// shadow is no ink. Output Int32 [1,1,H,W] 0 … 255, −1 where there is no picture.
/// </summary>
public sealed record Absorbance : Op
{
    /// <summary>Darker paper than this counts as this bright: ratios of almost nothing are noise.</summary>
    internal const int DarkestPaper = 32;

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 5, 5);
        Maps.RequireVector(inputs[1], 3, "the map's square");
        Maps.RequireVector(inputs[2], 3, "the paper's square");
        Maps.Require(inputs[3], "the paper");
        Maps.RequireVector(inputs[4], 1, "the polarity");
        return Maps.Require(inputs[0], "the grey map");
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var grey = inputs[0].Span<int>();
        int height = output.Shape[2], width = output.Shape[3];
        var square = inputs[1].Span<int>();
        int paperSide = inputs[2].Span<int>()[2];
        bool dark = inputs[4].Span<int>()[0] != 0;
        var absorbed = output.Span<int>();
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                int level = grey[y * width + x];
                if (level < 0)
                {
                    absorbed[y * width + x] = -1;
                    continue;
                }
                level = dark ? level : 255 - level;
                int paper = Darkest(
                    inputs[3],
                    FirstBlock(square[0] + Maps.Edge(square[2], 2 * y + 1, 2 * height), paperSide, inputs[3].Shape[2]),
                    FirstBlock(square[1] + Maps.Edge(square[2], 2 * x + 1, 2 * width), paperSide, inputs[3].Shape[3]));
                absorbed[y * width + x] = paper > level ? (paper - level) * 255 / Math.Max(paper, DarkestPaper) : 0;
            }
    }

    // The first of the two blocks along an axis that are nearest to a place of the frame; −1 before the first of all.
    private static int FirstBlock(int place, int side, int blocks)
    {
        int pixels = side / Maps.Unit;
        int working = Math.Clamp(place >> 6, 0, pixels - 1) * (blocks * 2) / pixels;
        return (working - 1) >> 1;
    }

    private static int Darkest(Tensor paper, int row, int column)
    {
        var levels = paper.Span<int>();
        int height = paper.Shape[2], width = paper.Shape[3];
        int darkest = 255;
        for (int y = Math.Max(row, 0); y <= Math.Min(row + 1, height - 1); y++)
            for (int x = Math.Max(column, 0); x <= Math.Min(column + 1, width - 1); x++)
                if (levels[y * width + x] >= 0)
                    darkest = Math.Min(darkest, levels[y * width + x]);
        return darkest;
    }
}
