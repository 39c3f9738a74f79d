namespace Demo.Ui;

/// <summary>Numbers to colours on the processor: for patches, kernels and colour bars, the same as colour.glsl has for maps.</summary>
internal static class Palette
{
    // Horner's form; each column of three is red, green, blue. Viridis (van der Walt and Smith) and Turbo (Mikhailov) were fitted to a
    // dozen colours of each.
    private static readonly double[,] Viridis =
    {
        { 0.269, 0.004, 0.326 }, { 0.043, 1.531, 2.317 }, { 1.256, -1.551, -11.053 }, { -12.586, 2.080, 28.093 },
        { 22.912, -1.218, -34.002 }, { -10.901, 0.061, 14.459 },
    };

    private static readonly double[,] Turbo =
    {
        { 0.168, 0.071, 0.226 }, { 5.088, 2.985, 7.485 }, { -53.512, -4.005, -10.058 }, { 187.929, 23.280, -87.053 },
        { -272.428, -68.206, 272.219 }, { 173.994, 67.964, -284.904 }, { -40.752, -22.070, 102.107 },
    };

    // Of 65 colours whose lightness goes evenly from 11 to 94 while blue turns yellow, each as near as can be to what people without red or
    // green cones see of it; the polynomials nearest to them keep both.
    private static readonly double[,] BlueYellow =
    {
        { -0.013, 0.097, 0.313 }, { 0.505, 0.896, 0.501 }, { 4.136, -0.974, -0.680 }, { -11.131, 2.666, 0.689 },
        { 12.461, -2.860, -0.649 }, { -4.953, 1.117, 0.236 },
    };

    private static readonly double[,] Grey = { { 0, 0, 0 }, { 1, 1, 1 } };

    /// <summary>The colour of a value, 0xAARRGGBB.</summary>
    /// <param name="map">Not <see cref="ColourMap.Auto"/>, and none for labels or masks.</param>
    /// <param name="value">The value.</param>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">The largest.</param>
    public static uint Of(ColourMap map, double value, double low, double high)
    {
        if (map == ColourMap.Diverging)
            return Diverging(value / Math.Max(Math.Max(Math.Abs(low), Math.Abs(high)), 1e-20));
        if (map == ColourMap.Heat)
            return Polynomial(Terms(Theme.Shown.Heat), value / Math.Max(high, 1e-20));
        // Values without a sign begin at 0, so that "nothing there" is the same dark everywhere.
        low = Math.Min(low, 0);
        double share = (value - low) / Math.Max(high - low, 1e-20);
        return Polynomial(Terms(map), share);
    }

    /// <summary>What people call it.</summary>
    public static string Name(ColourMap map) => map switch
    {
        ColourMap.Diverging => "by sign",
        ColourMap.BlueYellow => "blue–yellow",
        _ => map.ToString().ToLowerInvariant(),
    };

    /// <summary>Where its scale begins and ends for values from low to high.</summary>
    public static (double From, double To) Ends(ColourMap map, double low, double high)
    {
        double most = Math.Max(Math.Abs(low), Math.Abs(high));
        return map switch
        {
            ColourMap.Diverging => (-most, most),
            ColourMap.Heat => (0, Math.Max(high, 0)),
            _ => (Math.Min(low, 0), high),
        };
    }

    /// <summary>The polynomial of a map that is one as an expression of GLSL; t is 0…1.</summary>
    public static string Glsl(ColourMap map)
    {
        var terms = Terms(map);
        string sum = "";
        for (int i = terms.GetLength(0) - 1; i >= 0; i--)
        {
            string term = FormattableString.Invariant($"vec3({terms[i, 0]:0.000}, {terms[i, 1]:0.000}, {terms[i, 2]:0.000})");
            sum = sum.Length == 0 ? term : $"({term} + (t) * {sum})";
        }
        return sum;
    }

    private static double[,] Terms(ColourMap map) => map switch
    {
        ColourMap.Viridis => Viridis,
        ColourMap.Turbo => Turbo,
        ColourMap.BlueYellow => BlueYellow,
        _ => Grey,
    };

    // −1…1: orange, the look's zero, blue.
    private static uint Diverging(double t)
    {
        uint end = t < 0 ? Theme.Below : Theme.Above;
        double share = Math.Min(Math.Abs(t), 1);
        return 0xFF000000 | Mix(16) | Mix(8) | Mix(0);

        uint Mix(int shift)
        {
            double from = Theme.Zero >> shift & 255, to = end >> shift & 255;
            return (uint)(from + (to - from) * share + 0.5) << shift;
        }
    }

    private static uint Polynomial(double[,] terms, double share)
    {
        double t = double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1);
        uint colour = 0xFF;
        for (int c = 0; c < 3; c++)
        {
            double sum = 0;
            for (int i = terms.GetLength(0) - 1; i >= 0; i--)
                sum = sum * t + terms[i, c];
            colour = colour << 8 | (uint)(Math.Clamp(sum, 0, 1) * 255 + 0.5);
        }
        return colour;
    }
}
