namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Thickens strokes that are thin for the digit's size, and thins thick ones, towards the widths that MNIST's digits
/// have: a dilation (of the ink, or of the paper) by a soft disc. Inputs: ink Int32 [1,1,S,S] 0 … 255, stroke width Int32
/// [1] in 16ths of a pixel, the ink's box Int32 [4], a switch Int32 [1] (0: unchanged). Output: ink, same shape.
/// </summary>
public sealed record AdjustStroke : Op
{
    /// <summary>Strokes thinner or thicker than these many thousandths of the digit's longer side are changed.</summary>
    internal const int Thinnest = 95, Thickest = 175;

    /// <summary>The disc's largest radius in pixels, and in 16ths of one.</summary>
    internal const int Reach = 5, MaxRadius = 16 * Reach - 16;

    /// <summary>√d² in 16ths, for squared distances up to the disc's corner; a table, so that every device has the same.</summary>
    internal static readonly int[] Distances =
        [.. Enumerable.Range(0, 2 * Reach * Reach + 1).Select(d => (int)Math.Round(16 * Math.Sqrt(d)))];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 4, 4);
        Maps.RequireVector(inputs[1], 1, "the stroke width");
        Maps.RequireRows(inputs[2], 4, "the box");
        Maps.RequireVector(inputs[3], 1, "the switch");
        return Maps.Require(inputs[0], "the ink");
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var ink = inputs[0].Span<int>();
        int height = output.Shape[2], width = output.Shape[3];
        var adjusted = output.Span<int>();
        int radius = inputs[3].Span<int>()[0] == 0 ? 0 : Radius(inputs[1].Span<int>()[0], inputs[2].Span<int>());
        bool thin = radius < 0;
        radius = Math.Abs(radius);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                int best = 0;
                for (int v = Math.Max(y - Reach, 0); v <= Math.Min(y + Reach, height - 1); v++)
                    for (int u = Math.Max(x - Reach, 0); u <= Math.Min(x + Reach, width - 1); u++)
                    {
                        int value = thin ? 255 - ink[v * width + u] : ink[v * width + u];
                        best = Math.Max(best, value * Weight(radius, (v - y) * (v - y) + (u - x) * (u - x)) / 16);
                    }
                adjusted[y * width + x] = thin ? 255 - best : best;
            }
    }

    /// <summary>What a place at a squared distance counts: 16 inside the disc, 0 a pixel outside of its rim.</summary>
    internal static int Weight(int radius, int distance) => Math.Clamp(radius + 16 - Distances[distance], 0, 16);

    /// <summary>How far the rim moves outwards, in 16ths of a pixel.</summary>
    internal static int Radius(int stroke, ReadOnlySpan<int> box)
    {
        int longer = Math.Max(box[2] - box[0], box[3] - box[1]) * 16;
        int thinnest = longer * Thinnest / 1000, thickest = longer * Thickest / 1000;
        int radius = stroke < thinnest ? (thinnest - stroke) / 2 : stroke > thickest ? -((stroke - thickest) / 2) : 0;
        return Math.Clamp(radius, -MaxRadius, MaxRadius);
    }
}
