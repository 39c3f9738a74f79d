namespace Demo.Ui;

/// <summary>The colours of classes: twelve that are far apart for every eye, then the same ones darker.</summary>
internal static class ClassColours
{
    // Chosen among 2,900 by exchanging one of the nearest pair again and again: no two of them are nearer than 21 in CIELAB, neither as
    // they are nor as Machado et al. (2009) say that people without one kind of cone see them. Each is far from those before it.
    private static readonly uint[] s_colours =
    [
        0xFFDD66FF, 0xFF33FF77, 0xFF556600, 0xFFDD5588, 0xFFFFCCCC, 0xFF8833FF, 0xFF5566AA, 0xFFAAAACC, 0xFF99DD00, 0xFF33AA11, 0xFF885544,
        0xFFDD8877,
    ];

    /// <summary>Those that are far apart.</summary>
    public static ReadOnlySpan<uint> All => s_colours;

    /// <summary>How many shades each of them has.</summary>
    public const int Shades = 3;

    /// <summary>How much darker a shade is than the one before.</summary>
    public const float Step = 0.25f;

    /// <summary>A class's colour, 0xAARRGGBB; the same as colour.glsl gives it.</summary>
    public static uint Of(int label)
    {
        uint bright = s_colours[label % s_colours.Length], colour = 0xFF;
        float light = 1 - Step * (label / s_colours.Length % Shades);
        for (int shift = 16; shift >= 0; shift -= 8)
            colour = colour << 8 | (uint)((bright >> shift & 255) * light + 0.5f);
        return colour;
    }
}
