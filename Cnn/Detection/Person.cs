namespace Cnn.Detection;

/// <summary>One thing that is known by its points alone.</summary>
internal static class Person
{
    /// <summary>Adds the points, with a box around those that are sure enough and the mean of their scores; nothing if none is.</summary>
    public static void Add(Detections found, ReadOnlySpan<Keypoint> points, float threshold)
    {
        float left = float.PositiveInfinity, top = left, right = float.NegativeInfinity, bottom = right, sum = 0;
        int count = 0;
        foreach (var point in points)
        {
            if (!(point.Score >= threshold))
                continue;
            (left, right) = (Math.Min(left, point.X), Math.Max(right, point.X));
            (top, bottom) = (Math.Min(top, point.Y), Math.Max(bottom, point.Y));
            sum += point.Score;
            count++;
        }
        if (count > 0)
            found.Add(new Box(0, sum / count, left, top, right, bottom), null, points);
    }
}
