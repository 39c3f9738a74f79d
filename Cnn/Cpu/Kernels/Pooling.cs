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

/// <summary>MaxPool, or AveragePool where <paramref name="average"/> says how it counts. A task is a pack's map.</summary>
internal sealed unsafe class PoolLaunch<V>(Node node, Window window, AveragePool? average, CpuTensor x, CpuTensor y)
    : Launch(node, node.Op.Name, [x], y) where V : unmanaged, ILanes<V>
{
    private readonly WindowAxis _h = window.H, _w = window.W;

    public override int Tasks => Written.Shape[0] * Written.Packs;

    public override void Run(int task)
    {
        float* source = x.Floats + task * x.PackStride, target = Written.Floats + task * Written.PackStride;
        for (int oy = 0; oy < _h.Output; oy++)
            for (int ox = 0; ox < _w.Output; ox++, target += V.Count)
                V.Store(average is null ? Largest(source, oy, ox) : Mean(source, oy, ox), target);
    }

    private V Largest(float* source, int oy, int ox)
    {
        V best = V.All(float.NegativeInfinity);
        for (int ky = 0; ky < _h.Kernel; ky++)
            for (int kx = 0; kx < _w.Kernel; kx++)
                if (Inside(oy, ky, ox, kx, out int at))
                    best = V.Max(best, V.Load(source + (long)at * V.Count));
        return best;
    }

    private V Mean(float* source, int oy, int ox)
    {
        V sum = V.Zero;
        for (int ky = 0; ky < _h.Kernel; ky++)
            for (int kx = 0; kx < _w.Kernel; kx++)
                if (Inside(oy, ky, ox, kx, out int at))
                    sum += V.Load(source + (long)at * V.Count);
        return sum / V.All((float)average!.Counted(_h, oy) * average.Counted(_w, ox));
    }

    private bool Inside(int oy, int ky, int ox, int kx, out int at)
    {
        int iy = _h.At(oy, ky), ix = _w.At(ox, kx);
        at = iy * _w.Input + ix;
        return (uint)iy < (uint)_h.Input && (uint)ix < (uint)_w.Input;
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
