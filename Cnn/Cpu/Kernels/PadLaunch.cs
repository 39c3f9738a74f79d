using Cnn.Cpu.Lanes;

namespace Cnn.Cpu.Kernels;

/// <summary>Copies maps into frames of zeros, in the layout in which they lie. A task is a map, or a pack of them.</summary>
/// <param name="node">The node it works for.</param>
/// <param name="x">The maps.</param>
/// <param name="y">Room for the framed ones, whose shape says how much there is below and to the right.</param>
/// <param name="top">Rows of zeros above.</param>
/// <param name="left">Zeros before each row.</param>
internal sealed unsafe class PadLaunch<V>(Node node, CpuTensor x, CpuTensor y, int top, int left) : Launch(node, "pad", [x], y)
    where V : unmanaged, ILanes<V>
{
    private readonly int _lanes = x.IsPacked ? x.Lanes : 1;

    public override int Tasks => x.Shape[0] * (x.IsPacked ? x.Packs : x.Shape[1]);

    public override void Run(int task)
    {
        int height = x.Shape[2], width = x.Shape[3] * _lanes, rows = Written.Shape[2], padded = Written.Shape[3] * _lanes;
        int before = left * _lanes, after = padded - before - width;
        float* source = x.Floats + (long)task * height * width, target = Written.Floats + (long)task * rows * padded;
        Framing<V>.Clear(target, top * padded);
        target += top * padded;
        for (int row = 0; row < height; row++, source += width, target += padded)
        {
            Framing<V>.Clear(target, before);
            Framing<V>.Copy(source, target + before, width);
            Framing<V>.Clear(target + before + width, after);
        }
        Framing<V>.Clear(target, (rows - top - height) * padded);
    }
}

/// <summary>
/// Copies packed maps of a few channels into frames of zeros, with as many floats at a place as there are channels. A task is an image.
/// </summary>
/// <param name="node">The node it works for.</param>
/// <param name="x">The maps, a pack of them.</param>
/// <param name="y">Room for the framed ones, [N, H, W, C].</param>
/// <param name="top">Rows of zeros above.</param>
/// <param name="left">Places of zeros before each row.</param>
internal sealed unsafe class DensePadLaunch<V>(Node node, CpuTensor x, CpuTensor y, int top, int left) : Launch(node, "pad", [x], y)
    where V : unmanaged, ILanes<V>
{
    public override int Tasks => x.Shape[0];

    public override void Run(int task)
    {
        int channels = x.Shape[1], height = x.Shape[2], width = x.Shape[3], rows = Written.Shape[1], padded = Written.Shape[2] * channels;
        int before = left * channels, after = padded - before - width * channels;
        // A register reaches over what comes after its place and is written later; it may not reach over the row's end.
        int whole = Math.Clamp(width - (V.Count - channels - after + channels - 1) / channels, 0, width);
        float* source = x.Floats + task * x.ImageStride, target = Written.Floats + (long)task * rows * padded;
        Framing<V>.Clear(target, top * padded);
        target += top * padded;
        for (int row = 0; row < height; row++, target += padded)
        {
            Framing<V>.Clear(target, before);
            float* to = target + before;
            for (int column = 0; column < whole; column++, source += V.Count, to += channels)
                V.Store(V.Load(source), to);
            for (int column = whole; column < width; column++, source += V.Count, to += channels)
                Framing<V>.Copy(source, to, channels);
            Framing<V>.Clear(to, after);
        }
        Framing<V>.Clear(target, (rows - top - height) * padded);
    }
}

/// <summary>Short lines of floats, for which a call of the runtime's own copying costs more than the copying.</summary>
internal static unsafe class Framing<V> where V : unmanaged, ILanes<V>
{
    /// <summary>Sets floats to 0.</summary>
    public static void Clear(float* at, int count)
    {
        float* end = at + count;
        for (; end - at >= V.Count; at += V.Count)
            V.Store(V.Zero, at);
        for (; at < end; at++)
            *at = 0;
    }

    /// <summary>Copies floats. The last register may overlap the one before it.</summary>
    public static void Copy(float* from, float* to, int count)
    {
        int i = 0;
        for (; i <= count - V.Count; i += V.Count)
            V.Store(V.Load(from + i), to + i);
        if (i < count && count >= V.Count)
            V.Store(V.Load(from + count - V.Count), to + count - V.Count);
        else
            for (; i < count; i++)
                to[i] = from[i];
    }
}
