using Cnn.Cpu.Lanes;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// A convolution's gradient for its weights, in the order of packed weights and for slices of the batch: a task has one slice and one
/// block of output channels. How many slices there are depends on the sizes alone, so that any number of threads gives the same sums.
/// </summary>
internal sealed unsafe class WeightGradientLaunch<V>(Node node, ConvShape shape, CpuTensor x, CpuTensor dy, CpuTensor sums)
    : Launch(node, $"weight gradient {V.Count}", [x, dy], sums) where V : unmanaged, ILanes<V>
{
    // Tasks of one launch that keep a few threads busy to the end.
    private const int EnoughTasks = 8;

    // Sums of all slices together, in floats.
    private const long MostSums = 1 << 20;

    /// <summary>Into how many slices the batch is cut.</summary>
    public static int Slices(ConvShape shape)
    {
        long wanted = (EnoughTasks - 1) / shape.Blocks + 1, room = MostSums / Floats(shape);
        return (int)Math.Clamp(Math.Min(wanted, room), 1, shape.Batch);
    }

    /// <summary>Sums of a slice.</summary>
    public static long Floats(ConvShape shape) => (long)shape.OutputPacks * shape.Lanes * shape.Products;

    private readonly int _slices = Slices(shape);

    public override int Tasks => _slices * shape.Blocks;

    public override void Run(int task)
    {
        int slice = task / shape.Blocks, block = task % shape.Blocks;
        var (pack, packs) = shape.PacksOf(block);
        float* sum = Written.Floats + slice * Floats(shape) + shape.WeightsOf(block);
        new Span<float>(sum, packs * V.Count * shape.Products).Clear();
        int first = (int)((long)shape.Batch * slice / _slices), end = (int)((long)shape.Batch * (slice + 1) / _slices);
        // Image by image: input and gradient of one stay in a near cache for all weights.
        for (int image = first; image < end; image++)
            Add(
                Reads[0].Floats + (image * shape.InputPacks + (long)(block / shape.BlocksOfGroup) * shape.DepthPacks) * shape.PaddedPlane,
                Reads[1].Floats + image * Reads[1].ImageStride + pack * Reads[1].PackStride, packs, sum);
    }

    private void Add(float* x, float* dy, int packs, float* sums)
    {
        var (h, w) = (shape.Window.H, shape.Window.W);
        bool packed = shape.InputLanes > 1;
        int width = shape.PaddedWidth * shape.InputLanes;
        var places = new WeightGradientTile<V>.Places(
            shape.Rows, shape.Columns, packed ? 1 : w.Dilation, w.Stride * shape.InputLanes, h.Stride * (nint)width);
        float* second = packs == 2 ? dy + Reads[1].PackStride : null;
        // Of packs, neighbouring weights are those of the channels under a tap; of rows, those of a row of the window.
        for (int pack = 0; pack < shape.DepthPacks; pack++, x += shape.PaddedPlane)
        {
            int count = packed ? Math.Min(V.Count, shape.Depth - pack * V.Count) : w.Kernel;
            for (int ky = 0; ky < h.Kernel; ky++)
                for (int kx = 0; kx < (packed ? w.Kernel : 1); kx++)
                {
                    float* from = x + ky * h.Dilation * (nint)width + kx * w.Dilation * shape.InputLanes;
                    for (int done = 0; done < count;)
                    {
                        int size = Largest(count - done);
                        WeightGradientTile<V>.Add(size, from + done * places.Step, places, dy, second, sums);
                        done += size;
                        sums += size * packs * V.Count;
                    }
                }
        }
    }

    private static int Largest(int most)
    {
        foreach (int size in WeightGradientTile<V>.Sizes)
            if (size <= most)
                return size;
        return 1;
    }
}

/// <summary>Adds the slices' sums and brings them into the weights' own order [M, C, H, W]. A task is a block of output channels.</summary>
internal sealed unsafe class SumSlicesLaunch<V>(Node node, ConvShape shape, int slices, long floats, CpuTensor sums, CpuTensor y)
    : Launch(node, "sum slices", [sums], y) where V : unmanaged, ILanes<V>
{
    public override int Tasks => shape.Blocks;

    public override void Run(int task)
    {
        var (pack, packs) = shape.PacksOf(task);
        int taps = shape.Window.Taps, first = pack * shape.Lanes, width = packs * shape.Lanes, maps = Math.Min(width, shape.Maps - first);
        float* source = Reads[0].Floats + shape.WeightsOf(task), lanes = stackalloc float[2 * V.Count];
        for (int p = 0; p < shape.DepthPacks; p++)
            for (int tap = 0; tap < taps; tap++)
                for (int c = p * shape.InputLanes; c < Math.Min((p + 1) * shape.InputLanes, shape.Depth); c++, source += width)
                {
                    for (int lane = 0; lane < width; lane += V.Count)
                    {
                        V sum = V.Load(source + lane);
                        for (int slice = 1; slice < slices; slice++)
                            sum += V.Load(source + slice * floats + lane);
                        V.Store(sum, lanes + lane);
                    }
                    for (int m = 0; m < maps; m++)
                        Written.Floats[((long)(first + m) * shape.Depth + c) * taps + tap] = lanes[m];
                }
    }
}

/// <summary>A depthwise convolution's gradient for its weights: a lane is a channel. A task is a pack.</summary>
internal sealed unsafe class DepthwiseWeightGradientLaunch<V>(Node node, Ops.Window window, CpuTensor x, CpuTensor dy, CpuTensor y)
    : Launch(node, $"weight gradient {V.Count}", [x, dy], y) where V : unmanaged, ILanes<V>
{
    public override int Tasks => x.Packs;

    public override void Run(int task)
    {
        var (h, w) = (window.H, window.W);
        int count = Math.Min(V.Count, x.Shape[1] - task * V.Count);
        float* lanes = stackalloc float[V.Count];
        for (int ky = 0; ky < h.Kernel; ky++)
            for (int kx = 0; kx < w.Kernel; kx++)
            {
                V.Store(Sum(task, ky, kx), lanes);
                for (int lane = 0; lane < count; lane++)
                    Written.Floats[((long)task * V.Count + lane) * window.Taps + ky * w.Kernel + kx] = lanes[lane];
            }
    }

    private V Sum(int pack, int ky, int kx)
    {
        var (h, w) = (window.H, window.W);
        var (firstY, endY) = h.Inside(ky);
        var (firstX, endX) = w.Inside(kx);
        V sum = V.Zero;
        for (int image = 0; image < x.Shape[0]; image++)
        {
            float* source = x.Floats + image * x.ImageStride + pack * x.PackStride;
            float* gradient = dy.Floats + image * dy.ImageStride + pack * dy.PackStride;
            for (int oy = firstY; oy < endY; oy++)
            {
                // A row for itself: long chains of sums lose digits.
                V row = V.Zero;
                float* from = source + ((long)h.At(oy, ky) * w.Input + w.At(firstX, kx)) * V.Count;
                float* to = gradient + ((long)oy * w.Output + firstX) * V.Count;
                for (int ox = firstX; ox < endX; ox++, from += w.Stride * V.Count, to += V.Count)
                    row = V.MultiplyAdd(V.Load(from), V.Load(to), row);
                sum += row;
            }
        }
        return sum;
    }
}
