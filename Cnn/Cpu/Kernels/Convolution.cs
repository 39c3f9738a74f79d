using Cnn.Cpu.Lanes;
using Cnn.Ops;
using Cnn.Planning;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// Which kernel convolves. The place for further variants: a launch, and a branch here that says for which shapes it is the fastest.
/// </summary>
internal static class Convolution<V> where V : unmanaged, ILanes<V>
{
    // Padded maps of one image, whose offsets are ints.
    private const long MostElements = 1 << 30;

    /// <summary>Conv over two axes: depthwise, or groups of whole packs.</summary>
    public static bool Conv(NodePlanner p)
    {
        var op = (Conv)p.Node.Op;
        if (!TakesMore(p.Node))
            return false;
        var (x, w) = (p.Node.Inputs[0].Shape, p.Node.Inputs[1].Shape);
        var window = op.Window(x, w);
        if (IsDepthwise(p.Node, op))
            Depthwise(p, window);
        // Weights that change in each run would be transformed in each.
        else if (!TakesRows(p, op.Group) && p.StaysFixed(1) && WinogradShape.Fits(window, op.Group)
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
        var window = op.Window(x, w);
        return IsDepthwise(node, op) || ((op.Group == 1 || (w[1] % V.Count == 0 && w[0] / op.Group % V.Count == 0))
            && new ConvShape(x, w, window, op.Group, V.Count, isPacked: true) is var shape
            && shape.PaddedPlane * shape.InputPacks < MostElements && (long)shape.OutputPacks * V.Count * shape.Products < MostElements);
    }

    private static bool IsDepthwise(Node node, Conv op) => op.Group > 1 && op.Group == node.Inputs[0].Shape[1] && op.Group == node.Shape[1];

    // A few channels in rows of their own, such as a picture's, cost more to pack than it gains.
    private static bool TakesRows(NodePlanner p, int group) =>
        p.Node.Inputs[0].Shape[1] < V.Count && group == 1 && p.LayoutOf(0) == CpuLayout.Rows;

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
        var x = p.Input(0, TakesRows(p, group) ? CpuLayout.Rows : CpuLayout.Packed);
        var shape = new ConvShape(input, w, window, group, V.Count, x.IsPacked);
        var weights = p.Derive($"conv {x.Layout} {group}", 1, [shape.OutputPacks * V.Count * shape.Products],
            (from, to) => new PackWeightsLaunch(p.Node, shape, from, to));
        if (shape.IsPadded)
        {
            var padded = p.Scratch([input[0], input[1], shape.PaddedHeight, shape.PaddedWidth], x.Layout);
            p.Launch(new PadLaunch(p.Node, x, padded, window.H.PadBegin, window.W.PadBegin));
            x = padded;
        }
        var extra = Extra(p);
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
