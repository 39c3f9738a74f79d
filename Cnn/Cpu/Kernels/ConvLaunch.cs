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

    private readonly ConvShape _shape;
    private readonly ConvExtra _extra;
    // For blocks of two packs, and of one.
    private readonly Tile[] _pairs, _fours;
    private readonly int[] _offsets;
    private readonly int _length, _full, _rest;
    private readonly int _bands;
    // Whether neighbouring tasks share weights, else the input.
    private readonly bool _blockByBlock;

    public ConvLaunch(Node node, ConvShape shape, CpuTensor x, CpuTensor weights, ConvExtra extra, CpuTensor y, int threads)
        : base(node, $"conv {V.Count}×{2 * ConvTile<V>.Sizes[0]}", extra.With(x, weights), y)
    {
        (_shape, _extra) = (shape, extra);
        (int[] offsets, _length, _full, _rest) = shape.Runs();
        // The loops read it through a pointer, so it must not move.
        _offsets = GC.AllocateUninitializedArray<int>(offsets.Length, pinned: true);
        offsets.CopyTo(_offsets.AsSpan());
        _pairs = ConvTiles.Of(shape, ConvTile<V>.Sizes, mayOverlap: extra.Function is null);
        _fours = V.HasManyRegisters ? ConvTiles.InFours(_pairs) : _pairs;
        long input = shape.PaddedPlane * shape.DepthPacks * sizeof(float);
        _blockByBlock = (long)shape.OutputPacks * V.Count * shape.Products * sizeof(float) > input;
        // Three tasks for each thread, so that none waits long for the last one.
        long few = (3L * threads - 1) / Math.Max(1, (long)shape.Blocks * shape.Batch) + 1;
        _bands = (int)Math.Clamp(Math.Max(few, _blockByBlock ? 1 : input / BandBytes), 1, _fours.Length);
    }

    public override bool IsShort => Written.Elements * _shape.Products < 400_000;

    public override int Tasks => _shape.Batch * _shape.Blocks * _bands;

    public override void Run(int task)
    {
        int image = task / (_shape.Blocks * _bands), rest = task % (_shape.Blocks * _bands);
        var (block, band) = _blockByBlock ? (rest / _bands, rest % _bands) : (rest % _shape.Blocks, rest / _shape.Blocks);
        var (pack, packs) = _shape.PacksOf(block);
        int group = block / _shape.BlocksOfGroup;
        var runs = new ConvTaps((int*)Marshal.UnsafeAddrOfPinnedArrayElement(_offsets, 0), _offsets.Length, _length, _full, _rest);
        float* x = Reads[0].Floats + (image * _shape.InputPacks + (long)group * _shape.DepthPacks) * _shape.PaddedPlane;
        float* weights = Reads[1].Floats + _shape.WeightsOf(block);
        nint step = _shape.Window.W.Stride * _shape.InputLanes;
        long plane = Written.PackStride, origin = image * Written.ImageStride + pack * plane;
        var sums = _extra.Sums<V>(Written.Floats + origin, (nint)plane, pack, origin);
        var tiles = packs == 2 ? _pairs : _fours;
        int first = (int)((long)tiles.Length * band / _bands), end = (int)((long)tiles.Length * (band + 1) / _bands);
        for (int i = first; i < end; i++)
        {
            ref readonly var tile = ref tiles[i];
            ConvTile<V>.Run(tile, packs, x, step, runs, weights, sums);
            if (_extra.Function is { } function)
                Apply(function, tile, packs, sums);
            if (_shape.Fold > 0)
                Unfold(tile, sums.Y);
        }
    }

    // The upper half goes to the row below; what stays in the other halves means nothing.
    private void Unfold(in Tile tile, float* y)
    {
        int row = _shape.Columns * V.Count;
        for (int segment = 0; segment < tile.Segments; segment++)
        {
            float* from = y + tile.OutputOf(segment), end = from + tile.Places * V.Count;
            for (; from < end; from += V.Count)
                V.Store(V.SwapHalves(V.Load(from)), from + row);
        }
    }

    private static void Apply(Function function, in Tile tile, int packs, in ConvSums sums)
    {
        int floats = tile.Places * V.Count;
        for (int pack = 0; pack < packs; pack++)
            for (int segment = 0; segment < tile.Segments; segment++)
            {
                float* y = sums.Y + tile.OutputOf(segment) + pack * sums.ToSecondPack;
                function.Apply(y, y, floats);
            }
    }
}
