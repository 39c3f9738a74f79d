using Demo.Ui;

namespace Demo.Views.Learn;

/// <summary>
/// The places of <see cref="LearnView"/>: left the controls over the curves, in the middle the network's layers, right the confusion
/// matrix over pictures.
/// </summary>
internal sealed record LearnLayout : Layout
{
    private const float Around = Theme.Head + 2 * Theme.Padding + 6;

    public LearnLayout(Layout window) : base(window)
    {
        float width = window.Body.Width;
        var left = window.Body.Left(Math.Clamp(width * 0.235f, 226, 380), out var rest, Theme.Gap);
        var right = rest.RightSlice(Math.Clamp(width * 0.235f, 226, 400), out rest, Theme.Gap);
        Controls = left.Top(Around + ControlsPanel.Height, out left, Theme.Gap);
        Curves = left;
        Layers = rest;
        // As square as its room allows; the pictures have at least two rows.
        Confusion = right.Top(Math.Min(right.Width - 2 * Theme.Padding + Around, right.Height * 0.6f), out right, Theme.Gap);
        Pictures = right;
    }

    /// <summary>What is trained, and how.</summary>
    public Rect Controls { get; }

    /// <summary>Loss and accuracy, and the epochs to go back to.</summary>
    public Rect Curves { get; }

    /// <summary>Kernels, maps and histograms.</summary>
    public Rect Layers { get; }

    /// <summary>How often which class is taken for which.</summary>
    public Rect Confusion { get; }

    /// <summary>The worst mistakes, or a cell's pictures.</summary>
    public Rect Pictures { get; }
}
