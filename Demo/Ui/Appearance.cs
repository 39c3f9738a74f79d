using System.Collections.Immutable;

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
    /// <summary>What heat over a picture can be drawn in.</summary>
    public static ImmutableArray<ColourMap> Heats { get; } = [ColourMap.Turbo, ColourMap.BlueYellow, ColourMap.Viridis];

    public Brightness Brightness { get; init; }

    /// <summary>The colours of heat over a picture: one of <see cref="Heats"/>.</summary>
    public ColourMap Heat { get; init; } = ColourMap.Turbo;

    /// <summary>One that was read from a file, where it has values that there are; else the first one.</summary>
    public static Appearance Usable(Appearance? read) =>
        read is not null && Enum.IsDefined(read.Brightness) && Heats.Contains(read.Heat) ? read : new Appearance();
}
