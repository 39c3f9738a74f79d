using Cnn.Cpu.Lanes;
using Cnn.Ops;
using Cnn.Planning;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// Which kernel convolves. The place for further variants: a launch, and a branch here that says for which shapes it is the fastest.
/// </summary>
internal static class Convolution<V> where V : unmanaged, ILanes<V>
{
    /// <summary>Floats of padded maps of one image, and of packed weights: offsets in them are ints.</summary>
    public const long MostElements = 1 << 30;

    /// <summary>Conv over two axes: depthwise, or groups of whole packs.</summary>
    public static bool Conv(NodePlanner p)
    {
        var op = (Conv)p.Node.Op;
        if (!TakesMore(p.Node))
            return false;
        var (x, w) = (p.Node.Inputs[0].Shape, p.Node.Inputs[1].Shape);
        var window = op.Window(x, w);
        if (IsDepthwise(op.Group, x, w))
            Depthwise(p, window);
        // Weights that change in each run would be transformed in each.
        else if (InputLayout(p, op.Group) == CpuLayout.Packed && p.StaysFixed(1) && WinogradShape.Fits(window, op.Group)
            && new WinogradShape(x, w, window, V.Count, p.Threads) is var shape && shape.Weights < MostElements && shape.Pays())
            Winograd(p, shape);
        else
            Direct(p, window, op.Group);
        return true;
    }

    /// <summary>Whether a node's kernel can add a map of its output's shape and apply an activation.</summary>
    public static bool TakesMore(Node node)
    {
        if (node.Op is not Conv op || node.Shape.Rank != 4)
            return false;
        var (x, w) = (node.Inputs[0].Shape, node.Inputs[1].Shape);
        return Takes(op.Window(x, w), op.Group, x, w);
    }

    /// <summary>Whether a convolution over two axes is depthwise, or has groups of whole packs and is not too large.</summary>
    public static bool Takes(Window window, int group, Shape x, Shape w) => x.Rank == 4 && (IsDepthwise(group, x, w)
        || ((group == 1 || (w[1] % V.Count == 0 && w[0] / group % V.Count == 0))
            && new ConvShape(x, w, window, group, V.Count, isPacked: true) is var shape
            && shape.PaddedPlane * shape.InputPacks < MostElements && (long)shape.OutputPacks * V.Count * shape.Products < MostElements));

    /// <summary>Whether each channel has weights of its own.</summary>
    public static bool IsDepthwise(int group, Shape x, Shape w) => group > 1 && group == x[1] && group == w[0];

    /// <summary>How the first input is taken: to pack a few channels in rows, such as a picture's, costs more than it gains.</summary>
    public static CpuLayout InputLayout(NodePlanner p, int group) =>
        p.Node.Inputs[0].Shape[1] < V.Count && group == 1 && p.LayoutOf(0) == CpuLayout.Rows ? CpuLayout.Rows : CpuLayout.Packed;

    /// <summary>A convolution's input in its frame of zeros, if it has one.</summary>
    public static CpuTensor Padded(NodePlanner p, ConvShape shape, CpuTensor x)
    {
        if (!shape.IsPadded)
            return x;
        if (shape.IsDense)
        {
            var dense = p.Scratch([x.Shape[0], shape.PaddedHeight, shape.PaddedWidth, x.Shape[1]], CpuLayout.Rows);
            p.Launch(new DensePadLaunch<V>(p.Node, x, dense, shape.Window.H.PadBegin, shape.Window.W.PadBegin));
            return dense;
        }
        var padded = p.Scratch([x.Shape[0], x.Shape[1], shape.PaddedHeight, shape.PaddedWidth], x.Layout);
        p.Launch(new PadLaunch<V>(p.Node, x, padded, shape.Window.H.PadBegin, shape.Window.W.PadBegin));
        return padded;
    }

    private static void Winograd(NodePlanner p, WinogradShape shape)
    {
        var weights = p.Derive("winograd", 1, [checked((int)shape.Weights)],
            (from, to) => new WinogradWeightsLaunch(p.Node, shape, from, to));
        var extra = Extra(p);
        p.Launch(new WinogradLaunch<V>(
            p.Node, shape, p.Input(0, CpuLayout.Packed), weights, extra, p.Output(extra.Target, CpuLayout.Packed)));
    }

    private static void Direct(NodePlanner p, Window window, int group)
    {
        var (input, w) = (p.Node.Inputs[0].Shape, p.Node.Inputs[1].Shape);
        var x = p.Input(0, InputLayout(p, group));
        var shape = new ConvShape(input, w, window, group, V.Count, x.IsPacked, mayFold: p.Fusion.Residual is null);
        var weights = p.Derive($"conv {x.Layout} {group} {shape.Fold}", 1, [shape.OutputPacks * V.Count * shape.Products],
            (from, to) => new PackWeightsLaunch(p.Node, shape, from, to));
        x = Padded(p, shape, x);
        var extra = Extra(p);
        if (shape.Fold > 0 && extra.Bias is not null)
            extra = extra with { Bias = p.Derive("fold", 2, [V.Count], (from, to) => new FoldBiasLaunch(p.Node, from, to)) };
        p.Launch(new ConvLaunch<V>(p.Node, shape, x, weights, extra, p.Output(extra.Target, CpuLayout.Packed), p.Threads));
    }

    private static void Depthwise(NodePlanner p, Window window)
    {
        int channels = p.Node.Shape[1];
        var weights = p.Derive("depthwise", 1, [new Packing(V.Count).Packs(channels) * V.Count * window.Taps],
            (from, to) => new PackDepthwiseLaunch(p.Node, V.Count, channels, window.Taps, from, to));
        var extra = Extra(p);
        p.Launch(new DepthwiseLaunch<V>(
            p.Node, window, p.Input(0, CpuLayout.Packed), weights, extra, p.Output(extra.Target, CpuLayout.Packed)));
    }

    private static ConvExtra Extra(NodePlanner p)
    {
        var fusion = p.Fusion;
        return new(
            fusion.Target, p.Node.Inputs.Length == 3 ? p.Input(2, CpuLayout.Rows) : null,
            fusion.Residual is { } residual ? p.ValueOf(residual, CpuLayout.Packed) : null,
            fusion.Activation is { } activation ? Functions<V>.Of(activation) : null);
    }
}
