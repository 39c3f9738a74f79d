using Demo.Ui;

namespace Demo.Remembering;

/// <summary>The window's size, in the units of the mouse.</summary>
internal readonly record struct WindowSize(int Width, int Height);

/// <summary>
/// What a window remembers until the next start: a key of the file for each property, by the property's name. Null means that nothing is
/// remembered, and is not written; whoever takes a value checks it, for anything may be in the file.
/// </summary>
internal sealed record Settings
{
    /// <summary>How the file is written; a program that changes what a key means writes a larger number.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The version of the file that this was read from.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>A model's file, or the name of a fetched one.</summary>
    public string? Model { get; init; }

    /// <summary>What frames came from, as <c>--source</c> names it. Only files are opened unasked.</summary>
    public string? Source { get; init; }

    /// <summary>The view that was shown, by its name.</summary>
    public string? View { get; init; }

    /// <summary>What is on, or not, other than at first, by the name of the view and of the <see cref="Toggle"/>.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, bool>>? Toggles { get; init; }

    /// <summary>How the window looks.</summary>
    public Appearance? Appearance { get; init; }

    public ColourMap? Colours { get; init; }

    public RangeOf? Range { get; init; }

    /// <summary>How dense the heat map lies over the source, 0…1.</summary>
    public float? Blend { get; init; }

    public WindowSize? Window { get; init; }

    /// <summary>The language of what is said to beginners, such as <c>de</c>.</summary>
    public string? Language { get; init; }

    /// <summary>The files and folders that were opened, the newest first.</summary>
    public string[]? Recent { get; init; }
}
