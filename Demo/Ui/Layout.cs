namespace Demo.Ui;

/// <summary>
/// Where everything lies: the window's own parts from its size alone, and the panels where the view that is shown puts them.
/// Nothing overlaps or is cut off from 960×540 up. All in logical pixels; a view with places of its own derives from this.
/// </summary>
internal record Layout
{
    public const float MinWidth = 960, MinHeight = 540;

    private const float TopHeight = 40, StatusHeight = 28;

    private const float FiguresWidth = 980, LegendWidth = 960;

    public Rect Window { get; init; }

    public Rect TopBar { get; init; }

    /// <summary>Figures to the left and the legend to the right; on narrow windows one above the other.</summary>
    public Rect Status { get; init; }

    public Rect Legend { get; init; }

    /// <summary>The room between the bars, which belongs to the view.</summary>
    public Rect Body { get; init; }

    /// <summary>Empty where the view has no such panel or it is closed, as are the next ones.</summary>
    public Rect Source { get; init; }

    public Rect Sees { get; init; }

    public Rect Predictions { get; init; }

    /// <summary>The network, or what takes its place: the enlarged map, the timing table.</summary>
    public Rect Centre { get; init; }

    public Rect Inspector { get; init; }

    /// <summary>The arithmetic of the pixel under the mouse.</summary>
    public Rect Arithmetic { get; init; }

    public Rect Timings { get; init; }

    /// <summary>What a beginner reads of what was chosen.</summary>
    public Rect Lesson { get; init; }

    /// <summary>
    /// How many framebuffer pixels a logical pixel takes: the desktop's scale, or more where there is much room, times what a person has
    /// chosen; never so many that the smallest layout has no room.
    /// </summary>
    public static float ScaleFor(int width, int height, float contentScale, float chosen = 1)
    {
        float most = Math.Min(width / MinWidth, height / MinHeight);
        // A window smaller than the smallest layout shows it shrunk.
        return Math.Min(Usual(width, height, contentScale) * chosen, most);
    }

    /// <summary>The most that a person may choose in a window of this size.</summary>
    public static float MostChosen(int width, int height, float contentScale) =>
        Math.Min(width / MinWidth, height / MinHeight) / Usual(width, height, contentScale);

    private static float Usual(int width, int height, float contentScale)
    {
        float roomy = MathF.Floor(Math.Min(width / 1480f, height / 832f) * 4) / 4;
        return Math.Max(1, Math.Max(contentScale, roomy));
    }

    /// <summary>The window's own parts.</summary>
    public static Layout For(float width, float height)
    {
        var window = new Rect(0, 0, width, height);
        // So wide that figures and the legend's names have room beside each other.
        bool narrow = width < FiguresWidth + LegendWidth;
        var top = window.Top(TopHeight, out var rest);
        var bottom = rest.BottomSlice(narrow ? 2 * StatusHeight - 6 : StatusHeight, out rest);
        var status = bottom.Inset(12, 0);
        var legend = status.RightSlice(status.Width - FiguresWidth, out status);
        if (narrow)
            (status, legend) = (bottom.Inset(12, 0).Top(bottom.Height / 2, out var under), under);
        return new Layout { Window = window, TopBar = top, Status = status, Legend = legend, Body = rest.Inset(Theme.Gap) };
    }
}
