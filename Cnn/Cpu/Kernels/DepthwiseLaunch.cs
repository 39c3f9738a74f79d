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
    // The places all of whose columns lie inside the input.
    private readonly (int From, int End) _inner = Taps.Inner(window.W);

    public override int Tasks => x.Shape[0] * x.Packs;

    public override void Run(int task)
    {
        int pack = task % x.Packs;
        long plane = Written.PackStride;
        float* source = x.Floats + task * x.PackStride, taps = weights.Floats + (long)pack * window.Taps * V.Count;
        var sums = extra.Sums<V>(Written.Floats + task * plane, 0, pack, task * plane);
        V bias = sums.Bias == null ? V.Zero : V.Load(sums.Bias), low = V.All(sums.Low), high = V.All(sums.High);
        for (int oy = 0; oy < _h.Output; oy++)
        {
            var (first, last) = Taps.Inside(_h, oy);
            float* rows = source + (first < last ? (long)_h.At(oy, first) * _w.Input * V.Count : 0), w = taps + first * _w.Kernel * V.Count;
            long at = (long)oy * _w.Output * V.Count;
            for (int ox = 0; ox < _w.Output;)
            {
                float* y = sums.Y + at + ox * V.Count, r = sums.Residual == null ? null : sums.Residual + at + ox * V.Count;
                if (ox >= _inner.From && ox + 4 <= _inner.End)
                {
                    Four(rows + _w.At(ox, 0) * V.Count, w, last - first, bias, r, low, high, y);
                    ox += 4;
                }
                else
                {
                    One(rows, w, last - first, ox, bias, r, low, high, y);
                    ox++;
                }
            }
            extra.Function?.Apply(sums.Y + at, sums.Y + at, _w.Output * V.Count);
        }
    }

    private void Four(float* x, float* w, int rows, V bias, float* r, V low, V high, float* y)
    {
        V a = bias, b = bias, c = bias, d = bias;
        if (r != null)
            (a, b, c, d) = (a + V.Load(r), b + V.Load(r + V.Count), c + V.Load(r + 2 * V.Count), d + V.Load(r + 3 * V.Count));
        nint step = _w.Stride * V.Count, next = _w.Dilation * V.Count, line = (nint)_h.Dilation * _w.Input * V.Count;
        for (; rows > 0; rows--, x += line)
        {
            float* p = x;
            for (int kx = 0; kx < _w.Kernel; kx++, p += next, w += V.Count)
            {
                V tap = V.Load(w);
                V.Accumulate(ref a, V.Load(p), tap);
                V.Accumulate(ref b, V.Load(p + step), tap);
                V.Accumulate(ref c, V.Load(p + 2 * step), tap);
                V.Accumulate(ref d, V.Load(p + 3 * step), tap);
            }
        }
        V.Store(V.AtMost(V.AtLeast(a, low), high), y);
        V.Store(V.AtMost(V.AtLeast(b, low), high), y + V.Count);
        V.Store(V.AtMost(V.AtLeast(c, low), high), y + 2 * V.Count);
        V.Store(V.AtMost(V.AtLeast(d, low), high), y + 3 * V.Count);
    }

    // A place some of whose columns lie outside.
    private void One(float* x, float* w, int rows, int ox, V bias, float* r, V low, V high, float* y)
    {
        V sum = r == null ? bias : bias + V.Load(r);
        for (; rows > 0; rows--, x += (long)_h.Dilation * _w.Input * V.Count)
            for (int kx = 0; kx < _w.Kernel; kx++, w += V.Count)
                if (_w.At(ox, kx) is var ix && (uint)ix < (uint)_w.Input)
                    V.Accumulate(ref sum, V.Load(x + ix * V.Count), V.Load(w));
        V.Store(V.AtMost(V.AtLeast(sum, low), high), y);
    }
}
