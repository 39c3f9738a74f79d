namespace Demo.Ui;

/// <summary>Where in its rectangle a line of text stands.</summary>
internal enum Align
{
    Left,
    Centre,
    Right,
}

/// <summary>How a line of text looks. Lines that do not fit are narrowed by up to a quarter, then end in an ellipsis.</summary>
/// <param name="Size">The font's height in logical pixels.</param>
/// <param name="Colour">0xAARRGGBB.</param>
/// <param name="Align">Where in its rectangle it stands.</param>
/// <param name="Bold">Heavier strokes.</param>
/// <param name="MayCut">Whether an ellipsis is fine, as for file names and labels from outside.</param>
internal readonly record struct TextStyle(
    float Size, uint Colour, Align Align = Align.Left, bool Bold = false, bool MayCut = false)
{
    public static TextStyle Body => new(Theme.Body, Theme.Text);

    public static TextStyle Quiet => new(Theme.Body, Theme.Secondary);

    public static TextStyle Label => new(Theme.Label, Theme.Secondary);

    public static TextStyle Value => new(Theme.Label, Theme.Text);

    public TextStyle Right => this with { Align = Align.Right };

    public TextStyle Centred => this with { Align = Align.Centre };

    public TextStyle Strong => this with { Bold = true };

    public TextStyle Cut => this with { MayCut = true };

    public TextStyle In(uint colour) => this with { Colour = colour };
}
