using Cnn.Ops;

namespace Cnn.Cpu.Kernels;

/// <summary>Which of a window's taps lie inside the input, so that loops need not ask at each one.</summary>
internal static class Taps
{
    /// <summary>The taps of a place that lie inside, first to end − 1; as many as none where the window lies in the padding.</summary>
    public static (int First, int End) Inside(WindowAxis axis, int output)
    {
        int begin = axis.At(output, 0), first = 0, end = axis.Kernel;
        while (first < end && begin + first * axis.Dilation < 0)
            first++;
        while (end > first && begin + (end - 1) * axis.Dilation >= axis.Input)
            end--;
        return (first, end);
    }

    /// <summary>The places all of whose taps lie inside, first to end − 1; no place where the end is not behind the first.</summary>
    public static (int From, int End) Inner(WindowAxis axis)
    {
        var (from, end) = (0, axis.Output);
        for (int k = 0; k < axis.Kernel; k++)
        {
            var (first, last) = axis.Inside(k);
            (from, end) = (Math.Max(from, first), Math.Min(end, last));
        }
        return (from, end);
    }
}
