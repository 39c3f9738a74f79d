namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Resamples a square of a frame to a grey map of fixed size by averaging areas, exactly, in integers. Inputs: the frame
/// (Int32, one RGBA pixel each), its size (height, width), the square (top, left, side in 64ths of a pixel; it may reach
/// beyond the frame). Output Int32 [1,1,Size,Size]: luminance 0 … 255, −1 where the frame has no pixel.
/// </summary>
/// <param name="Size">Pixels along each side of the map.</param>
public sealed record SampleSquare(int Size) : Op
{
    /// <summary>
    /// The most pixels that one average takes along an axis; of a larger area this many evenly spread ones are taken,
    /// which bounds the cost and keeps the sum below 2³¹.
    /// </summary>
    internal const int MaxTaps = 40;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("SIZE", Size)];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 3, 3);
        Maps.RequireFrame(inputs[0], inputs[1]);
        Maps.RequireVector(inputs[2], 3, "the square");
        return new TensorInfo([1, 1, Size, Size], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var frame = inputs[0].Span<int>();
        var (height, width) = Maps.FrameSize(inputs[1], frame.Length);
        var square = inputs[2].Span<int>();
        var map = output.Span<int>();
        for (int y = 0; y < Size; y++)
        {
            var rows = new Taps(square[0], square[2], y, Size, height);
            for (int x = 0; x < Size; x++)
            {
                var columns = new Taps(square[1], square[2], x, Size, width);
                int sum = 0, total = 0;
                for (int j = 0; j < rows.Count; j++)
                {
                    var (row, weightY) = rows[j];
                    for (int i = 0; i < columns.Count; i++)
                    {
                        var (column, weightX) = columns[i];
                        sum += Maps.Grey(frame[row * width + column]) * weightY * weightX;
                        total += weightY * weightX;
                    }
                }
                map[y * Size + x] = total == 0 ? -1 : (sum + total / 2) / total;
            }
        }
    }

    // Which pixels of one axis lie under an output pixel, and by how many 64ths.
    private readonly struct Taps
    {
        private readonly int _begin, _end, _first;
        private readonly bool _sparse;

        public Taps(int start, int side, int i, int size, int length)
        {
            _begin = start + Maps.Edge(side, i, size);
            // An upscaled pixel may be narrower than a 64th: it still takes the one it lies on.
            _end = Math.Max(start + Maps.Edge(side, i + 1, size), _begin + 1);
            _sparse = _end - _begin > MaxTaps * Maps.Unit;
            _begin = Math.Max(_begin, 0);
            _end = Math.Min(_end, length * Maps.Unit);
            _first = _begin / Maps.Unit;
            Count = _end <= _begin ? 0 : _sparse ? MaxTaps : (_end - 1) / Maps.Unit - _first + 1;
        }

        public int Count { get; }

        public (int Pixel, int Weight) this[int i] => _sparse
            ? ((_begin + Maps.Edge(_end - _begin, 2 * i + 1, 2 * MaxTaps)) / Maps.Unit, Maps.Unit)
            : (_first + i, Math.Min(_end, (_first + i + 1) * Maps.Unit) - Math.Max(_begin, (_first + i) * Maps.Unit));
    }
}
