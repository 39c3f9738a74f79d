namespace Demo.Ui;

/// <summary>The look: colours (0xAARRGGBB), which can be exchanged, and measures (logical pixels) that every panel shares.</summary>
internal static class Theme
{
    /// <summary>Ink on colours that are bright in every look, as those of pictures' boxes and of maps are.</summary>
    public const uint DarkInk = 0xFF14171C;

    /// <summary>Ink on colours that are dark in every look.</summary>
    public const uint BrightInk = 0xFFE6E9EF;

    /// <summary>The same, for what is secondary.</summary>
    public const uint QuietInk = 0xFF9AA4B2;

    [ThreadStatic]
    private static ThemeColours? s_shown;

    /// <summary>
    /// The colours that this thread draws with: the window's thread changes them between frames, and what others write meanwhile
    /// keeps its own.
    /// </summary>
    public static ThemeColours Shown
    {
        get => s_shown ?? ThemeColours.Dark;
        set => s_shown = value;
    }

    public static uint Background => Shown.Background;

    public static uint Bar => Shown.Bar;

    public static uint Panel => Shown.Panel;

    public static uint Border => Shown.Border;

    public static uint Edge => Shown.Edge;

    public static uint Track => Shown.Track;

    public static uint Zero => Shown.Zero;

    public static uint Text => Shown.Text;

    public static uint Secondary => Shown.Secondary;

    public static uint Accent => Shown.Accent;

    public static uint AccentFill => Shown.AccentFill;

    public static uint AccentQuiet => Shown.AccentQuiet;

    public static uint Button => Shown.Button;

    public static uint ButtonHover => Shown.ButtonHover;

    public static uint Floating => Shown.Floating;

    public static uint Time => Shown.Time;

    public static uint Pooling => Shown.Pooling;

    public static uint Function => Shown.Function;

    public static uint Moving => Shown.Moving;

    public static uint Negative => Shown.Negative;

    public static uint Positive => Shown.Positive;

    public static uint Below => Shown.Below;

    public static uint Above => Shown.Above;

    public static uint Warning => Shown.Warning;

    public static uint Record => Shown.Record;

    public static uint RecordFill => Shown.RecordFill;

    public static uint Shade => Shown.Shade;

    public static uint Veil => Shown.Veil;

    public const float Gap = 8;
    public const float Padding = 10;
    public const float Radius = 8;
    public const float Body = 13;
    public const float Label = 12;

    /// <summary>The height of a line of text with the room around it.</summary>
    public const float Row = 20;

    /// <summary>The height of a panel's headline.</summary>
    public const float Head = 18;

    /// <summary>The ink that is read on a fill: a soft one where its contrast is enough (WCAG 2, 4.5), else black or white.</summary>
    public static uint InkOn(uint fill)
    {
        double dark = Contrast.Between(DarkInk, fill), bright = Contrast.Between(BrightInk, fill);
        if (Math.Max(dark, bright) >= Contrast.Enough)
            return dark > bright ? DarkInk : BrightInk;
        return Contrast.Between(0xFF000000, fill) > Contrast.Between(0xFFFFFFFF, fill) ? 0xFF000000 : 0xFFFFFFFF;
    }

    /// <summary>The colour with another opacity, 0…1.</summary>
    public static uint Fade(uint colour, float opacity) =>
        colour & 0xFFFFFF | (uint)(Math.Clamp(opacity, 0, 1) * (colour >> 24) + 0.5f) << 24;
}
