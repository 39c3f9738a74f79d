using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The kernels of one map for all its inputs as small pictures, to choose from.</summary>
internal static class KernelThumbs
{
    private const float Gap = 2, Smallest = 6, Largest = 14, ArrowWidth = 10;

    /// <summary>
    /// As many as fit around the one that is looked at; a click chooses, and at the ends an arrow goes on to those that did not fit.
    /// </summary>
    /// <param name="scene">The scene.</param>
    /// <param name="kernels">Their numbers, one kernel after the other.</param>
    /// <param name="kernelCount">How many there are.</param>
    /// <param name="columns">Numbers in a row.</param>
    /// <param name="looked">The one that is looked at.</param>
    /// <param name="room">Where there is room.</param>
    /// <param name="height">How much of its height they may take.</param>
    /// <returns>The room that is left under them.</returns>
    public static Rect Draw(Scene scene, ReadOnlySpan<float> kernels, int kernelCount, int columns, int looked, Rect room, float height)
    {
        float thumb = Largest;
        while (thumb > Smallest && Fit(room.Width, height, thumb, out _) < kernelCount)
            thumb--;
        int fit = Fit(room.Width, height, thumb, out int across);
        if (fit == 0)
            return room;
        var whole = room;
        if (fit < kernelCount)
        {
            room = room.Inset(ArrowWidth, 0);
            fit = Fit(room.Width, height, thumb, out across);
        }
        int first = Math.Clamp(looked - fit / 2, 0, Math.Max(0, kernelCount - fit));
        int count = Math.Min(fit, kernelCount), cells = kernels.Length / kernelCount;
        // One scale for all, so that strong and weak ones can be told apart.
        var (low, high) = MapView.Range(kernels);
        double most = Math.Max(Math.Max(Math.Abs(low), Math.Abs(high)), 1e-12);
        for (int i = 0; i < count; i++)
        {
            int c = first + i;
            float x = room.X + i % across * (thumb + Gap), y = room.Y + i / across * (thumb + Gap);
            var place = new Rect(x, y, thumb, thumb);
            CellGrid.Draw(scene.List, place.Fit(columns, cells / columns), kernels.Slice(c * cells, cells), columns, most);
            if (c == looked)
                scene.List.Outline(place.Inset(-1), Theme.Accent, 1, 1);
            scene.List.Hot(
                place, HotKind.Kernel, "The kernel for one input map; a click chooses it, another click the strongest again.", a: c);
        }
        var block = whole.Top((count + across - 1) / across * (thumb + Gap), out var rest, 2);
        if (first > 0)
            DrawArrow(scene, block.Left(ArrowWidth, out _), "◀", Math.Max(0, looked - fit));
        if (first + count < kernelCount)
            DrawArrow(scene, block.RightSlice(ArrowWidth, out _), "▶", Math.Min(kernelCount - 1, looked + fit));
        return rest;
    }

    private static void DrawArrow(Scene scene, in Rect place, string sign, int input)
    {
        bool hover = place.Contains(scene.State.Mouse.X, scene.State.Mouse.Y);
        var style = new TextStyle(8, hover ? Theme.Text : Theme.Secondary, Align.Centre);
        scene.List.Text(place, style, sign);
        scene.List.Hot(place, HotKind.Kernel, "Goes on to the kernels of other input maps, as the wheel does.", a: input);
    }

    private static int Fit(float width, float height, float thumb, out int across)
    {
        across = Math.Max(1, (int)((width + Gap) / (thumb + Gap)));
        return across * (int)((height + Gap) / (thumb + Gap));
    }
}
