using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>The places of <see cref="SpaceView"/>: left the source over what the network says, and all the rest for the network.</summary>
internal sealed record SpaceLayout : Layout
{
    private const float LeastPredictions = Theme.Head + 2 * Theme.Padding + 5 * Theme.Row + 4;

    public SpaceLayout(Layout window) : base(window)
    {
        var left = window.Body.Left(Math.Clamp(window.Body.Width * 0.19f, 204, 360), out var rest, Theme.Gap);
        float source = Math.Min(left.Width + Theme.Head + 6 + Theme.Padding, left.Height - LeastPredictions - Theme.Gap);
        Source = left.Top(source, out var under, Theme.Gap);
        Predictions = under;
        Space = rest;
    }

    /// <summary>The network.</summary>
    public Rect Space { get; }
}
