namespace Cnn.Ops.Preprocessing;

/// <summary>
/// How much of the paper's light is missing at each pixel: 255·(paper − grey)/paper, at least 0. A ratio, so that ink in
/// the shade counts as much as ink in the light. Light ink is seen as a negative first. Inputs: grey map Int32 [1,1,H,W];
/// the square of the frame it shows; the square that the paper's map shows; the paper's level in blocks of pixels Int32
/// [N,1,P,Q], for dark ink and, if N is 2, for light ink; the polarity Int32 [1] (1 dark ink). The paper at a pixel is the
/// darkest of the four nearest blocks, so that the edge of a shadow is no ink. Output Int32 [1,1,H,W] 0 … 255, −1 where
/// there is no picture; without a polarity Int32 [2,1,H,W], for dark and for light ink.
/// </summary>
public sealed record Absorbance : Op
{
    /// <summary>Darker paper than this counts as this bright: ratios of almost nothing are noise.</summary>
    internal const int DarkestPaper = 32;

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 4, 5);
        Maps.RequireVector(inputs[1], 3, "the map's square");
        Maps.RequireVector(inputs[2], 3, "the paper's square");
        if (Maps.RequirePlanes(inputs[3], "the paper").Shape is var paper && paper[0] > 2)
            throw new CnnException($"the paper is {paper}; it is that for dark ink, and perhaps that for light ink");
        var grey = Maps.Require(inputs[0], "the grey map");
        if (inputs.Length == 4)
            return new TensorInfo([2, 1, grey.Shape[2], grey.Shape[3]], DataType.Int32);
        Maps.RequireVector(inputs[4], 1, "the polarity");
        return grey;
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var absorbed = output.Span<int>();
        int plane = output.Shape[2] * output.Shape[3];
        for (int p = 0; p < output.Shape[0]; p++)
            Evaluate(inputs, dark: inputs.Length == 4 ? p == 0 : inputs[4].Span<int>()[0] != 0, absorbed.Slice(p * plane, plane));
    }

    private static void Evaluate(ReadOnlySpan<Tensor> inputs, bool dark, Span<int> absorbed)
    {
        var grey = inputs[0].Span<int>();
        int height = inputs[0].Shape[2], width = inputs[0].Shape[3], rows = inputs[3].Shape[2], columns = inputs[3].Shape[3];
        var square = inputs[1].Span<int>();
        int paperSide = inputs[2].Span<int>()[2];
        var papers = inputs[3].Span<int>().Slice(dark ? 0 : (inputs[3].Shape[0] - 1) * rows * columns, rows * columns);
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
                    papers, rows, columns,
                    FirstBlock(square[0] + Maps.Edge(square[2], 2 * y + 1, 2 * height), paperSide, rows),
                    FirstBlock(square[1] + Maps.Edge(square[2], 2 * x + 1, 2 * width), paperSide, columns));
                absorbed[y * width + x] = Of(level, paper);
            }
    }

    /// <summary>What of the paper's light is missing where there is so much.</summary>
    internal static int Of(int level, int paper) => paper > level ? (paper - level) * 255 / Math.Max(paper, DarkestPaper) : 0;

    /// <summary>The first of the two blocks along an axis that are nearest to a place of the frame; −1 before the first of all.</summary>
    internal static int FirstBlock(int place, int side, int blocks)
    {
        int pixels = side / Maps.Unit;
        int half = Math.Clamp(place >> 6, 0, pixels - 1) * (blocks * 2) / pixels;
        return (half - 1) >> 1;
    }

    /// <summary>The darkest of the four blocks from a first one on, of those that are there and known.</summary>
    internal static int Darkest(ReadOnlySpan<int> levels, int height, int width, int row, int column)
    {
        int darkest = 255;
        for (int y = Math.Max(row, 0); y <= Math.Min(row + 1, height - 1); y++)
            for (int x = Math.Max(column, 0); x <= Math.Min(column + 1, width - 1); x++)
                if (levels[y * width + x] >= 0)
                    darkest = Math.Min(darkest, levels[y * width + x]);
        return darkest;
    }
}
