using System.Globalization;
using System.Text;
using SkiaSharp;

namespace Demo.Pages;

/// <summary>Writes input scripts for the canvas (<c>--script</c>) with digits of the project's own hands.</summary>
internal static class StrokeScript
{
    /// <summary>Between the frames of two digits.</summary>
    public const int FramesPerDigit = 10;

    // A digit is cleared this long after it was drawn.
    private const int FramesUntilClear = 6;

    /// <summary>One digit drawn in one stroke.</summary>
    /// <param name="Frame">The frame in which the whole stroke is drawn.</param>
    /// <param name="Digit">0 … 9.</param>
    /// <param name="Points">In canvas units, 0…1 from the top left.</param>
    public readonly record struct Drawn(int Frame, int Digit, SKPoint[] Points);

    /// <summary>
    /// Three of each digit, in different hands, sizes and places, some close to an edge: 30 strokes. Only hands that
    /// take one stroke.
    /// </summary>
    public static IReadOnlyList<Drawn> Digits(int seed)
    {
        var random = new Random(seed);
        var drawn = new List<Drawn>();
        for (int round = 0; round < 3; round++)
            for (int digit = 0; digit < 10; digit++)
            {
                var hands = Hand.Of(digit).Where(h => h.StrokeCount == 1).ToArray();
                var points = hands[(round + seed) % hands.Length].Points()[0];
                float height = 0.4f + 0.4f * random.NextSingle();
                // One round in the middle, one anywhere, one against an edge.
                Fit(points, height, 0.05f - 0.2f * random.NextSingle(), random, round);
                drawn.Add(new Drawn(2 + drawn.Count * FramesPerDigit, digit, points));
            }
        return drawn;
    }

    /// <summary>The script: each stroke whole in its frame, then the key that clears the canvas.</summary>
    public static string Write(IEnumerable<Drawn> digits)
    {
        var text = new StringBuilder();
        foreach (var (frame, _, points) in digits)
        {
            AppendStroke(text, frame, points);
            text.Append(CultureInfo.InvariantCulture, $"{{\"frame\":{frame + FramesUntilClear},\"key\":\"X\"}}\n");
        }
        return text.ToString();
    }

    /// <summary>
    /// A drawing to watch: each digit grows piece by piece, a piece a frame, rests and is cleared; the last one stays.
    /// </summary>
    public static string WriteDrawing(IReadOnlyList<int> digits)
    {
        const int framesAtRest = 30, pointsPerPiece = 3;
        var text = new StringBuilder();
        int frame = 5;
        for (int i = 0; i < digits.Count; i++)
        {
            foreach (var points in Hand.Of(digits[i])[0].Points())
            {
                for (int p = 0; p < points.Length; p++)
                    points[p] = new SKPoint(0.5f + (points[p].X - 34) * 0.0068f, 0.5f + (points[p].Y - 50) * 0.0068f);
                // Neighbouring pieces share a point, so that the line has no gaps.
                for (int start = 0; start < points.Length - 1; start += pointsPerPiece)
                    AppendStroke(text, frame++, points[start..Math.Min(start + pointsPerPiece + 1, points.Length)]);
            }
            frame += framesAtRest;
            if (i < digits.Count - 1)
                text.Append(CultureInfo.InvariantCulture, $"{{\"frame\":{frame},\"key\":\"X\"}}\n");
            frame += 5;
        }
        return text.ToString();
    }

    // Scales and slants the points in place and moves them to where the round wants them.
    private static void Fit(SKPoint[] points, float height, float slant, Random random, int round)
    {
        for (int i = 0; i < points.Length; i++)
            points[i] = new SKPoint((points[i].X + points[i].Y * slant) * height / 100, points[i].Y * height / 100);
        float left = points.Min(p => p.X), right = points.Max(p => p.X), top = points.Min(p => p.Y), bottom = points.Max(p => p.Y);
        const float brush = 0.05f;
        float spareX = 1 - 2 * brush - (right - left), spareY = 1 - 2 * brush - (bottom - top);
        float x = random.NextSingle(), y = random.NextSingle();
        if (round == 0)
            (x, y) = (0.35f + 0.3f * x, 0.35f + 0.3f * y);
        else if (round == 2)
            (x, y) = random.Next(2) == 0 ? (MathF.Round(x), y) : (x, MathF.Round(y));
        for (int i = 0; i < points.Length; i++)
            points[i] = new SKPoint(points[i].X - left + brush + x * spareX, points[i].Y - top + brush + y * spareY);
    }

    private static void AppendStroke(StringBuilder text, int frame, SKPoint[] points)
    {
        text.Append(CultureInfo.InvariantCulture, $"{{\"frame\":{frame},\"stroke\":[");
        text.AppendJoin(',', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"[{p.X:0.###},{p.Y:0.###}]")));
        text.Append("]}\n");
    }
}
