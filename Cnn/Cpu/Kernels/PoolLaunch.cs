using System.Runtime.CompilerServices;
using Cnn.Cpu.Lanes;
using Cnn.Ops;

namespace Cnn.Cpu.Kernels;

/// <summary>MaxPool, or AveragePool where <paramref name="average"/> says how it counts. A task is a pack's map.</summary>
internal sealed unsafe class PoolLaunch<V>(Node node, Window window, AveragePool? average, CpuTensor x, CpuTensor y)
    : Launch(node, node.Op.Name, [x], y) where V : unmanaged, ILanes<V>
{
    private readonly WindowAxis _h = window.H, _w = window.W;
    private readonly (int From, int End) _inner = Taps.Inner(window.W);

    public override int Tasks => Written.Shape[0] * Written.Packs;

    private interface IJoin
    {
        static abstract V Begin { get; }

        static abstract V Of(V a, V b);
    }

    public override void Run(int task)
    {
        float* source = x.Floats + task * x.PackStride, target = Written.Floats + task * Written.PackStride;
        for (int oy = 0; oy < _h.Output; oy++, target += _w.Output * V.Count)
        {
            var (first, last) = Taps.Inside(_h, oy);
            // A window that lies wholly in the padding reads nothing.
            float* rows = source + (first < last ? (long)_h.At(oy, first) * _w.Input * V.Count : 0);
            if (average is null)
                Row<Larger>(rows, last - first, target);
            else
            {
                Row<Sum>(rows, last - first, target);
                for (int ox = 0; ox < _w.Output; ox++)
                {
                    V counted = V.All((float)average.Counted(_h, oy) * average.Counted(_w, ox));
                    V.Store(V.Load(target + ox * V.Count) / counted, target + ox * V.Count);
                }
            }
        }
    }

    private void Row<J>(float* x, int rows, float* y) where J : IJoin
    {
        int ox = 0;
        for (; ox < _inner.From; ox++)
            One<J>(x, rows, ox, y);
        for (; ox + 4 <= _inner.End; ox += 4)
            Four<J>(x + (long)_w.At(ox, 0) * V.Count, rows, y + ox * V.Count);
        // The last ones of a row are computed with some that already are.
        if (ox < _inner.End && _inner.End - _inner.From >= 4)
        {
            ox = _inner.End;
            Four<J>(x + (long)_w.At(ox - 4, 0) * V.Count, rows, y + (ox - 4) * V.Count);
        }
        for (; ox < _w.Output; ox++)
            One<J>(x, rows, ox, y);
    }

    // Four neighbouring places all of whose columns lie inside.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Four<J>(float* x, int rows, float* y) where J : IJoin
    {
        V a = J.Begin, b = a, c = a, d = a;
        nint step = _w.Stride * V.Count, next = _w.Dilation * V.Count, line = (nint)_h.Dilation * _w.Input * V.Count;
        for (; rows > 0; rows--, x += line)
        {
            float* p = x;
            for (int kx = 0; kx < _w.Kernel; kx++, p += next)
            {
                a = J.Of(a, V.Load(p));
                b = J.Of(b, V.Load(p + step));
                c = J.Of(c, V.Load(p + 2 * step));
                d = J.Of(d, V.Load(p + 3 * step));
            }
        }
        V.Store(a, y);
        V.Store(b, y + V.Count);
        V.Store(c, y + 2 * V.Count);
        V.Store(d, y + 3 * V.Count);
    }

    private void One<J>(float* x, int rows, int ox, float* y) where J : IJoin
    {
        V all = J.Begin;
        for (; rows > 0; rows--, x += (long)_h.Dilation * _w.Input * V.Count)
            for (int kx = 0; kx < _w.Kernel; kx++)
                if (_w.At(ox, kx) is var ix && (uint)ix < (uint)_w.Input)
                    all = J.Of(all, V.Load(x + (long)ix * V.Count));
        V.Store(all, y + ox * V.Count);
    }

    private struct Larger : IJoin
    {
        public static V Begin => V.All(float.NegativeInfinity);

        public static V Of(V a, V b) => V.Max(a, b);
    }

    private struct Sum : IJoin
    {
        public static V Begin => V.Zero;

        public static V Of(V a, V b) => a + b;
    }
}
