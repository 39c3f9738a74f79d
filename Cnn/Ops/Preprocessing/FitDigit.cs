namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Makes MNIST's picture of a digit: scaled, keeping its aspect, so that its longer side takes <paramref name="Box"/> of
/// the output's pixels, by averaging areas; then moved by whole pixels until its centre of mass lies in the pixel right
/// and below of the middle, as MNIST has it, as far as the output's edges allow. Inputs: ink Int32 [N,1,S,S] 0 … 255, the boxes Int32
/// [N,4], the centres Int32 [N,2] in 64ths of a pixel. Output Float32 [N,1,Size,Size], 0 … 1, ink 1.
/// See <see href="https://yann.lecun.com/exdb/mnist/"/>.
/// </summary>
/// <param name="Size">Pixels along each side of the output.</param>
/// <param name="Box">Pixels that the digit's longer side takes.</param>
public sealed record FitDigit(int Size = 28, int Box = 20) : Op
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("SIZE", Size), ("BOX", Box)];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 3, 3);
        if (Maps.RequirePlanes(inputs[0], "the ink").Shape is var ink && ink.Product(2, 4) > 128 * 128)
            throw new CnnException($"the ink {ink} is larger than 128×128");
        if ((Maps.RequireRows(inputs[1], 4, "the box") ?? 1) != ink[0] || (Maps.RequireRows(inputs[2], 2, "the centre") ?? 1) != ink[0])
            throw new CnnException($"boxes {inputs[1].Shape} and centres {inputs[2].Shape} are not one for each of {ink}");
        return new TensorInfo([ink[0], 1, Size, Size]);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        int height = inputs[0].Shape[2], width = inputs[0].Shape[3];
        for (int i = 0; i < inputs[0].Shape[0]; i++)
            Fit(
                inputs[0].Span<int>().Slice(i * height * width, height * width), height, width, inputs[1].Span<int>().Slice(4 * i, 4),
                inputs[2].Span<int>().Slice(2 * i, 2), output.Floats.Slice(i * Size * Size, Size * Size));
    }

    private void Fit(
        ReadOnlySpan<int> ink, int height, int width, ReadOnlySpan<int> box, ReadOnlySpan<int> centre, Span<float> digit)
    {
        int longer = Math.Max(box[2] - box[0], box[3] - box[1]);
        int rowOffset = Offset(box[0], box[2], centre[0], longer), columnOffset = Offset(box[1], box[3], centre[1], longer);
        for (int row = 0; row < Size; row++)
        {
            int top = Edge(row - rowOffset, box[0], longer), bottom = Edge(row + 1 - rowOffset, box[0], longer);
            for (int column = 0; column < Size; column++)
            {
                int left = Edge(column - columnOffset, box[1], longer), right = Edge(column + 1 - columnOffset, box[1], longer);
                int sum = 0;
                for (int y = Math.Max(top >> 6, 0); y <= Math.Min(bottom - 1 >> 6, height - 1); y++)
                    for (int x = Math.Max(left >> 6, 0); x <= Math.Min(right - 1 >> 6, width - 1); x++)
                        sum += ink[y * width + x] * Overlap(y, top, bottom) * Overlap(x, left, right);
                digit[row * Size + column] = (float)sum / (255 * (bottom - top) * (right - left));
            }
        }
    }

    /// <summary>Which part of the ink the whole output shows, in pixels of the ink; it may reach over the ink's edges.</summary>
    /// <param name="box">The second input.</param>
    /// <param name="centre">The third input.</param>
    public (double Top, double Left, double Side) Area(ReadOnlySpan<int> box, ReadOnlySpan<int> centre)
    {
        int longer = Math.Max(box[2] - box[0], box[3] - box[1]);
        double step = (double)longer / Box;
        return (
            box[0] - Offset(box[0], box[2], centre[0], longer) * step,
            box[1] - Offset(box[1], box[3], centre[1], longer) * step, Size * step);
    }

    // In which output row (or column) the box begins: the centre from Size/2 to just below Size/2 + 1, the box inside the
    // output.
    private int Offset(int begin, int end, int centre, int longer)
    {
        int side = longer * Maps.Unit;
        int wanted = (side * (Size / 2 + 1) - Box * (centre - begin * Maps.Unit) - 1) / side;
        int spare = Size - ((end - begin) * Box + longer - 1) / longer;
        return Math.Clamp(wanted, 0, spare);
    }

    // Where output pixel i of the box begins, in 64ths of a pixel of the ink; floored below 0 too.
    private int Edge(int i, int begin, int longer) =>
        begin * Maps.Unit + (i * longer * Maps.Unit + Size * longer * Maps.Unit * Box) / Box - Size * longer * Maps.Unit;

    private static int Overlap(int pixel, int begin, int end) =>
        Math.Min(end, (pixel + 1) * Maps.Unit) - Math.Max(begin, pixel * Maps.Unit);
}
