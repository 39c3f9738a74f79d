namespace Cnn.Ops;

/// <summary>How a convolution or pool pads by itself.</summary>
public enum AutoPad
{
    /// <summary>By the pads that are given.</summary>
    NotSet,
    /// <summary>So that output = ⌈input / stride⌉; an odd element goes to the end.</summary>
    SameUpper,
    /// <summary>So that output = ⌈input / stride⌉; an odd element goes to the beginning.</summary>
    SameLower,
    /// <summary>Not at all.</summary>
    Valid,
}

/// <summary>A sliding window along one spatial axis, all lengths in elements.</summary>
/// <param name="Input">The length of the input.</param>
/// <param name="Output">How many places the window takes.</param>
/// <param name="Kernel">How many taps the window has.</param>
/// <param name="Stride">How far the window moves from one output to the next.</param>
/// <param name="Dilation">How far apart neighbouring taps lie.</param>
/// <param name="PadBegin">Padding before the first element.</param>
/// <param name="PadEnd">Padding after the last element.</param>
public readonly record struct WindowAxis(
    int Input, int Output, int Kernel, int Stride, int Dilation, int PadBegin, int PadEnd)
{
    /// <summary>An axis that is not there.</summary>
    public static WindowAxis None { get; } = new(1, 1, 1, 1, 1, 0, 0);

    /// <summary>Where a tap of the window at an output lies in the input; may lie outside.</summary>
    public int At(int output, int tap) => output * Stride - PadBegin + tap * Dilation;

    /// <summary>The outputs, first to end − 1, for which a tap lies inside the input.</summary>
    public (int First, int End) Inside(int tap)
    {
        // output · stride ≥ low and output · stride < low + input
        int low = PadBegin - tap * Dilation;
        int first = low <= 0 ? 0 : (int)((low + (long)Stride - 1) / Stride);
        int end = low + Input <= 0 ? 0 : (int)((low + Input + (long)Stride - 1) / Stride);
        return (Math.Min(first, Output), Math.Clamp(end, Math.Min(first, Output), Output));
    }
}

/// <summary>
/// The geometry of a convolution or pool over 1 to 3 spatial axes, its padding resolved: the one place where the rules
/// of auto_pad and ceil_mode live. Missing leading axes are <see cref="WindowAxis.None"/>, so that every kernel can be
/// written for depth, height and width.
/// </summary>
/// <param name="D">Depth.</param>
/// <param name="H">Height.</param>
/// <param name="W">Width.</param>
/// <param name="Rank">The number of spatial axes that are there.</param>
public readonly record struct Window(WindowAxis D, WindowAxis H, WindowAxis W, int Rank)
{
    /// <summary>Resolves the geometry over the spatial axes of an input [N, C, …].</summary>
    /// <param name="input">The input's shape, rank 3 to 5.</param>
    /// <param name="kernel">The kernel's spatial lengths.</param>
    /// <param name="strides">Strides; empty means 1 each.</param>
    /// <param name="pads">All beginnings, then all ends; empty means 0 each.</param>
    /// <param name="dilations">Dilations; empty means 1 each.</param>
    /// <param name="autoPad">Replaces the pads unless NotSet.</param>
    /// <param name="ceil">Rounds the output length up, but no window begins in the end padding.</param>
    /// <exception cref="CnnException">A list has a wrong length or value, or the kernel does not fit.</exception>
    public static Window Resolve(Shape input, ReadOnlySpan<int> kernel, Ints strides, Ints pads, Ints dilations,
        AutoPad autoPad = AutoPad.NotSet, bool ceil = false)
    {
        int rank = input.Rank - 2;
        if (rank is < 1 or > 3)
            throw new CnnException($"takes 1 to 3 spatial axes; the input has shape {input}");
        RequireLength(kernel.Length, rank, "kernel lengths");
        RequireLength(strides.Count == 0 ? rank : strides.Count, rank, "strides");
        RequireLength(dilations.Count == 0 ? rank : dilations.Count, rank, "dilations");
        RequireLength(pads.Count == 0 ? 2 * rank : pads.Count, 2 * rank, "pads");
        Span<WindowAxis> axes = [WindowAxis.None, WindowAxis.None, WindowAxis.None];
        for (int i = 0; i < rank; i++)
        {
            int stride = strides.Count == 0 ? 1 : strides[i];
            int dilation = dilations.Count == 0 ? 1 : dilations[i];
            var (begin, end) = pads.Count == 0 ? (0, 0) : (pads[i], pads[rank + i]);
            axes[3 - rank + i] = Axis(input[2 + i], kernel[i], stride, dilation, begin, end, autoPad, ceil);
        }
        if ((double)axes[0].Kernel * axes[1].Kernel * axes[2].Kernel > int.MaxValue)
        {
            string lengths = string.Join("×", axes[(3 - rank)..].ToArray().Select(a => a.Kernel));
            throw new CnnException($"a kernel of {lengths} has more than {int.MaxValue} taps");
        }
        return new(axes[0], axes[1], axes[2], rank);
    }

    /// <summary>The output's shape for a batch and a number of channels.</summary>
    public Shape Output(int batch, int channels) => Rank switch
    {
        1 => [batch, channels, W.Output],
        2 => [batch, channels, H.Output, W.Output],
        _ => [batch, channels, D.Output, H.Output, W.Output],
    };

    /// <summary>The number of input elements of one channel.</summary>
    public int InputPlane => D.Input * H.Input * W.Input;

    /// <summary>The number of taps of the kernel.</summary>
    public int Taps => D.Kernel * H.Kernel * W.Kernel;

    private static WindowAxis Axis(
        int input, int kernel, int stride, int dilation, int begin, int end, AutoPad autoPad, bool ceil)
    {
        if (kernel < 1 || stride < 1 || dilation < 1)
            throw new CnnException($"kernel {kernel}, stride {stride} and dilation {dilation} must be at least 1");
        if (begin < 0 || end < 0)
            throw new CnnException($"pads {begin} and {end} must not be negative");
        long reach = (kernel - 1L) * dilation + 1;
        if (autoPad != AutoPad.NotSet)
            (begin, end) = Same(input, reach, stride, autoPad);
        long free = (long)input + begin + end - reach;
        if (free < 0)
            throw new CnnException($"the kernel reaches over {reach} elements, the padded input has {(long)input + begin + end}");
        if ((long)input + begin + end > int.MaxValue)
            throw new CnnException($"the padded input has {(long)input + begin + end} elements along an axis");
        int output = (int)((ceil ? free + stride - 1 : free) / stride) + 1;
        if (ceil && (output - 1L) * stride >= (long)input + begin)
            output--;
        return new(input, output, kernel, stride, dilation, begin, end);
    }

    private static (int Begin, int End) Same(int input, long reach, int stride, AutoPad autoPad)
    {
        if (autoPad == AutoPad.Valid)
            return (0, 0);
        long output = (input + (long)stride - 1) / stride;
        int total = (int)Math.Clamp((output - 1) * stride + reach - input, 0, int.MaxValue);
        int half = total / 2;
        return autoPad == AutoPad.SameUpper ? (half, total - half) : (total - half, half);
    }

    private static void RequireLength(int given, int needed, string what)
    {
        if (given != needed)
            throw new CnnException($"{needed} {what} are needed; {given} were given");
    }
}
