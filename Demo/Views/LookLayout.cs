using Demo.Overlays;
using Demo.Ui;

namespace Demo.Views;

/// <summary>
/// Which of the panels that can be closed are there, whether the source has the middle, whether a heat map's scale is under it, how
/// many rows of networks the predictions have, and whether a lesson is given.
/// </summary>
internal readonly record struct SidePanels(
    bool Sees, bool Predictions, bool Timings, bool LargeSource = false, bool Heat = false, int Networks = 0, bool Lesson = false);

/// <summary>The places of <see cref="LookView"/>: the source left, the network in the middle, the chosen unit right.</summary>
internal static class LookLayout
{
    private const float HeadAndPads = Theme.Head + 2 * Theme.Padding;

    private const float LeastSource = 100;

    // Two boxes and the slider.
    private const float LeastPredictions = 72;

    // Three lines of a sentence under tables of numbers that can be read.
    private const float LeastLesson = 206;

    public static Layout Fill(Layout window, SidePanels panels)
    {
        float width = window.Window.Width;
        var left = window.Body.Left(Math.Clamp(width * 0.2f, 204, 360), out var rest, Theme.Gap);
        var right = rest.RightSlice(Math.Clamp(width * 0.231f, 226, 420), out rest, Theme.Gap);
        var (source, sees, predictions) = SplitLeft(left, panels);
        // Rows of networks push what the network sees away.
        if (panels is { Sees: true, Predictions: true, Networks: > 0 }
            && predictions.Height < HeadAndPads + LeastPredictions + panels.Networks * Theme.Row)
            (source, sees, predictions) = SplitLeft(left, panels with { Sees = false });
        Rect lesson = default;
        if (panels.Lesson)
            lesson = rest.BottomSlice(Math.Clamp(rest.Height * 0.46f, LeastLesson, 330), out rest, Theme.Gap);
        if (panels.LargeSource)
        {
            (sees, predictions) = ShareLeft(left, panels);
            (source, rest) = (panels.Sees || panels.Predictions ? rest : rest with { X = left.X, Width = rest.Right - left.X }, default);
        }
        var (inspector, arithmetic, timings) = SplitRight(right, panels.Timings);
        return window with
        {
            Source = source,
            Sees = sees,
            Predictions = predictions,
            Centre = rest,
            Inspector = inspector,
            Arithmetic = arithmetic,
            Timings = timings,
            Lesson = lesson,
        };
    }

    // The drawing is as large a square as leaves the other two enough; what is left goes to the predictions.
    private static (Rect, Rect, Rect) SplitLeft(Rect column, SidePanels panels)
    {
        float seesHeight = panels.Sees ? HeadAndPads + Math.Clamp(column.Height * 0.15f, 72, 150) : 0;
        // Beside what the network sees there is no room for more.
        float rows = panels.Sees ? 5 : 5 + panels.Networks;
        float barsHeight = panels.Predictions ? HeadAndPads + rows * Theme.Row + 4 : 0;
        float others = (panels.Sees ? seesHeight + Theme.Gap : 0) + (panels.Predictions ? barsHeight + Theme.Gap : 0);
        float around = HeadAndPads + 4 + (panels.Heat ? HeatMap.ScaleHeight + HeatMap.ScaleGap : 0);
        float square = Math.Max(LeastSource, Math.Min(column.Width - 2 * Theme.Padding, column.Height - others - around));
        var source = column.Top(panels.Sees || panels.Predictions ? square + around : column.Height, out var rest, Theme.Gap);
        if (!panels.Sees)
            return (source, default, panels.Predictions ? rest : default);
        if (!panels.Predictions)
            return (source, rest, default);
        var sees = rest.Top(seesHeight, out rest, Theme.Gap);
        return (source, sees, rest);
    }

    // The picture that enters the network gets what the predictions leave.
    private static (Rect Sees, Rect Predictions) ShareLeft(Rect column, SidePanels panels)
    {
        if (!panels.Sees || !panels.Predictions)
            return (panels.Sees ? column : default, panels.Predictions ? column : default);
        var predictions = column.BottomSlice(HeadAndPads + 5 * (Theme.Row + 4) + 4 + panels.Networks * Theme.Row, out var sees, Theme.Gap);
        return (sees, predictions);
    }

    private static (Rect, Rect, Rect) SplitRight(Rect column, bool timed)
    {
        float spare = column.Height - 2 * Theme.Gap;
        float timingHeight = timed ? Math.Clamp(spare * 0.28f, HeadAndPads + 4 * Theme.Row - 4, 260) : 0;
        float above = column.Height - (timed ? timingHeight + Theme.Gap : 0);
        float inspectorHeight = Math.Clamp((above - Theme.Gap) * 0.44f, 132, 400);
        var inspector = column.Top(inspectorHeight, out var rest, Theme.Gap);
        if (!timed)
            return (inspector, rest, default);
        var arithmetic = rest.Top(above - inspectorHeight - Theme.Gap, out rest, Theme.Gap);
        return (inspector, arithmetic, rest);
    }
}
