namespace Cnn.Training;

/// <summary>
/// The flag that many hands draw on a 1, and the base under it. Where MNIST comes from hardly anybody does, and a network
/// that has never seen one takes a flagged 1 for a 7.
/// </summary>
internal static class Flag
{
    // Pixels this close to the middle of the stroke tell where it begins and ends.
    private const float OnStroke = 0.75f;

    private const double BaseShare = 0.35;

    /// <summary>A stroke's distances with the new strokes' distances in them.</summary>
    /// <param name="distance">From each pixel to the middle of the strokes, row-major (<see cref="Skeleton.Distance"/>).</param>
    /// <param name="width">Pixels in each row.</param>
    /// <param name="random">Draws the lengths and angles.</param>
    public static float[] Draw(float[] distance, int width, Random random)
    {
        int top = Array.FindIndex(distance, d => d < OnStroke);
        int bottom = Array.FindLastIndex(distance, d => d < OnStroke);
        if (top < 0)
            return distance;
        var tip = (Y: (double)(top / width), X: (double)(top % width));
        // From the tip down the stroke; the flag goes the same way, turned to the left.
        double downY = bottom / width - tip.Y, downX = bottom % width - tip.X;
        double angle = (25 + 40 * random.NextDouble()) * Math.PI / 180;
        double length = 0.2 + 0.3 * random.NextDouble();
        var flagged = (float[])distance.Clone();
        Line(flagged, width, tip, (
            tip.Y + length * (downY * Math.Cos(angle) + downX * Math.Sin(angle)),
            tip.X + length * (downX * Math.Cos(angle) - downY * Math.Sin(angle))));
        if (random.NextDouble() < BaseShare)
        {
            double left = (0.1 + 0.25 * random.NextDouble()) * downY, right = (0.1 + 0.25 * random.NextDouble()) * downY;
            Line(flagged, width, (tip.Y + downY, tip.X + downX - left), (tip.Y + downY, tip.X + downX + right));
        }
        return flagged;
    }

    private static void Line(float[] distance, int width, (double Y, double X) from, (double Y, double X) to)
    {
        double dy = to.Y - from.Y, dx = to.X - from.X;
        double lengthSquared = Math.Max(dy * dy + dx * dx, 1e-9);
        for (int i = 0; i < distance.Length; i++)
        {
            double y = i / width - from.Y, x = i % width - from.X;
            double along = Math.Clamp((y * dy + x * dx) / lengthSquared, 0, 1);
            distance[i] = MathF.Min(distance[i], (float)Math.Sqrt(Square(y - along * dy) + Square(x - along * dx)));
        }
    }

    private static double Square(double value) => value * value;
}
