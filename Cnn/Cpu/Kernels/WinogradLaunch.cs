using System.Runtime.InteropServices;
using Cnn.Cpu.Lanes;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// A 3×3 convolution by Winograd's minimal filtering. A task has a band of tiles: it transforms their inputs, and then for each block of
/// output channels multiplies point by point and transforms the sums back, all within the thread's caches.
/// </summary>
internal sealed unsafe class WinogradLaunch<V> : Launch where V : unmanaged, ILanes<V>
{
    // Registers that a transformation needs on its way: half of them for itself, half for a tile that goes in or comes out.
    private const int Room = 2 * WinogradShape.Points;

    private readonly WinogradShape _shape;
    private readonly ConvExtra _extra;
    private readonly int[] _offsets;
    // The segments of a whole band and of an image's last one.
    private readonly Tile[] _whole, _last;

    public WinogradLaunch(Node node, WinogradShape shape, CpuTensor x, CpuTensor weights, ConvExtra extra, CpuTensor y)
        : base(node, $"winograd {V.Count}", extra.With(x, weights), y)
    {
        (_shape, _extra) = (shape, extra);
        _offsets = GC.AllocateUninitializedArray<int>(shape.DepthPacks, pinned: true);
        for (int pack = 0; pack < shape.DepthPacks; pack++)
            _offsets[pack] = pack * shape.Band * V.Count;
        _whole = ConvTiles.OfLine(shape.Band, ConvTile<V>.Sizes, V.Count);
        _last = ConvTiles.OfLine(shape.Tiles - (shape.Bands - 1) * shape.Band, ConvTile<V>.Sizes, V.Count);
    }

    public override bool IsShort => false;

    public override int Tasks => _shape.Batch * _shape.Bands * _shape.Parts;

    public override void Run(int task)
    {
        int part = task % _shape.Parts, band = task / _shape.Parts % _shape.Bands, image = task / _shape.Parts / _shape.Bands;
        int first = band * _shape.Band, count = Math.Min(_shape.Band, _shape.Tiles - first);
        long inputs = (long)WinogradShape.Points * _shape.PointStride;
        float* room = Scratch.Take(Room * V.Count + inputs + (long)WinogradShape.Points * _shape.SumStride);
        float* points = room + Room * V.Count, sums = points + inputs;
        Transform(image, first, count, points, room);
        for (int block = _shape.Blocks * part / _shape.Parts; block < _shape.Blocks * (part + 1) / _shape.Parts; block++)
        {
            Multiply(block, band == _shape.Bands - 1 ? _last : _whole, points, sums);
            for (int pack = 0; pack < _shape.PacksOf(block); pack++)
                Finish(image, 2 * block + pack, first, count, sums + pack * _shape.Band * V.Count, room);
        }
    }

    private void Transform(int image, int first, int count, float* points, float* room)
    {
        var x = Reads[0];
        var (h, w) = (_shape.Window.H, _shape.Window.W);
        float* edge = room + WinogradShape.Points * V.Count;
        for (int pack = 0; pack < _shape.DepthPacks; pack++)
        {
            float* map = x.Floats + image * x.ImageStride + pack * x.PackStride;
            for (int i = 0; i < count; i++)
            {
                int top = (first + i) / _shape.Columns * WinogradShape.Out - h.PadBegin;
                int left = (first + i) % _shape.Columns * WinogradShape.Out - w.PadBegin;
                bool inside = top >= 0 && left >= 0 && top + WinogradShape.In <= h.Input && left + WinogradShape.In <= w.Input;
                float* to = points + (pack * _shape.Band + i) * V.Count;
                if (inside)
                    Winograd<V>.Inputs(map + ((long)top * w.Input + left) * V.Count, w.Input * V.Count, to, _shape.PointStride, room);
                else
                {
                    Copy(map, top, left, edge);
                    Winograd<V>.Inputs(edge, WinogradShape.In * V.Count, to, _shape.PointStride, room);
                }
            }
        }
    }

    // A tile that reaches over the map's edges, with zeros there.
    private void Copy(float* map, int top, int left, float* to)
    {
        int height = _shape.Window.H.Input, width = _shape.Window.W.Input;
        for (int row = top; row < top + WinogradShape.In; row++)
            for (int column = left; column < left + WinogradShape.In; column++, to += V.Count)
                V.Store((uint)row < (uint)height && (uint)column < (uint)width
                    ? V.Load(map + ((long)row * width + column) * V.Count) : V.Zero, to);
    }

    private void Multiply(int block, Tile[] tiles, float* points, float* sums)
    {
        int packs = _shape.PacksOf(block);
        var taps = new ConvTaps(
            (int*)Marshal.UnsafeAddrOfPinnedArrayElement(_offsets, 0), _offsets.Length, V.Count, _offsets.Length - 1,
            _shape.Depth - (_shape.DepthPacks - 1) * V.Count);
        float* weights = Reads[1].Floats + _shape.WeightsOf(block);
        for (int point = 0; point < WinogradShape.Points; point++)
        {
            var to = new ConvSums(sums + point * _shape.SumStride, _shape.Band * V.Count);
            foreach (ref readonly var tile in tiles.AsSpan())
                ConvTile<V>.Run(tile, packs, points + point * _shape.PointStride, V.Count, taps, weights, to);
            weights += (long)_shape.Depth * packs * V.Count;
        }
    }

    private void Finish(int image, int pack, int first, int count, float* sums, float* room)
    {
        int height = _shape.Window.H.Output, width = _shape.Window.W.Output;
        long origin = image * Written.ImageStride + pack * Written.PackStride;
        var to = _extra.Sums<V>(Written.Floats + origin, 0, pack, origin);
        V bias = to.Bias == null ? V.Zero : V.Load(to.Bias), low = V.All(to.Low), high = V.All(to.High);
        float* values = room + WinogradShape.Points * V.Count;
        for (int i = 0; i < count; i++)
        {
            Winograd<V>.Sums(sums + i * V.Count, _shape.SumStride, values, room);
            int top = (first + i) / _shape.Columns * WinogradShape.Out, left = (first + i) % _shape.Columns * WinogradShape.Out;
            int columns = Math.Min(WinogradShape.Out, width - left);
            for (int row = 0; row < Math.Min(WinogradShape.Out, height - top); row++)
            {
                long at = ((long)(top + row) * width + left) * V.Count;
                float* from = values + row * WinogradShape.Out * V.Count;
                for (int k = 0; k < columns * V.Count; k += V.Count)
                {
                    V sum = V.Load(from + k) + bias;
                    if (to.Residual != null)
                        sum += V.Load(to.Residual + at + k);
                    V.Store(V.AtMost(V.AtLeast(sum, low), high), to.Y + at + k);
                }
                _extra.Function?.Apply(to.Y + at, to.Y + at, columns * V.Count);
            }
        }
    }
}
