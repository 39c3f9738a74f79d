using Cnn.Detection;

namespace Demo.Ui;

/// <summary>Points of a thing and the lines between them, on a picture.</summary>
internal static class PointDrawing
{
    // A mesh of more is drawn finer: its points would cover the face.
    private const int Many = 60;

    private const uint Under = 0x90000000;

    /// <summary>How near to a point a click means it, in logical pixels.</summary>
    private const float Reach = 8;

    /// <summary>Draws those that are sure enough.</summary>
    public static void Draw(
        DrawList list, ReadOnlySpan<Keypoint> points, PointSet set, float threshold, uint colour, in Sight sight, int chosen = -1)
    {
        foreach (bool under in (ReadOnlySpan<bool>)[true, false])
            foreach (var (from, to) in set.Skeleton)
            {
                if (from >= points.Length || to >= points.Length || !IsSeen(points[from], threshold) || !IsSeen(points[to], threshold))
                    continue;
                var (x0, y0) = sight.At(points[from].X, points[from].Y);
                var (x1, y1) = sight.At(points[to].X, points[to].Y);
                list.Segment(x0, y0, x1, y1, under ? Under : colour, under ? 4.5f : 2.5f);
            }
        for (int i = 0; i < points.Length; i++)
        {
            if (!IsSeen(points[i], threshold))
                continue;
            var (x, y) = sight.At(points[i].X, points[i].Y);
            if (points.Length > Many)
                list.Disc(x, y, 1.2f, colour);
            else if (i == chosen)
                list.Disc(x, y, 6.5f, colour, Theme.BrightInk, 2.5f);
            else
                list.Disc(x, y, 3.5f, Theme.BrightInk, Under, 1.5f);
        }
    }

    /// <summary>Places that can be clicked around those that are drawn; not on a mesh.</summary>
    public static void Place(DrawList list, ReadOnlySpan<Keypoint> points, float threshold, in Sight sight, Handle handle, string tip)
    {
        for (int i = 0; i < points.Length && points.Length <= Many; i++)
            if (IsSeen(points[i], threshold) && sight.At(points[i].X, points[i].Y) is var (x, y))
                list.Hot(new Rect(x - Reach, y - Reach, 2 * Reach, 2 * Reach).Intersect(sight.Picture), handle, tip, i);
    }

    /// <summary>Whether a point is sure enough to be drawn.</summary>
    public static bool IsSeen(in Keypoint point, float threshold) => point.Score >= threshold && float.IsFinite(point.X + point.Y);
}
