namespace Cnn.Training;

/// <summary>
/// The middle line of the strokes in a picture, thinned to one pixel after T. Y. Zhang and C. Y. Suen, "A fast parallel
/// algorithm for thinning digital patterns", CACM 27 (1984). With it a digit can be drawn again with another pen.
/// </summary>
internal static class Skeleton
{
    // Thinning happens on a grid twice as fine as the picture's: a stroke's middle often lies between two pixels.
    private const int Fine = 2;

    // Ink from this grey on belongs to a stroke; low, so that faint joints do not break.
    private const float Threshold = 90;

    /// <summary>For each pixel the distance, in pixels, from its centre to the nearest point of the middle line.</summary>
    /// <returns>Row-major; infinite everywhere when the picture has no ink.</returns>
    public static float[] Distance(ReadOnlySpan<byte> image, int height, int width)
    {
        var (fine, rows, columns) = Magnify(image, height, width);
        Thin(fine, rows, columns);
        var points = new List<(float Y, float X)>();
        for (int i = 0; i < fine.Length; i++)
            if (fine[i])
                points.Add((ToPixel(i / columns), ToPixel(i % columns)));
        var distance = new float[height * width];
        for (int i = 0; i < distance.Length; i++)
        {
            float nearest = float.PositiveInfinity;
            foreach (var (y, x) in points)
            {
                float dy = y - i / width;
                float dx = x - i % width;
                nearest = Math.Min(nearest, dy * dy + dx * dx);
            }
            distance[i] = MathF.Sqrt(nearest);
        }
        return distance;
    }

    // Pixel centres are at whole numbers, and a fine pixel's centre lies a quarter beside it. The fine grid has a
    // border of one empty pixel, so that thinning needs no bounds checks.
    private static float ToPixel(int fine) => (fine - 1 + 0.5f) / Fine - 0.5f;

    private static (bool[] Fine, int Rows, int Columns) Magnify(ReadOnlySpan<byte> image, int height, int width)
    {
        int rows = height * Fine + 2;
        int columns = width * Fine + 2;
        var fine = new bool[rows * columns];
        for (int y = 1; y < rows - 1; y++)
            for (int x = 1; x < columns - 1; x++)
                fine[y * columns + x] = Bilinear(image, height, width, ToPixel(y), ToPixel(x)) >= Threshold;
        return (fine, rows, columns);
    }

    private static float Bilinear(ReadOnlySpan<byte> image, int height, int width, float y, float x)
    {
        int y0 = Math.Clamp((int)MathF.Floor(y), 0, height - 1);
        int x0 = Math.Clamp((int)MathF.Floor(x), 0, width - 1);
        int y1 = Math.Min(y0 + 1, height - 1);
        int x1 = Math.Min(x0 + 1, width - 1);
        float fy = Math.Clamp(y - y0, 0, 1);
        float fx = Math.Clamp(x - x0, 0, 1);
        return (1 - fy) * ((1 - fx) * image[y0 * width + x0] + fx * image[y0 * width + x1])
            + fy * ((1 - fx) * image[y1 * width + x0] + fx * image[y1 * width + x1]);
    }

    private static void Thin(bool[] ink, int rows, int columns)
    {
        var erase = new List<int>();
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int pass = 0; pass < 2; pass++)
            {
                erase.Clear();
                for (int y = 1; y < rows - 1; y++)
                    for (int x = 1; x < columns - 1; x++)
                        if (ink[y * columns + x] && MayErase(ink, y * columns + x, columns, pass))
                            erase.Add(y * columns + x);
                foreach (int i in erase)
                    ink[i] = false;
                changed |= erase.Count > 0;
            }
        }
    }

    // A border point may go when it is no end of a line (2 … 6 neighbours) and no bridge (exactly one change from empty to
    // ink around it), in the first pass on the south-east side, in the second on the north-west.
    private static bool MayErase(bool[] ink, int i, int columns, int pass)
    {
        ReadOnlySpan<int> around = [-columns, -columns + 1, 1, columns + 1, columns, columns - 1, -1, -columns - 1];
        int neighbours = 0;
        int changes = 0;
        for (int k = 0; k < 8; k++)
        {
            bool here = ink[i + around[k]];
            neighbours += here ? 1 : 0;
            changes += !here && ink[i + around[(k + 1) % 8]] ? 1 : 0;
        }
        if (neighbours is < 2 or > 6 || changes != 1)
            return false;
        bool north = ink[i - columns], east = ink[i + 1], south = ink[i + columns], west = ink[i - 1];
        return pass == 0
            ? !(north && east && south) && !(east && south && west)
            : !(north && east && west) && !(north && south && west);
    }
}
