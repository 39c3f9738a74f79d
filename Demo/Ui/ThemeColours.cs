namespace Demo.Ui;

/// <summary>The colours of a look, 0xAARRGGBB, by what they are for; shaders get theirs from here too.</summary>
internal sealed record ThemeColours
{
    public required uint Background { get; init; }

    public required uint Bar { get; init; }

    public required uint Panel { get; init; }

    public required uint Border { get; init; }

    /// <summary>Around buttons and key caps.</summary>
    public required uint Edge { get; init; }

    public required uint Track { get; init; }

    /// <summary>What 0 is in a map with a sign, and a map that is not there yet.</summary>
    public required uint Zero { get; init; }

    public required uint Text { get; init; }

    public required uint Secondary { get; init; }

    public required uint Accent { get; init; }

    public required uint AccentFill { get; init; }

    /// <summary>A bar beside the one that is meant.</summary>
    public required uint AccentQuiet { get; init; }

    public required uint Button { get; init; }

    public required uint ButtonHover { get; init; }

    /// <summary>What floats over panels: tooltips.</summary>
    public required uint Floating { get; init; }

    public required uint Time { get; init; }

    /// <summary>Pools among the layers.</summary>
    public required uint Pooling { get; init; }

    /// <summary>Functions of single values among the layers.</summary>
    public required uint Function { get; init; }

    /// <summary>Layers that only move values.</summary>
    public required uint Moving { get; init; }

    /// <summary>Bars and lines of what is below zero, or speaks against.</summary>
    public required uint Negative { get; init; }

    /// <summary>Bars and lines of what is above zero, or speaks for.</summary>
    public required uint Positive { get; init; }

    /// <summary>The most below zero in a map with a sign.</summary>
    public required uint Below { get; init; }

    /// <summary>The most above zero in a map with a sign.</summary>
    public required uint Above { get; init; }

    public required uint Warning { get; init; }

    public required uint Record { get; init; }

    public required uint RecordFill { get; init; }

    /// <summary>Over what is not meant now.</summary>
    public required uint Shade { get; init; }

    /// <summary>Over what a mask holds.</summary>
    public required uint Veil { get; init; }

    /// <summary>The polynomial that <see cref="ColourMap.Heat"/> is drawn in.</summary>
    public ColourMap Heat { get; init; } = ColourMap.Turbo;

    /// <summary>Those of what a person has chosen.</summary>
    public static ThemeColours Of(Appearance chosen)
    {
        var looks = chosen.Brightness == Brightness.Light ? s_light : s_dark;
        return looks[Appearance.Heats.IndexOf(chosen.Heat)];
    }

    public static ThemeColours Dark { get; } = new()
    {
        Background = 0xFF14171C,
        Bar = 0xFF181C22,
        Panel = 0xFF1C2027,
        Border = 0xFF2A303A,
        Edge = 0xFF4A5260,
        Track = 0xFF2A2F39,
        Zero = 0xFF22272F,
        Text = 0xFFE6E9EF,
        Secondary = 0xFF9AA4B2,
        Accent = 0xFF4EA1FF,
        AccentFill = 0xFF2A4A73,
        AccentQuiet = 0xFF3A6EA8,
        Button = 0xFF242A33,
        ButtonHover = 0xFF303845,
        Floating = 0xFF323A46,
        Time = 0xFF3FB68B,
        Pooling = 0xFF8B7BF0,
        Function = 0xFFC9A227,
        Moving = 0xFF6B7686,
        Negative = 0xFFFFA448,
        Positive = 0xFF60BAFF,
        Below = 0xFFFFA448,
        Above = 0xFF60BAFF,
        Warning = 0xFFFFC857,
        Record = 0xFFFF5A5A,
        RecordFill = 0xFF5A2328,
        Shade = 0xD90F1216,
        Veil = 0xFF4EA1FF,
    };

    public static ThemeColours Light { get; } = new()
    {
        Background = 0xFFDFE3E8,
        Bar = 0xFFF1F3F6,
        Panel = 0xFFF9FAFB,
        Border = 0xFFC9D0D8,
        Edge = 0xFF8C96A3,
        Track = 0xFFD9DFE6,
        Zero = 0xFFE8EAEB,
        Text = 0xFF171C23,
        Secondary = 0xFF4A5562,
        Accent = 0xFF0B62BD,
        AccentFill = 0xFFC9E0F8,
        AccentQuiet = 0xFF6C9FD2,
        Button = 0xFFE6EAEF,
        ButtonHover = 0xFFD5DCE4,
        Floating = 0xFFFFFFFF,
        Time = 0xFF0A6E4B,
        Pooling = 0xFF6550D0,
        Function = 0xFF876400,
        Moving = 0xFF6B7686,
        Negative = 0xFFB25900,
        Positive = 0xFF0877BD,
        Below = 0xFFF59322,
        Above = 0xFF0877BD,
        Warning = 0xFF825200,
        Record = 0xFFD02A33,
        RecordFill = 0xFFFBD5D7,
        Shade = 0xD9F3F5F8,
        Veil = 0xFF0B62BD,
    };

    // The same objects each time: in other colours all is drawn again.
    private static readonly ThemeColours[] s_dark = InEach(Dark), s_light = InEach(Light);

    private static ThemeColours[] InEach(ThemeColours look) => [.. Appearance.Heats.Select(heat => look with { Heat = heat })];
}
