namespace Demo.Ui;

/// <summary>How well one colour is read on another, after WCAG 2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).</summary>
internal static class Contrast
{
    /// <summary>What texts need at least.</summary>
    public const double Enough = 4.5;

    // From a channel's byte to its share of the light.
    private static readonly double[] s_light = [.. Enumerable.Range(0, 256).Select(i => Linear(i / 255.0))];

    /// <summary>1 for the same colours … 21 for black on white.</summary>
    /// <param name="a">0xAARRGGBB, opaque.</param>
    /// <param name="b">0xAARRGGBB, opaque.</param>
    public static double Between(uint a, uint b)
    {
        double first = Luminance(a) + 0.05, second = Luminance(b) + 0.05;
        return Math.Max(first, second) / Math.Min(first, second);
    }

    /// <summary>How bright it is against white, 0…1.</summary>
    public static double Luminance(uint colour) =>
        0.2126 * s_light[colour >> 16 & 255] + 0.7152 * s_light[colour >> 8 & 255] + 0.0722 * s_light[colour & 255];

    private static double Linear(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
}
