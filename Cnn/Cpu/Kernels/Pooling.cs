using Cnn.Cpu.Lanes;
using Cnn.Ops;

namespace Cnn.Cpu.Kernels;

/// <summary>Pools over packed maps: a lane is a channel.</summary>
internal static class Pooling<V> where V : unmanaged, ILanes<V>
{
    /// <summary>MaxPool's values.</summary>
    public static bool MaxPool(NodePlanner p)
    {
        var op = (MaxPool)p.Node.Op;
        if (op.Output == 1 || !p.CanPack || p.Node.Inputs[0].Type != DataType.Float32)
            return false;
        var window = op.Window(p.Node.Inputs[0].Shape);
        p.Launch(new PoolLaunch<V>(p.Node, window, null, p.Input(0, CpuLayout.Packed), p.Output(CpuLayout.Packed)));
        return true;
    }

    /// <summary>AveragePool.</summary>
    public static bool AveragePool(NodePlanner p)
    {
        var op = (AveragePool)p.Node.Op;
        if (!p.CanPack)
            return false;
        var window = op.Window(p.Node.Inputs[0].Shape);
        p.Launch(new PoolLaunch<V>(p.Node, window, op, p.Input(0, CpuLayout.Packed), p.Output(CpuLayout.Packed)));
        return true;
    }

    /// <summary>GlobalAveragePool of packed maps.</summary>
    public static bool GlobalAveragePool(NodePlanner p)
    {
        if (p.NaturalLayout != CpuLayout.Packed)
            return false;
        p.Launch(new GlobalPoolLaunch<V>(p.Node, p.Input(0, CpuLayout.Packed), p.Output(CpuLayout.Packed)));
        return true;
    }
}

/// <summary>The mean of each packed map. A task is a pack's map.</summary>
internal sealed unsafe class GlobalPoolLaunch<V>(Node node, CpuTensor x, CpuTensor y)
    : Launch(node, node.Op.Name, [x], y) where V : unmanaged, ILanes<V>
{
    public override int Tasks => Written.Shape[0] * Written.Packs;

    public override void Run(int task)
    {
        float* source = x.Floats + task * x.PackStride;
        V a = V.Zero, b = V.Zero;
        int i = 0;
        for (; i + 2 <= x.Plane; i += 2)
        {
            a += V.Load(source + (long)i * V.Count);
            b += V.Load(source + (long)(i + 1) * V.Count);
        }
        if (i < x.Plane)
            a += V.Load(source + (long)i * V.Count);
        V.Store((a + b) / V.All(x.Plane), Written.Floats + (long)task * V.Count);
    }
}
