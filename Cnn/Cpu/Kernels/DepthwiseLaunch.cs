using Cnn.Cpu.Lanes;
using Cnn.Ops;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// Depthwise convolution: a lane is a channel, so that a product is one multiplication of whole registers. A task is a pack's map.
/// </summary>
internal sealed unsafe class DepthwiseLaunch<V>(Node node, Window window, CpuTensor x, CpuTensor weights, ConvExtra extra, CpuTensor y)
    : Launch(node, $"depthwise {V.Count}", extra.With(x, weights), y) where V : unmanaged, ILanes<V>
{
    private readonly WindowAxis _h = window.H, _w = window.W;

    public override int Tasks => x.Shape[0] * x.Packs;

    public override void Run(int task)
    {
        int pack = task % x.Packs;
        float* source = x.Floats + task * x.PackStride;
        float* taps = weights.Floats + (long)pack * window.Taps * V.Count;
        var (from, end) = Inner();
        for (int oy = 0; oy < _h.Output; oy++)
        {
            long at = task * Written.PackStride + (long)oy * _w.Output * V.Count;
            float* row = Written.Floats + at;
            extra.Begin<V>(row, _w.Output, pack, at);
            for (int ox = 0; ox < from; ox++)
                Edge(source, taps, oy, ox, row);
            int inner = from;
            for (; inner + 4 <= end; inner += 4)
                Four(source, taps, oy, inner, row);
            for (; inner < _w.Output; inner++)
                Edge(source, taps, oy, inner, row);
            extra.End(row, _w.Output * V.Count);
        }
    }

    // The outputs all of whose columns lie inside the input.
    private (int From, int End) Inner()
    {
        var (from, end) = (0, _w.Output);
        for (int k = 0; k < _w.Kernel; k++)
        {
            var (first, last) = _w.Inside(k);
            (from, end) = (Math.Max(from, first), Math.Min(end, last));
        }
        return (Math.Min(from, _w.Output), end);
    }

    private void Four(float* source, float* taps, int oy, int ox, float* row)
    {
        float* y = row + ox * V.Count;
        V a = V.Load(y), b = V.Load(y + V.Count), c = V.Load(y + 2 * V.Count), d = V.Load(y + 3 * V.Count);
        int step = _w.Stride * V.Count;
        for (int ky = 0; ky < _h.Kernel; ky++)
        {
            int iy = _h.At(oy, ky);
            if ((uint)iy >= (uint)_h.Input)
                continue;
            float* p = source + ((long)iy * _w.Input + _w.At(ox, 0)) * V.Count;
            float* w = taps + ky * _w.Kernel * V.Count;
            for (int kx = 0; kx < _w.Kernel; kx++, p += _w.Dilation * V.Count, w += V.Count)
            {
                V tap = V.Load(w);
                a = V.MultiplyAdd(V.Load(p), tap, a);
                b = V.MultiplyAdd(V.Load(p + step), tap, b);
                c = V.MultiplyAdd(V.Load(p + 2 * step), tap, c);
                d = V.MultiplyAdd(V.Load(p + 3 * step), tap, d);
            }
        }
        V.Store(a, y);
        V.Store(b, y + V.Count);
        V.Store(c, y + 2 * V.Count);
        V.Store(d, y + 3 * V.Count);
    }

    private void Edge(float* source, float* taps, int oy, int ox, float* row)
    {
        V sum = V.Load(row + ox * V.Count);
        for (int ky = 0; ky < _h.Kernel; ky++)
        {
            int iy = _h.At(oy, ky);
            if ((uint)iy >= (uint)_h.Input)
                continue;
            for (int kx = 0; kx < _w.Kernel; kx++)
            {
                int ix = _w.At(ox, kx);
                if ((uint)ix < (uint)_w.Input)
                    sum = V.MultiplyAdd(
                        V.Load(source + ((long)iy * _w.Input + ix) * V.Count), V.Load(taps + (ky * _w.Kernel + kx) * V.Count), sum);
            }
        }
        V.Store(sum, row + ox * V.Count);
    }
}
