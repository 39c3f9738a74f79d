using Cnn.Networks;

namespace Cnn.Training;

/// <summary>Cuts a window out of a scene, at its own scale or at a quarter of it, under another light.</summary>
internal static class FinderWindow
{
    /// <summary>The second scale at which the finder sees a frame: so many pixels along each axis become one.</summary>
    public const int Coarse = 4;

    // The share of windows of the coarse scale, of negatives among pictures, of windows around a digit.
    private const double CoarseShare = 0.35, InvertedShare = 0.2, AimedShare = 0.75;

    /// <summary>Fills one window.</summary>
    /// <param name="scene">The picture.</param>
    /// <param name="side">The window's, in pixels.</param>
    /// <param name="random">Decides.</param>
    /// <param name="window">Side² values −½ … ½, 0 beyond the picture.</param>
    /// <returns>The scene's boxes in the window's pixels.</returns>
    public static IEnumerable<SceneBox> Cut(Scene scene, int side, Random random, Span<float> window)
    {
        int scale = random.NextDouble() < CoarseShare ? Coarse : 1;
        int height = scene.Height / scale, width = scene.Width / scale;
        SceneBox[] suited = [.. scene.Boxes.Where(b => b.Size / scale is >= DigitFinder.Smallest and <= DigitFinder.Largest)];
        int top, left;
        if (suited.Length > 0 && random.NextDouble() < AimedShare)
        {
            var box = suited[random.Next(suited.Length)];
            top = Around(random, box.Top / scale, box.Bottom / scale, side);
            left = Around(random, box.Left / scale, box.Right / scale, side);
        }
        else
        {
            top = Anywhere(random, height, side);
            left = Anywhere(random, width, side);
        }
        var light = Light.Choose(random, random.NextDouble() < InvertedShare);
        for (int y = 0; y < side; y++)
            for (int x = 0; x < side; x++)
            {
                int row = top + y, column = left + x;
                bool within = row >= 0 && row < height && column >= 0 && column < width;
                window[y * side + x] = within ? light.Apply(Mean(scene, row, column, scale), random) : 0;
            }
        return scene.Boxes.Select(b => new SceneBox(
            b.Top / scale - top, b.Left / scale - left, b.Bottom / scale - top, b.Right / scale - left));
    }

    private static float Mean(Scene scene, int row, int column, int scale)
    {
        if (scale == 1)
            return scene.Grey[row * scene.Width + column];
        int sum = 0;
        for (int y = row * scale; y < (row + 1) * scale; y++)
            for (int x = column * scale; x < (column + 1) * scale; x++)
                sum += scene.Grey[y * scene.Width + x];
        return (float)sum / (scale * scale);
    }

    // Where a window begins that holds a span, a little of what is around it too.
    private static int Around(Random random, float begin, float end, int side)
    {
        int least = (int)MathF.Ceiling(end) - side, most = (int)MathF.Floor(begin);
        return least >= most ? (least + most) / 2 : random.Next(least, most + 1);
    }

    // A smaller picture lies anywhere in the window.
    private static int Anywhere(Random random, int length, int side) =>
        length > side ? random.Next(length - side + 1) : -random.Next(side - length + 1);
}
