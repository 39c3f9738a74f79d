namespace Demo.Ui;

/// <summary>Light on dark or dark on light.</summary>
internal enum Brightness
{
    Dark,
    Light,
}

/// <summary>How the window looks, as a person has chosen it.</summary>
internal sealed record Appearance
{
    public Brightness Brightness { get; init; }

    /// <summary>One that was read from a file, where it has values that there are; else the first one.</summary>
    public static Appearance Usable(Appearance? read) => read is not null && Enum.IsDefined(read.Brightness) ? read : new Appearance();
}
