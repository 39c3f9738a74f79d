using Cnn.Detection;

namespace Demo.Ui;

/// <summary>Points of a thing and the lines between them, on a picture.</summary>
internal static class PointDrawing
{
    // A mesh of more is drawn finer: its points would cover the face.
    private const int Many = 60;

    private const uint Under = 0x90000000;

    /// <summary>Draws those that are sure enough.</summary>
    public static void Draw(DrawList list, ReadOnlySpan<Keypoint> points, PointSet set, float threshold, uint colour, in Sight sight)
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
        foreach (var point in points)
        {
            if (!IsSeen(point, threshold))
                continue;
            var (x, y) = sight.At(point.X, point.Y);
            if (points.Length > Many)
                list.Disc(x, y, 1.2f, colour);
            else
                list.Disc(x, y, 3.5f, Theme.Text, Under, 1.5f);
        }
    }

    private static bool IsSeen(in Keypoint point, float threshold) => point.Score >= threshold && float.IsFinite(point.X + point.Y);
}
