using System.Globalization;

namespace Demo.Views.Filters;

/// <summary>How long an axis is after a window has slid over it, with the numbers that it follows from.</summary>
/// <param name="Length">Before.</param>
/// <param name="Pad">What is added at each end.</param>
/// <param name="Kernel">The window's places.</param>
/// <param name="Dilation">How far apart they lie.</param>
/// <param name="Stride">How far the window moves.</param>
internal readonly record struct SizeFormula(int Length, int Pad, int Kernel, int Dilation, int Stride)
{
    /// <summary>From the window's first element to its last.</summary>
    public int Extent => Dilation * (Kernel - 1) + 1;

    private int Room => Length + 2 * Pad - Extent;

    /// <summary>After; 0 where the window does not fit.</summary>
    public int Output => Room < 0 ? 0 : Room / Stride + 1;

    /// <summary>The extent spelled out where there is dilation, <c>2·(3 − 1) + 1 = 5</c>; else empty.</summary>
    public string ExtentText => Dilation == 1 ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{Dilation}·({Kernel} − 1) + 1 = {Extent}");

    /// <summary>Such as <c>(300 + 2·1 − 3) / 1 + 1 = 300</c>; what is left of a division is cut off, which ⌊ ⌋ say.</summary>
    public string Text
    {
        get
        {
            string padded = Pad == 0 ? $"{Length}" : $"{Length} + 2·{Pad}";
            string steps = $"({padded} − {Extent}) / {Stride}";
            return Output == 0 ? $"{padded} < {Extent}: does not fit"
                : $"{(Room % Stride == 0 ? steps : $"⌊{steps}⌋")} + 1 = {Output}";
        }
    }
}
