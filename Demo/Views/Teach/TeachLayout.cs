using Demo.Ui;

namespace Demo.Views.Teach;

/// <summary>The places of <see cref="TeachView"/>: left the picture and what is said of it, then the classes, right the training.</summary>
internal sealed record TeachLayout : Layout
{
    public TeachLayout(Layout window) : base(window)
    {
        var left = window.Body.Left(Math.Clamp(window.Body.Width * 0.32f, 290, 620), out var rest, Theme.Gap);
        Training = rest.RightSlice(Math.Clamp(window.Body.Width * 0.22f, 216, 340), out rest);
        Cards = rest with { Width = rest.Width - Theme.Gap };
        // A picture of 4:3 as wide as the column, with headline and caption; the rest is the bars'.
        float picture = (left.Width - 2 * Theme.Padding) * 0.75f + Theme.Head + 2 * Theme.Padding + 34;
        Source = left.Top(Math.Min(picture, left.Height * 0.6f), out left, Theme.Gap);
        Bars = left;
    }

    /// <summary>What is said of the newest frame.</summary>
    public Rect Bars { get; }

    /// <summary>A card for each class.</summary>
    public Rect Cards { get; }

    /// <summary>Training, accuracy, saving.</summary>
    public Rect Training { get; }
}
