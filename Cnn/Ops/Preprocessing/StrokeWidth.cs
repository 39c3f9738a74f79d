namespace Cnn.Ops.Preprocessing;

/// <summary>
/// How wide the strokes are on average: a stroke of width w has the area w·length and an outline of 2·length, and the
/// outline is the summed steepness of the ink, whether its rim is soft or hard. Input: ink Int32 [1,1,H,W] 0 … 255. Output
/// Int32 [1]: the width in 16ths of a pixel.
/// </summary>
public sealed record StrokeWidth : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        if (Maps.Require(inputs[0], "the ink").Shape.Count > 128 * 128)
            throw new CnnException($"the ink {inputs[0].Shape} is larger than 128×128");
        return new TensorInfo([1], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var ink = inputs[0].Span<int>();
        int height = inputs[0].Shape[2], width = inputs[0].Shape[3];
        int area = 0, outline = 0;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                int here = ink[y * width + x];
                int dx = Math.Abs((x + 1 < width ? ink[y * width + x + 1] : 0) - here);
                int dy = Math.Abs((y + 1 < height ? ink[(y + 1) * width + x] : 0) - here);
                area += here;
                // The length of (dx, dy) to 4 %: the longer side and 3/8 of the shorter.
                outline += Math.Max(dx, dy) + Math.Min(dx, dy) * 3 / 8;
            }
        output.Span<int>()[0] = area * 2 / Math.Max(1, outline / 16);
    }
}
