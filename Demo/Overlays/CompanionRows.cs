using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>A row for each network that runs beside the opened one: its switch, what it says, and how long a run takes.</summary>
internal static class CompanionRows
{
    private const float TimeWidth = 52, LeastSaid = 40, MostName = 86, LeastAbove = 44;

    /// <summary>How many rows are in the list, unfolded or not; one line where it is unfolded and empty.</summary>
    public static int Count(Scene scene)
    {
        bool all = scene.IsOn(Toggle.Networks);
        int count = 0;
        foreach (var row in scene.Companions)
            count += all || row.IsListed ? 1 : 0;
        return all ? Math.Max(1, count) : count;
    }

    /// <summary>Draws those that are in the list, or while it is unfolded all, at the bottom of a panel.</summary>
    /// <returns>What is left for the opened network.</returns>
    public static Rect Draw(Scene scene, in Rect body)
    {
        bool all = scene.IsOn(Toggle.Networks);
        int count = Count(scene);
        if (count == 0)
            return body;
        // The opened network keeps a line and its slider.
        int shown = Math.Clamp((int)((body.Height - LeastAbove) / Theme.Row), 1, count);
        var rows = body.BottomSlice(shown * Theme.Row, out var rest, 4);
        if (scene.Companions.IsEmpty)
            scene.List.Text(rows, TextStyle.Label.Cut, "no other network is here; models fetch brings some");
        for (int i = 0; i < scene.Companions.Length && shown > 0; i++)
        {
            if (!all && !scene.Companions[i].IsListed)
                continue;
            // The last row says that there are more.
            if (--shown == 0 && count > 1)
            {
                scene.List.Text(rows, TextStyle.Label.Cut, $"and {count} more");
                break;
            }
            DrawRow(scene, rows.Top(Theme.Row, out rows), scene.Companions[i], i);
            count--;
        }
        return rest;
    }

    private static void DrawRow(Scene scene, in Rect line, CompanionRow row, int index)
    {
        float name = Math.Min(MostName, scene.Fonts.Measure(row.Name, Theme.Label) + 2) + 28;
        var spot = new HotSpot(default, HotKind.Companion, Key.Unknown, index, 0, row.Help);
        var place = line.Left(name, out var rest, 8);
        Widgets.Toggle(scene, place, "", row.IsOn, spot);
        place.Left(28, out var named);
        scene.List.Text(named, (row.IsOn ? TextStyle.Value : TextStyle.Label).Cut, row.Name);
        if (row.IsOn && !double.IsNaN(row.Milliseconds) && rest.Width >= TimeWidth + LeastSaid)
            scene.List.Text(rest.RightSlice(TimeWidth, out rest, 6), TextStyle.Value.Right, $"{row.Milliseconds:0.0} ms");
        if (row.Progress < 1)
            scene.List.Text(rest, TextStyle.Label.Cut, $"compiling {row.Progress * 100:0} %");
        else if (row is { IsOn: true, Things: [{ Answer.Probability: { } share }] })
            scene.List.Text(rest, TextStyle.Value.Cut, $"{row.Said} {share * 100:0} %");
        else if (row.IsOn)
            scene.List.Text(rest, TextStyle.Value.Cut, row.Output is null ? "…" : row.Said);
    }
}
