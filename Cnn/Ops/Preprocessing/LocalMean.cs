namespace Cnn.Ops.Preprocessing;

/// <summary>
/// The mean grey around each 8×8 block of a map: over the blocks up to <paramref name="Radius"/> away. Input Int32
/// [1,1,H,W]. Output Int32 [1,1,⌈H/8⌉,⌈W/8⌉], −1 where there is no picture around.
/// </summary>
/// <param name="Radius">In blocks.</param>
public sealed record LocalMean(int Radius) : Op
{
    // Side of a block in pixels.
    internal const int Block = 8;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("RADIUS", Radius)];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        return BlocksOf(Maps.Require(inputs[0], "the grey map"));
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var grey = inputs[0].Span<int>();
        int height = inputs[0].Shape[2], width = inputs[0].Shape[3];
        int rows = output.Shape[2], columns = output.Shape[3];
        var sums = new int[rows * columns];
        var counts = new int[rows * columns];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                if (grey[y * width + x] >= 0)
                {
                    int block = y / Block * columns + x / Block;
                    sums[block] += grey[y * width + x];
                    counts[block]++;
                }
        var means = output.Span<int>();
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
            {
                int sum = 0, count = 0;
                for (int r = Math.Max(row - Radius, 0); r <= Math.Min(row + Radius, rows - 1); r++)
                    for (int c = Math.Max(column - Radius, 0); c <= Math.Min(column + Radius, columns - 1); c++)
                    {
                        sum += sums[r * columns + c];
                        count += counts[r * columns + c];
                    }
                means[row * columns + column] = count == 0 ? -1 : sum / count;
            }
    }

    internal static TensorInfo BlocksOf(TensorInfo map) => new(
        [1, 1, (map.Shape[2] + Block - 1) / Block, (map.Shape[3] + Block - 1) / Block], DataType.Int32);
}
