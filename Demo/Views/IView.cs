using System.Collections.Immutable;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views;

/// <summary>What a view needs beyond the run of the network. Nodes need no word: reading or drawing one makes it come.</summary>
/// <param name="Comparison">Whether it shows how far the values are from the reference backend's.</param>
internal readonly record struct Wanted(bool Comparison);

/// <summary>One of the window's pages: what it shows where, and its keys. Source, model and backend are the same in all.</summary>
internal interface IView
{
    /// <summary>A word for the bar of views.</summary>
    string Name { get; }

    /// <summary>What it is for, one sentence: said when a person opens it for the first time.</summary>
    string Purpose { get; }

    /// <summary>What the mouse does in it, for the help.</summary>
    string MouseHelp { get; }

    /// <summary>What is on and open in it.</summary>
    ViewState State { get; }

    /// <summary>Its keys, beside those of the window (<see cref="WindowKeys"/>).</summary>
    IReadOnlyList<KeyRow> Keys { get; }

    /// <summary>The keys that are buttons at the bottom of the window, from left to right.</summary>
    ImmutableArray<Chord> Legend { get; }

    /// <summary>From the bottom to the top, between the window's bars and the help.</summary>
    IReadOnlyList<IOverlay> Overlays { get; }

    /// <summary>Places its panels in the room between the bars; asked for each frame, the same while nothing has changed.</summary>
    /// <param name="window">The window's own places; those of the panels are empty.</param>
    Layout Arrange(Layout window);

    /// <summary>What it needs computed now.</summary>
    Wanted Wants { get; }

    /// <summary>
    /// What it runs on the frames in place of the opened network; null for that one. Asked for each frame: another object is compiled
    /// beside the last one, which goes on until then (<see cref="Scene.Own"/>).
    /// </summary>
    NetworkParts? Own(Scene scene) => null;

    /// <summary>What runs then, in a line for the window's top; null for the opened network.</summary>
    string? Running(Scene scene) => null;

    /// <summary>How far something is that goes on while another view is shown, 0…1; null where nothing is under way.</summary>
    double? Busy => null;

    /// <summary>A frame is to be drawn, and what runs is known; once a frame, before the overlays.</summary>
    void Begin(Scene scene) { }

    /// <summary>Opens a file that was dropped onto the window, if it is one of the view's own.</summary>
    bool TryOpen(string path, IAppActions app) => false;
}
