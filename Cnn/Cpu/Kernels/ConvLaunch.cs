using System.Runtime.InteropServices;
using Cnn.Cpu.Lanes;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// Convolution by register tiles. A task has one block of output channels and a band of tiles, so that its weights, or the part of the
/// input that it reads, stay in the second-level cache.
/// </summary>
internal sealed unsafe class ConvLaunch<V> : Launch where V : unmanaged, ILanes<V>
{
    // Bands' parts of the input, in bytes: half of a usual second-level cache.
    private const long BandBytes = 256 << 10;

    private readonly record struct Tile(int Input, int Output, int Places);

    private readonly ConvShape _shape;
    private readonly ConvExtra _extra;
    private readonly Tile[] _tiles;
    private readonly int[] _offsets;
    private readonly int _bands;
    // Whether neighbouring tasks share weights, else the input.
    private readonly bool _blockByBlock;

    public ConvLaunch(Node node, ConvShape shape, CpuTensor x, CpuTensor weights, ConvExtra extra, CpuTensor y, int threads)
        : base(node, $"conv {V.Count}×{ConvTile<V>.Sizes[0]}", extra.With(x, weights), y)
    {
        (_shape, _extra) = (shape, extra);
        // The loops read it through a pointer, so it must not move.
        _offsets = GC.AllocateUninitializedArray<int>(shape.DepthPacks * shape.Window.Taps, pinned: true);
        shape.Offsets().CopyTo(_offsets.AsSpan());
        _tiles = [.. Tiles(shape)];
        long input = shape.PaddedPlane * shape.DepthPacks * sizeof(float);
        _blockByBlock = (long)shape.OutputPacks * V.Count * shape.Products * sizeof(float) > input;
        // Three tasks for each thread, so that none waits long for the last one.
        long few = (3L * threads - 1) / Math.Max(1, (long)shape.Blocks * shape.Batch) + 1;
        _bands = (int)Math.Clamp(Math.Max(few, _blockByBlock ? 1 : input / BandBytes), 1, _tiles.Length);
    }

    public override int Tasks => _shape.Batch * _shape.Blocks * _bands;

    public override void Run(int task)
    {
        int image = task / (_shape.Blocks * _bands), rest = task % (_shape.Blocks * _bands);
        var (block, band) = _blockByBlock ? (rest / _bands, rest % _bands) : (rest % _shape.Blocks, rest / _shape.Blocks);
        var (pack, packs) = _shape.PacksOf(block);
        int group = block / _shape.BlocksOfGroup;
        int* offsets = (int*)Marshal.UnsafeAddrOfPinnedArrayElement(_offsets, 0);
        int taps = _shape.Window.Taps, last = _shape.Depth - (_shape.DepthPacks - 1) * _shape.InputLanes;
        var runs = new ConvTaps(offsets, _offsets.Length, _shape.InputLanes, _offsets.Length - taps, last);
        float* x = Reads[0].Floats + (image * _shape.InputPacks + (long)group * _shape.DepthPacks) * _shape.PaddedPlane;
        float* weights = Reads[1].Floats + _shape.WeightsOf(block);
        nint step = _shape.Window.W.Stride * _shape.InputLanes;
        long plane = Written.PackStride, origin = image * Written.ImageStride + pack * plane;
        float* y = Written.Floats + origin;
        int first = (int)((long)_tiles.Length * band / _bands), end = (int)((long)_tiles.Length * (band + 1) / _bands);
        for (int i = first; i < end; i++)
        {
            var tile = _tiles[i];
            float* a = y + tile.Output, b = a + plane;
            _extra.Begin<V>(a, tile.Places, pack, origin + tile.Output);
            if (packs == 2)
                _extra.Begin<V>(b, tile.Places, pack + 1, origin + plane + tile.Output);
            ConvTile<V>.Run(tile.Places, packs, x + tile.Input, step, runs, weights, a, b);
            _extra.End(a, tile.Places * V.Count);
            if (packs == 2)
                _extra.End(b, tile.Places * V.Count);
        }
    }

    private static IEnumerable<Tile> Tiles(ConvShape shape)
    {
        int[] places = Cut(shape.Columns);
        var (h, w) = (shape.Window.H, shape.Window.W);
        for (int row = 0; row < shape.Rows; row++)
            for (int i = 0, column = 0; i < places.Length; column += places[i++])
                yield return new(
                    checked((row * h.Stride * shape.PaddedWidth + column * w.Stride) * shape.InputLanes),
                    checked((row * shape.Columns + column) * V.Count), places[i]);
    }

    // Cuts a row into tiles so that they take the least time: a tile costs its places, and some more for its weights.
    private static int[] Cut(int columns)
    {
        const int weights = 2;
        var best = new (int Cost, int Size)[columns + 1];
        for (int n = 1; n <= columns; n++)
            best[n] = ConvTile<V>.Sizes.Where(size => size <= n).Select(size => (best[n - size].Cost + size + weights, size)).Min();
        var cut = new List<int>();
        for (int n = columns; n > 0; n -= best[n].Size)
            cut.Add(best[n].Size);
        return [.. cut];
    }
}
