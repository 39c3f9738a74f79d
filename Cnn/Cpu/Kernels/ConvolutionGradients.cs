using Cnn.Cpu.Lanes;
using Cnn.Ops;
using Cnn.Planning;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// The gradient of Conv over two axes for its weights: a sum over all places; depthwise, or groups of whole packs.
/// </summary>
internal static class ConvolutionGradients<V> where V : unmanaged, ILanes<V>
{
    // Padded maps and sums, whose offsets are ints.
    private const long MostElements = 1 << 30;

    /// <summary>ConvGradWeight.</summary>
    public static bool Weight(NodePlanner p)
    {
        var op = (ConvGradWeight)p.Node.Op;
        Shape input = p.Node.Inputs[0].Shape, w = op.Weight;
        var window = op.Conv.Window(input, w);
        if (!BackwardsConvolution<V>.Takes(window, op.Conv.Group, input, w)
            || WeightGradientLaunch<V>.Floats(new ConvShape(input, w, window, op.Conv.Group, V.Count, isPacked: true)) >= MostElements)
            return false;
        var dy = p.Input(1, CpuLayout.Packed);
        if (BackwardsConvolution<V>.IsDepthwise(op.Conv.Group, input, w))
        {
            p.Launch(new DepthwiseWeightGradientLaunch<V>(p.Node, window, p.Input(0, CpuLayout.Packed), dy, p.Output(CpuLayout.Rows)));
            return true;
        }
        // As for the convolution itself: a few channels in rows of their own stay there.
        bool rows = input[1] < V.Count && op.Conv.Group == 1 && p.LayoutOf(0) == CpuLayout.Rows;
        var x = p.Input(0, rows ? CpuLayout.Rows : CpuLayout.Packed);
        var shape = new ConvShape(input, w, window, op.Conv.Group, V.Count, x.IsPacked);
        if (shape.IsPadded)
        {
            var padded = p.Scratch([input[0], input[1], shape.PaddedHeight, shape.PaddedWidth], x.Layout);
            p.Launch(new PadLaunch(p.Node, x, padded, window.H.PadBegin, window.W.PadBegin));
            x = padded;
        }
        int slices = WeightGradientLaunch<V>.Slices(shape);
        long floats = WeightGradientLaunch<V>.Floats(shape);
        var sums = p.Scratch([checked((int)(slices * floats))], CpuLayout.Rows);
        p.Launch(new WeightGradientLaunch<V>(p.Node, shape, x, dy, sums));
        p.Launch(new SumSlicesLaunch<V>(p.Node, shape, slices, floats, sums, p.Output(CpuLayout.Rows)));
        return true;
    }
}
