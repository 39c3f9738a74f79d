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

    /// <summary>The sizes to choose from: times what the window is usually shown in.</summary>
    public static ImmutableArray<float> Scales { get; } = [0.75f, 0.9f, 1, 1.1f, 1.25f, 1.5f, 1.75f, 2];

    /// <summary>How large everything is, times what it usually is.</summary>
    public float Scale { get; init; } = 1;

    /// <summary>One that was read from a file, where it has values that there are; else the first one.</summary>
    public static Appearance Usable(Appearance? read) =>
        read is { Scale: >= 0.75f and <= 2 } && Enum.IsDefined(read.Brightness) && Heats.Contains(read.Heat) ? read : new Appearance();
}
