using Cnn.Cpu.Lanes;
using Cnn.Ops;

namespace Cnn.Cpu.Kernels;

/// <summary>The gradients of pools over packed maps: a lane is a channel.</summary>
internal static class PoolGradients<V> where V : unmanaged, ILanes<V>
{
    /// <summary>MaxPoolGrad, and with it that of a Relu before the pool.</summary>
    public static bool MaxPool(NodePlanner p)
    {
        if (!p.CanPack)
            return false;
        var window = ((MaxPoolGrad)p.Node.Op).Pool.Window(p.Node.Shape);
        p.Launch(new MaxPoolGradLaunch<V>(
            p.Node, window, p.Fusion.Activation is not null, p.Input(0, CpuLayout.Packed), p.Input(1, CpuLayout.Packed),
            p.Output(p.Fusion.Target, CpuLayout.Packed)));
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
