using System.Collections.Immutable;
using Demo.Ui;

namespace Demo.Touring;

/// <summary>One step of the guided tour: what the window shows, and what a person does there.</summary>
/// <param name="Key">Its sentences in the files of languages are <c>tour.KEY.title</c>, <c>.text</c> and <c>.task</c>.</param>
/// <param name="View">The view that shows it.</param>
/// <param name="At">What is pointed at.</param>
/// <param name="IsDone">Whether a person has done what is asked, since the step began.</param>
internal sealed record TourStep(string Key, string View, Func<Layout, Rect> At, Func<Scene, TourBeginning, bool> IsDone)
{
    public string Title { get; } = $"tour.{Key}.title";

    public string Text { get; } = $"tour.{Key}.text";

    public string Task { get; } = $"tour.{Key}.task";

    /// <summary>The layer that is chosen: the first that fits; null where the choice is of no matter.</summary>
    public Func<Layer, bool>? Layer { get; init; }

    /// <summary>What else the card leaves free as long as there is room: what is clicked.</summary>
    public Func<Layout, Rect> Around { get => field ?? At; init; }

    /// <summary>What is on in the view.</summary>
    public ImmutableArray<Toggle> On { get; init; } = [];

    /// <summary>Whether Enter is the view's key until the step is done.</summary>
    public bool LeavesEnter { get; init; }

    /// <summary>Whether the card shows how the network is fooled.</summary>
    public bool Fools { get; init; }
}

/// <summary>What there was when a step began.</summary>
/// <param name="Frame">The newest frame.</param>
/// <param name="Layer">The chosen layer.</param>
/// <param name="Channel">Its chosen map.</param>
/// <param name="Pixel">The cell that the mouse was over.</param>
/// <param name="Slides">Whether the lesson's window slid.</param>
/// <param name="Steps">How many steps the network in Learn had learnt.</param>
/// <param name="Examples">How many frames were recorded in Teach.</param>
internal readonly record struct TourBeginning(
    long Frame, Layer Layer, int Channel, (int X, int Y)? Pixel, bool Slides, long Steps, int Examples);
