namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Resamples a square of a frame to a grey map of fixed size by averaging areas, exactly, in integers. Inputs: the frame
/// (Int32, one RGBA pixel each), its size (height, width), the square (Int32 [3]: top, left, side in 64ths of a pixel; it
/// may reach beyond the frame) or several, Int32 [N,3]. Output Int32 [N,1,Size,Size]: luminance 0 … 255, −1 where the frame has no
/// pixel.
/// </summary>
/// <param name="Size">Pixels along each side of the map.</param>
/// <param name="Light">Yields Float32 instead: −½ black … ½ white, 0 where the frame has no pixel.</param>
/// <param name="Sparse">
/// Takes every second pixel along each axis where more than two lie under one of the map, all with the same weight.
/// </param>
public sealed record SampleSquare(int Size, bool Light = false, bool Sparse = false) : Op
{
    /// <summary>
    /// The most pixels that one average takes along an axis; of a larger area this many evenly spread ones are taken,
    /// which bounds the cost and keeps the sum below 2³¹.
    /// </summary>
    internal const int MaxTaps = 40;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() =>
        [("SIZE", Size), ("LIGHT", Light ? 1 : 0), ("SPARSE", Sparse ? 1 : 0)];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 3, 3);
        Maps.RequireFrame(inputs[0], inputs[1]);
        int squares = Maps.RequireRows(inputs[2], 3, "the square") ?? 1;
        return new TensorInfo([squares, 1, Size, Size], Light ? DataType.Float32 : DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var frame = inputs[0].Span<int>();
        var (height, width) = Maps.FrameSize(inputs[1], frame.Length);
        for (int i = 0; i < output.Shape[0]; i++)
            Sample(frame, height, width, inputs[2].Span<int>().Slice(3 * i, 3), output, i * Size * Size);
    }

    private void Sample(ReadOnlySpan<int> frame, int height, int width, ReadOnlySpan<int> square, Tensor output, int first)
    {
        for (int y = 0; y < Size; y++)
        {
            var rows = new Taps(square[0], square[2], y, Size, height, Sparse);
            for (int x = 0; x < Size; x++)
            {
                var columns = new Taps(square[1], square[2], x, Size, width, Sparse);
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
                int level = total == 0 ? -1 : (sum + total / 2) / total;
                if (Light)
                    output.Floats[first + y * Size + x] = total == 0 ? 0 : level / 255f - 0.5f;
                else
                    output.Span<int>()[first + y * Size + x] = level;
            }
        }
    }

    /// <summary>
    /// Which pixels of one axis lie under an output pixel, and by how many 64ths; none lies before those of an earlier output pixel.
    /// </summary>
    internal readonly struct Taps
    {
        private readonly int _begin, _end, _first;
        private readonly bool _sparse, _second;

        public Taps(int start, int side, int i, int size, int length, bool sparse)
        {
            _begin = start + Maps.Edge(side, i, size);
            // An upscaled pixel may be narrower than a 64th: it still takes the one it lies on.
            _end = Math.Max(start + Maps.Edge(side, i + 1, size), _begin + 1);
            _sparse = _end - _begin > MaxTaps * Maps.Unit;
            _begin = Math.Max(_begin, 0);
            _end = Math.Min(_end, length * Maps.Unit);
            _first = _begin / Maps.Unit;
            Count = _end <= _begin ? 0 : _sparse ? MaxTaps : (_end - 1) / Maps.Unit - _first + 1;
            _second = sparse && !_sparse && Count > 2;
            if (_second)
                Count = (Count + 1) / 2;
        }

        public int Count { get; }

        public (int Pixel, int Weight) this[int i] => _sparse
            ? ((_begin + Maps.Edge(_end - _begin, 2 * i + 1, 2 * MaxTaps)) / Maps.Unit, Maps.Unit)
            : _second ? (_first + 2 * i, Maps.Unit)
            : (_first + i, Math.Min(_end, (_first + i + 1) * Maps.Unit) - Math.Max(_begin, (_first + i) * Maps.Unit));
    }
}
