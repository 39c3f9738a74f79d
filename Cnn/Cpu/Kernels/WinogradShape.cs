using Cnn.Ops;
using Cnn.Planning;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// The sizes of a 3×3 convolution by Winograd's minimal filtering F(4×4, 3×3) (Lavin and Gray, "Fast Algorithms for Convolutional Neural
/// Networks", 2016): tiles of 4×4 outputs from 6×6 inputs, 36 products in place of 144.
/// </summary>
internal sealed class WinogradShape
{
    /// <summary>Outputs of a tile along an axis.</summary>
    public const int Out = 4;

    /// <summary>Inputs of a tile along an axis.</summary>
    public const int In = 6;

    /// <summary>Transformed values of a tile, each a matrix product of its own.</summary>
    public const int Points = In * In;

    // What a band's transformed inputs take at best, in bytes: a quarter of a usual second-level cache of 1 MB.
    private const long BandBytes = 256 << 10;

    private const long CacheBytes = 1 << 20;

    /// <param name="input">The input's shape.</param>
    /// <param name="weight">The weights' shape.</param>
    /// <param name="window">The window.</param>
    /// <param name="lanes">Channels of a pack.</param>
    /// <param name="threads">How many threads will run it.</param>
    public WinogradShape(Shape input, Shape weight, Window window, int lanes, int threads)
    {
        (Window, Lanes, Batch, Depth, Maps) = (window, lanes, input[0], weight[1], weight[0]);
        var packing = new Packing(lanes);
        (DepthPacks, Blocks, OutputPacks) = (packing.Packs(Depth), (packing.Packs(Maps) + 1) / 2, packing.Packs(Maps));
        (Columns, Rows) = ((window.W.Output + Out - 1) / Out, (window.H.Output + Out - 1) / Out);
        // Weights that no second-level cache holds come again for each band.
        long bytes = Weights * sizeof(float) > CacheBytes ? 2 * BandBytes : BandBytes;
        long best = Math.Max(14, bytes / sizeof(float) / Points / (DepthPacks * lanes));
        long bands = Math.Max(1, (Tiles + best / 2) / best);
        // As many for each thread, unless they become so short that weights are read for little.
        if ((bands + threads - 1) / threads * threads is var even && Tiles / even >= 14)
            bands = even;
        Band = (int)((Tiles + bands - 1) / bands);
        Bands = (Tiles + Band - 1) / Band;
        Parts = Math.Min(Blocks, Math.Max(1, threads / (Bands * Batch)));
    }

    public Window Window { get; }

    public int Lanes { get; }

    public int Batch { get; }

    /// <summary>Input channels.</summary>
    public int Depth { get; }

    public int DepthPacks { get; }

    /// <summary>Output channels.</summary>
    public int Maps { get; }

    public int OutputPacks { get; }

    /// <summary>Blocks of two packs of output channels; the last one may have one.</summary>
    public int Blocks { get; }

    /// <summary>Tiles along a row.</summary>
    public int Columns { get; }

    /// <summary>Rows of tiles.</summary>
    public int Rows { get; }

    public int Tiles => Columns * Rows;

    /// <summary>Tiles that a task has, the last one of an image perhaps fewer.</summary>
    public int Band { get; }

    /// <summary>Bands of an image.</summary>
    public int Bands { get; }

    /// <summary>Into how many parts output channels are cut, each of which transforms the input for itself.</summary>
    public int Parts { get; }

    /// <summary>Floats of one point's transformed inputs; a register more, or all points would meet in the same cache sets.</summary>
    public int PointStride => (DepthPacks * Band + 1) * Lanes;

    /// <summary>Floats of one point's sums of a block, the same.</summary>
    public int SumStride => (2 * Band + 1) * Lanes;

    /// <summary>Floats of all weights.</summary>
    public long Weights => (long)OutputPacks * Lanes * Points * Depth;

    /// <summary>Packs of a block.</summary>
    public int PacksOf(int block) => Math.Min(2, OutputPacks - 2 * block);

    /// <summary>Where a block's weights begin, in floats.</summary>
    public long WeightsOf(int block) => 2L * block * Lanes * Points * Depth;

    /// <summary>
    /// Whether it is faster than direct products, in cycles for each pair of an input and an output channel. Two multiplications of
    /// registers begin in a cycle; weights that no second-level cache holds come some 8 bytes a cycle; a transformation of a tile takes
    /// some 130 cycles for a pack of inputs and 90 for one of outputs.
    /// </summary>
    public bool Pays()
    {
        const double bytes = 8, input = 130, output = 90;
        double products = 2.0 * Lanes, tiles = (double)Tiles * Batch;
        double direct = 9.0 * Window.H.Output * Window.W.Output * Batch / products;
        double weights = Weights * sizeof(float) > CacheBytes ? Points * sizeof(float) / bytes * Bands * Batch : 0;
        double transforms = tiles * (input / Lanes / Maps + output / Lanes / Depth);
        return Points * tiles / products + weights + transforms < direct;
    }

    /// <summary>Whether it can compute a convolution: 3×3, places next to each other, all channels.</summary>
    public static bool Fits(Window window, int group) => group == 1
        && window.H is { Kernel: 3, Stride: 1, Dilation: 1 } && window.W is { Kernel: 3, Stride: 1, Dilation: 1 };
}
