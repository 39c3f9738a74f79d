using Cnn.Cpu.Lanes;
using Cnn.Ops;
using Cnn.Planning;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// The gradient of Conv over two axes for its weights: a sum over all places; depthwise, or groups of whole packs.
/// </summary>
internal static class ConvolutionGradients<V> where V : unmanaged, ILanes<V>
{
    /// <summary>ConvGradWeight.</summary>
    public static bool Weight(NodePlanner p)
    {
        var op = (ConvGradWeight)p.Node.Op;
        Shape input = p.Node.Inputs[0].Shape, w = op.Weight;
        var window = op.Conv.Window(input, w);
        if (!Convolution<V>.Takes(window, op.Conv.Group, input, w))
            return false;
        var dy = p.Input(1, CpuLayout.Packed);
        if (Convolution<V>.IsDepthwise(op.Conv.Group, input, w))
        {
            p.Launch(new DepthwiseWeightGradientLaunch<V>(p.Node, window, p.Input(0, CpuLayout.Packed), dy, p.Output(CpuLayout.Rows)));
            return true;
        }
        var x = p.Input(0, Convolution<V>.InputLayout(p, op.Conv.Group));
        var shape = new ConvShape(input, w, window, op.Conv.Group, V.Count, x.IsPacked);
        x = Convolution<V>.Padded(p, shape, x);
        int slices = WeightGradientLaunch<V>.Slices(shape);
        long floats = WeightGradientLaunch<V>.Floats(shape);
        var sums = p.Scratch([checked((int)(slices * floats))], CpuLayout.Rows);
        p.Launch(new WeightGradientLaunch<V>(p.Node, shape, x, dy, sums));
        p.Launch(new SumSlicesLaunch<V>(p.Node, shape, slices, floats, sums, p.Output(CpuLayout.Rows)));
        return true;
    }
}
