namespace Demo.Ui;

/// <summary>The look: colours (0xAARRGGBB) and measures (logical pixels) that every panel shares.</summary>
internal static class Theme
{
    public const uint Background = 0xFF14171C;
    public const uint Bar = 0xFF181C22;
    public const uint Panel = 0xFF1C2027;
    public const uint Border = 0xFF2A303A;
    public const uint Track = 0xFF2A2F39;
    public const uint Zero = 0xFF22272F;
    public const uint Text = 0xFFE6E9EF;
    public const uint Secondary = 0xFF9AA4B2;
    public const uint Accent = 0xFF4EA1FF;
    public const uint AccentFill = 0xFF2A4A73;
    public const uint Button = 0xFF242A33;
    public const uint ButtonHover = 0xFF303845;
    public const uint Time = 0xFF3FB68B;
    public const uint Negative = 0xFFFFA448;
    public const uint Positive = 0xFF60BAFF;
    public const uint Warning = 0xFFFFC857;
    public const uint Shade = 0xD90F1216;

    public const float Gap = 8;
    public const float Padding = 10;
    public const float Radius = 8;
    public const float Body = 13;
    public const float Label = 12;

    /// <summary>The height of a line of text with the room around it.</summary>
    public const float Row = 20;

    /// <summary>The height of a panel's headline.</summary>
    public const float Head = 18;

    /// <summary>The colour with another opacity, 0…1.</summary>
    public static uint Fade(uint colour, float opacity) =>
        colour & 0xFFFFFF | (uint)(Math.Clamp(opacity, 0, 1) * (colour >> 24) + 0.5f) << 24;
}
