using Demo.Ui;

namespace Demo.Views.Cut;

/// <summary>
/// The places of <see cref="CutView"/>: left the picture and what both networks say of it, then the layers with the cuts, the chosen
/// kernel, right the maps before and after.
/// </summary>
internal sealed record CutLayout : Layout
{
    public CutLayout(Layout window) : base(window)
    {
        var body = window.Body;
        var left = body.Left(Math.Clamp(body.Width * 0.24f, 226, 380), out var rest, Theme.Gap);
        float answers = Theme.Head + 2 * Theme.Padding + 6 + AnswersPanel.Rows * AnswersPanel.RowHeight;
        Source = left.Top(Math.Max(150, Math.Min(left.Width + 40, left.Height - answers - Theme.Gap)), out left, Theme.Gap);
        Answers = left;
        var layers = rest.Left(Math.Clamp(body.Width * 0.19f, 178, 290), out rest, Theme.Gap);
        Cuts = layers.BottomSlice(Math.Clamp(layers.Height * 0.34f, 132, 260), out layers, Theme.Gap);
        Layers = layers;
        Maps = rest.RightSlice(Math.Clamp(body.Width * 0.31f, 270, 620), out rest);
        rest = rest with { Width = rest.Width - Theme.Gap };
        Lesson = rest.BottomSlice(Math.Clamp(rest.Height * 0.2f, 138, 170), out rest, Theme.Gap);
        Kernel = rest;
    }

    /// <summary>What both networks say.</summary>
    public Rect Answers { get; }

    /// <summary>The layers, with marks where they are cut and how far their values are from the original's.</summary>
    public Rect Layers { get; }

    /// <summary>The cuts that were made.</summary>
    public Rect Cuts { get; }

    /// <summary>The chosen kernel, and what can be done to the layer.</summary>
    public Rect Kernel { get; }

    /// <summary>Maps of the original, of the changed network, and their difference.</summary>
    public Rect Maps { get; }
}
