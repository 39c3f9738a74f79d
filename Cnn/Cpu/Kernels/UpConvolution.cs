using Cnn.Cpu.Lanes;
using Cnn.Ops;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// ConvTranspose whose kernels lie side by side in the output: each input makes a block of its own. So it is a product of each place's
/// channels with the weights of all taps, a 1×1 convolution, whose results are put where their taps are.
/// </summary>
internal static class UpConvolution<V> where V : unmanaged, ILanes<V>
{
    /// <summary>Whether it is of this kind: no overlap, no padding, and outputs that fill packs or of which all taps fit in one.</summary>
    /// <param name="window">That of the convolution whose inputs are the outputs here.</param>
    /// <param name="group">The number of groups.</param>
    /// <param name="maps">Output channels.</param>
    public static bool Fits(Window window, int group, int maps) => group == 1 && window.Taps > 1
        && (maps % V.Count == 0 || maps * window.Taps <= V.Count) && IsBlock(window.H) && IsBlock(window.W);

    /// <summary>Plans it.</summary>
    /// <param name="p">The node.</param>
    /// <param name="window">As above.</param>
    /// <param name="bias">[M], or null.</param>
    public static void Plan(NodePlanner p, Window window, CpuTensor? bias)
    {
        Shape x = p.Node.Inputs[0].Shape, y = p.Node.Shape, weight = [window.Taps * y[1], x[1], 1, 1];
        var place = window with { H = Whole(window.H.Output), W = Whole(window.W.Output) };
        var shape = new ConvShape(x, weight, place, 1, V.Count, isPacked: true);
        var taps = p.Derive("taps", 1, weight, (from, to) => new TapWeightsLaunch(p.Node, from, to));
        var weights = p.Derive("packed taps", 1, [shape.OutputPacks * V.Count * shape.Products],
            (_, to) => new PackWeightsLaunch(p.Node, shape, taps, to));
        var products = p.Scratch([x[0], weight[0], x[2], x[3]], CpuLayout.Packed);
        p.Launch(new ConvLaunch<V>(
            p.Node, shape, p.Input(0, CpuLayout.Packed), weights, new ConvExtra(p.Node, null, null, null), products, p.Threads));
        var output = p.Output(y[1] % V.Count == 0 ? CpuLayout.Packed : CpuLayout.Rows);
        CpuTensor[] read = bias is null ? [products] : [products, bias];
        p.Launch(output.IsPacked
            ? new PlacePacksLaunch<V>(p.Node, (window.H.Kernel, window.W.Kernel), read, output)
            : new PlaceRowsLaunch(p.Node, (window.H.Kernel, window.W.Kernel), read, output));
    }

    private static WindowAxis Whole(int length) => new(length, length, 1, 1, 1, 0, 0);

    private static bool IsBlock(WindowAxis axis) =>
        axis.Kernel == axis.Stride && axis.Dilation == 1 && axis.PadBegin == 0 && axis.Output * axis.Stride == axis.Input;
}

/// <summary>The weights [C, M, H, W] of a ConvTranspose as those of a 1×1 convolution: [H·W·M, C], tap by tap.</summary>
internal sealed unsafe class TapWeightsLaunch(Node node, CpuTensor from, CpuTensor to) : Launch(node, "turn weights", [from], to)
{
    public override int Tasks => 1;

    public override void Run(int task)
    {
        int depth = Reads[0].Shape[0], maps = Reads[0].Shape[1], taps = Reads[0].Plane;
        for (int tap = 0; tap < taps; tap++)
            for (int m = 0; m < maps; m++)
                for (int c = 0; c < depth; c++)
                    Written.Floats[((long)tap * maps + m) * depth + c] = Reads[0].Floats[((long)c * maps + m) * taps + tap];
    }
}

/// <summary>Puts each tap's packs where the tap lies in its place's block, and adds the bias. A task is a pack's map.</summary>
internal sealed unsafe class PlacePacksLaunch<V>(Node node, (int H, int W) kernel, CpuTensor[] reads, CpuTensor y)
    : Launch(node, "place", reads, y) where V : unmanaged, ILanes<V>
{
    public override int Tasks => Written.Shape[0] * Written.Packs;

    public override void Run(int task)
    {
        int image = task / Written.Packs, pack = task % Written.Packs, height = Reads[0].Shape[2], width = Reads[0].Shape[3];
        V bias = Reads.Length == 2 ? V.Load(Reads[1].Floats + (long)pack * V.Count) : V.Zero;
        for (int row = 0; row < height * kernel.H; row++)
            for (int kx = 0; kx < kernel.W; kx++)
            {
                int tap = row % kernel.H * kernel.W + kx;
                float* from = Reads[0].Floats + image * Reads[0].ImageStride + (tap * Written.Packs + pack) * Reads[0].PackStride
                    + (long)(row / kernel.H) * width * V.Count;
                float* to = Written.Floats + image * Written.ImageStride + pack * Written.PackStride
                    + ((long)row * width * kernel.W + kx) * V.Count;
                for (int column = 0; column < width; column++, from += V.Count, to += kernel.W * V.Count)
                    V.Store(V.Load(from) + bias, to);
            }
    }
}

/// <summary>The same of a few channels, whose taps all lie in one pack, to rows. A task is a row of places.</summary>
internal sealed unsafe class PlaceRowsLaunch(Node node, (int H, int W) kernel, CpuTensor[] reads, CpuTensor y)
    : Launch(node, "place", reads, y)
{
    public override int Tasks => Written.Shape[0] * Reads[0].Shape[2];

    public override void Run(int task)
    {
        int maps = Written.Shape[1], height = Reads[0].Shape[2], width = Reads[0].Shape[3], lanes = Reads[0].Lanes;
        int image = task / height, place = task % height;
        float* source = Reads[0].Floats + image * Reads[0].ImageStride + (long)place * width * lanes;
        for (int m = 0; m < maps; m++)
        {
            float bias = Reads.Length == 2 ? Reads[1].Floats[m] : 0;
            float* target = Written.Floats + (((long)image * maps + m) * height + place) * kernel.H * width * kernel.W;
            for (int ky = 0; ky < kernel.H; ky++)
                for (int kx = 0; kx < kernel.W; kx++)
                {
                    float* from = source + (ky * kernel.W + kx) * maps + m, to = target + (long)ky * width * kernel.W + kx;
                    for (int column = 0; column < width; column++, from += lanes, to += kernel.W)
                        *to = *from + bias;
                }
        }
    }
}
