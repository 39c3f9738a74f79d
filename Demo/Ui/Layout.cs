namespace Demo.Ui;

/// <summary>Which panels are open.</summary>
internal readonly record struct Panels(bool Sees, bool Predictions, bool Kernels, bool Timings);

/// <summary>
/// Where everything lies, from the window's size alone: nothing overlaps or is cut off from 960×540 up. All in logical
/// pixels.
/// </summary>
internal sealed record Layout
{
    public const float MinWidth = 960, MinHeight = 540;

    private const float TopHeight = 40, StatusHeight = 28;
    private const float HeadAndPads = Theme.Head + 2 * Theme.Padding;

    public required Rect Window { get; init; }

    public required Rect TopBar { get; init; }

    /// <summary>Figures to the left and the legend to the right; on narrow windows one above the other.</summary>
    public required Rect Status { get; init; }

    public required Rect Legend { get; init; }

    public required Rect Source { get; init; }

    /// <summary>Empty when the panel is closed, as are the next ones.</summary>
    public required Rect Sees { get; init; }

    public required Rect Predictions { get; init; }

    /// <summary>The network, or what takes its place: the enlarged map, the timing table.</summary>
    public required Rect Centre { get; init; }

    public required Rect Inspector { get; init; }

    /// <summary>The arithmetic of the pixel under the mouse.</summary>
    public required Rect Arithmetic { get; init; }

    public required Rect Timings { get; init; }

    /// <summary>How many framebuffer pixels a logical pixel takes: the desktop's scale, or more where there is much room.</summary>
    public static float ScaleFor(int width, int height, float contentScale)
    {
        float roomy = MathF.Floor(Math.Min(width / 1480f, height / 832f) * 4) / 4;
        float most = Math.Min(width / MinWidth, height / MinHeight);
        // A window smaller than the smallest layout shows it shrunk.
        return Math.Min(Math.Max(1, Math.Max(contentScale, roomy)), most);
    }

    /// <summary>Lays a window out.</summary>
    public static Layout For(float width, float height, Panels panels)
    {
        var window = new Rect(0, 0, width, height);
        bool narrow = width < 1240;
        var top = window.Top(TopHeight, out var rest);
        var bottom = rest.BottomSlice(narrow ? 2 * StatusHeight - 6 : StatusHeight, out rest);
        var status = bottom.Inset(12, 0);
        var legend = status.RightSlice(status.Width * 0.37f, out status);
        if (narrow)
            (status, legend) = (bottom.Inset(12, 0).Top(bottom.Height / 2, out var under), under);
        rest = rest.Inset(Theme.Gap);
        var left = rest.Left(Math.Clamp(width * 0.2f, 204, 360), out rest, Theme.Gap);
        var right = rest.RightSlice(Math.Clamp(width * 0.231f, 226, 420), out rest, Theme.Gap);
        var (source, sees, predictions) = SplitLeft(left, panels);
        var (inspector, arithmetic, timings) = SplitRight(right, panels);
        return new Layout
        {
            Window = window,
            TopBar = top,
            Status = status,
            Legend = legend,
            Source = source,
            Sees = sees,
            Predictions = predictions,
            Centre = rest,
            Inspector = inspector,
            Arithmetic = arithmetic,
            Timings = timings,
        };
    }

    // The drawing is as large a square as leaves the other two enough; what is left goes to the predictions.
    private static (Rect, Rect, Rect) SplitLeft(Rect column, Panels panels)
    {
        float seesHeight = panels.Sees ? HeadAndPads + Math.Clamp(column.Height * 0.15f, 72, 150) : 0;
        float barsHeight = panels.Predictions ? HeadAndPads + 5 * Theme.Row + 4 : 0;
        float others = (panels.Sees ? seesHeight + Theme.Gap : 0) + (panels.Predictions ? barsHeight + Theme.Gap : 0);
        float square = Math.Min(column.Width - 2 * Theme.Padding, column.Height - others - HeadAndPads - 4);
        var source = column.Top(panels.Sees || panels.Predictions ? square + HeadAndPads + 4 : column.Height, out var rest, Theme.Gap);
        if (!panels.Sees)
            return (source, default, panels.Predictions ? rest : default);
        if (!panels.Predictions)
            return (source, rest, default);
        var sees = rest.Top(seesHeight, out rest, Theme.Gap);
        return (source, sees, rest);
    }

    private static (Rect, Rect, Rect) SplitRight(Rect column, Panels panels)
    {
        float spare = column.Height - 2 * Theme.Gap;
        float timingHeight = panels.Timings ? Math.Clamp(spare * 0.28f, HeadAndPads + 4 * Theme.Row - 4, 260) : 0;
        float above = column.Height - (panels.Timings ? timingHeight + Theme.Gap : 0);
        float inspectorHeight = Math.Clamp((above - Theme.Gap) * 0.44f, 132, 400);
        var inspector = column.Top(inspectorHeight, out var rest, Theme.Gap);
        if (!panels.Timings)
            return (inspector, rest, default);
        var arithmetic = rest.Top(above - inspectorHeight - Theme.Gap, out rest, Theme.Gap);
        return (inspector, arithmetic, rest);
    }
}
