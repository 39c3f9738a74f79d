using Cnn.Cpu.Lanes;
using Cnn.Ops;

namespace Cnn.Cpu.Kernels;

/// <summary>The gradients of pools over packed maps: a lane is a channel.</summary>
internal static class PoolGradients<V> where V : unmanaged, ILanes<V>
{
    /// <summary>MaxPoolGrad.</summary>
    public static bool MaxPool(NodePlanner p)
    {
        if (!p.CanPack)
            return false;
        var window = ((MaxPoolGrad)p.Node.Op).Pool.Window(p.Node.Shape);
        p.Launch(new MaxPoolGradLaunch<V>(
            p.Node, window, p.Input(0, CpuLayout.Packed), p.Input(1, CpuLayout.Packed), p.Output(CpuLayout.Packed)));
        return true;
    }

    /// <summary>AveragePoolGrad.</summary>
    public static bool AveragePool(NodePlanner p)
    {
        if (!p.CanPack)
            return false;
        p.Launch(new AveragePoolGradLaunch<V>(p.Node, p.Input(0, CpuLayout.Packed), p.Output(CpuLayout.Packed)));
        return true;
    }
}

/// <summary>Gives each gradient to the largest element under its window, the first of equal ones. A task is a pack's map.</summary>
internal sealed unsafe class MaxPoolGradLaunch<V>(Node node, Window window, CpuTensor x, CpuTensor dy, CpuTensor y)
    : Launch(node, node.Op.Name, [x, dy], y) where V : unmanaged, ILanes<V>
{
    private readonly WindowAxis _h = window.H, _w = window.W;

    public override int Tasks => x.Shape[0] * x.Packs;

    public override void Run(int task)
    {
        float* source = x.Floats + task * x.PackStride, target = Written.Floats + task * Written.PackStride;
        float* gradient = dy.Floats + task * dy.PackStride;
        new Span<float>(target, checked((int)Written.PackStride)).Clear();
        for (int oy = 0; oy < _h.Output; oy++)
        {
            var (top, bottom) = Taps.Inside(_h, oy);
            for (int ox = 0; ox < _w.Output; ox++, gradient += V.Count)
            {
                var (left, right) = Taps.Inside(_w, ox);
                // What sees only padding has no winner.
                if (top < bottom && left < right)
                {
                    long at = ((long)_h.At(oy, top) * _w.Input + _w.At(ox, left)) * V.Count;
                    Give(source + at, target + at, bottom - top, right - left, V.Load(gradient));
                }
            }
        }
    }

    // The number of the winner, from 0: it beats all before it. Numbers are equal where they are less than a half apart.
    private void Give(float* source, float* target, int rows, int columns, V given)
    {
        nint step = _w.Dilation * V.Count, row = (nint)_h.Dilation * _w.Input * V.Count;
        V best = V.Load(source), winner = V.Zero, half = V.All(0.5f), one = V.All(1), number = V.Zero;
        for (int ky = 0; ky < rows; ky++)
            for (int kx = 0; kx < columns; kx++)
            {
                V value = V.Load(source + ky * row + kx * step), better = value - best;
                best = V.WherePositive(better, value, best);
                winner = V.WherePositive(better, number, winner);
                number += one;
            }
        number = V.Zero;
        for (int ky = 0; ky < rows; ky++)
            for (int kx = 0; kx < columns; kx++)
            {
                float* to = target + ky * row + kx * step;
                V.Store(V.Load(to) + V.WherePositive(half - V.Abs(winner - number), given, V.Zero), to);
                number += one;
            }
    }
}

/// <summary>Shares each gradient out evenly over its window. A task is a pack's map.</summary>
internal sealed unsafe class AveragePoolGradLaunch<V>(Node node, CpuTensor dy, CpuTensor y)
    : Launch(node, node.Op.Name, [dy], y) where V : unmanaged, ILanes<V>
{
    private readonly AveragePool _pool = ((AveragePoolGrad)node.Op).Pool;
    private readonly Window _window = ((AveragePoolGrad)node.Op).Pool.Window(node.Shape);

    public override int Tasks => dy.Shape[0] * dy.Packs;

    public override void Run(int task)
    {
        var (h, w) = (_window.H, _window.W);
        float* gradient = dy.Floats + task * dy.PackStride, target = Written.Floats + task * Written.PackStride;
        new Span<float>(target, checked((int)Written.PackStride)).Clear();
        for (int oy = 0; oy < h.Output; oy++)
        {
            var (top, bottom) = Taps.Inside(h, oy);
            for (int ox = 0; ox < w.Output; ox++, gradient += V.Count)
            {
                var (left, right) = Taps.Inside(w, ox);
                V share = V.Load(gradient) / V.All((float)_pool.Counted(h, oy) * _pool.Counted(w, ox));
                for (int ky = top; ky < bottom; ky++)
                    for (int kx = left; kx < right; kx++)
                    {
                        float* to = target + ((long)h.At(oy, ky) * w.Input + w.At(ox, kx)) * V.Count;
                        V.Store(V.Load(to) + share, to);
                    }
            }
        }
    }
}
