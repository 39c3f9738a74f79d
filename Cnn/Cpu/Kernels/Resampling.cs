using Cnn.Cpu.Lanes;
using Cnn.Ops;

namespace Cnn.Cpu.Kernels;

/// <summary>Resize of maps: along rows and columns at once, in both layouts.</summary>
internal static class Resampling<V> where V : unmanaged, ILanes<V>
{
    /// <summary>Resize of the two last axes of a batch of maps.</summary>
    public static bool Resize(NodePlanner p)
    {
        var op = (Resize)p.Node.Op;
        var shape = p.Node.Inputs[0].Shape;
        if (!p.CanPack)
            return false;
        var taps = op.AxesOf(shape).Select(axis => axis.Taps(op)).ToArray();
        if (!taps[0].IsIdentity || !taps[1].IsIdentity)
            return false;
        var input = p.Input(0, CpuLayout.Packed);
        if (taps[3].IsIdentity && taps[2].IsIdentity)
        {
            p.Alias(input);
            return true;
        }
        if (!taps[3].IsIdentity)
        {
            var wide = taps[2].IsIdentity ? p.Output(CpuLayout.Packed) : p.Scratch(shape.With(3, taps[3].Output), CpuLayout.Packed);
            p.Launch(new ResampleLaunch<V>(p.Node, taps[3], 3, input, wide));
            input = wide;
        }
        if (!taps[2].IsIdentity)
            p.Launch(new ResampleLaunch<V>(p.Node, taps[2], 2, input, p.Output(CpuLayout.Packed)));
        return true;
    }
}

/// <summary>Resamples one axis of packed maps by a table of taps. A task is a pack's map.</summary>
internal sealed unsafe class ResampleLaunch<V>(Node node, ResizeTaps taps, int axis, CpuTensor x, CpuTensor y)
    : Launch(node, node.Op.Name, [x], y) where V : unmanaged, ILanes<V>
{
    private readonly float[] _weights = Array.ConvertAll(taps.Weights, w => (float)w), _added = Array.ConvertAll(taps.Added, a => (float)a);

    public override int Tasks => Written.Shape[0] * Written.Packs;

    public override void Run(int task)
    {
        // Along rows a line is one place; along columns it is a whole row.
        long inner = axis == 3 ? V.Count : (long)x.Shape[3] * V.Count;
        int outer = axis == 3 ? x.Shape[2] : 1, length = x.Shape[axis];
        float* source = x.Floats + task * x.PackStride, target = Written.Floats + task * Written.PackStride;
        for (int o = 0; o < outer; o++, source += length * inner)
            for (int i = 0; i < taps.Output; i++, target += inner)
                Line(source, inner, i, target);
    }

    private void Line(float* source, long inner, int output, float* target)
    {
        V added = V.All(_added[output]);
        for (long at = 0; at < inner; at += V.Count)
        {
            V sum = added;
            for (int k = output * taps.Width; k < (output + 1) * taps.Width; k++)
                sum = V.MultiplyAdd(V.All(_weights[k]), V.Load(source + taps.Indices[k] * inner + at), sum);
            V.Store(sum, target + at);
        }
    }
}
