namespace Cnn.Tests.Demo;

/// <summary>Which kind of cone somebody lacks.</summary>
public enum Lacking
{
    None,
    /// <summary>Red: protanopia.</summary>
    Long,
    /// <summary>Green: deuteranopia.</summary>
    Medium,
    /// <summary>Blue: tritanopia.</summary>
    Short,
}

/// <summary>
/// How colours look to whom a kind of cones is lacking, after Machado, Oliveira and Fernandes, "A Physiologically-based Model for
/// Simulation of Color Vision Deficiency" (2009), at severity 1; and how far apart they are in CIELAB (D65).
/// </summary>
internal static class ColourVision
{
    private static readonly double[][] s_simulations =
    [
        [1, 0, 0, 0, 1, 0, 0, 0, 1],
        [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    ];

    // Linear sRGB to XYZ, a row a coordinate, each divided by white's.
    private static readonly double[] s_xyz =
    [
        0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047, 0.2126729, 0.7151522, 0.0721750, 0.0193339 / 1.08883,
        0.1191920 / 1.08883, 0.9503041 / 1.08883,
    ];

    /// <summary>What somebody sees of a colour: lightness 0…100, green to red, blue to yellow.</summary>
    public static (double L, double A, double B) Lab(uint colour, Lacking lacking = Lacking.None)
    {
        double[] linear = [.. new[] { 16, 8, 0 }.Select(shift => Linear((colour >> shift & 255) / 255.0))];
        var seen = Times(s_simulations[(int)lacking], linear).Select(v => Math.Clamp(v, 0, 1)).ToArray();
        double[] f = [.. Times(s_xyz, seen).Select(t => t > 216.0 / 24389 ? Math.Cbrt(t) : (24389.0 / 27 * t + 16) / 116)];
        return (116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2]));
    }

    /// <summary>How far apart they are; 2.3 is what is just seen.</summary>
    public static double Between(uint a, uint b, Lacking lacking)
    {
        var (first, second) = (Lab(a, lacking), Lab(b, lacking));
        return Math.Sqrt(Square(first.L - second.L) + Square(first.A - second.A) + Square(first.B - second.B));
    }

    private static double[] Times(double[] matrix, double[] vector) =>
        [.. Enumerable.Range(0, 3).Select(row => Enumerable.Range(0, 3).Sum(column => matrix[3 * row + column] * vector[column]))];

    private static double Square(double value) => value * value;

    private static double Linear(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
}
