using SkiaSharp;

namespace Demo.Pages;

/// <summary>One way to write one digit, as pen strokes: lines and curves drawn for this project.</summary>
/// <param name="Digit">0 … 9.</param>
/// <param name="Strokes">
/// SVG path data in a box about 66 wide and 100 high, y downwards; each M begins a stroke.
/// </param>
internal sealed record Hand(int Digit, string Strokes)
{
    /// <summary>All hands, several for each digit.</summary>
    public static IReadOnlyList<Hand> All { get; } =
    [
        // Closed oval, narrow with overlapping ends, round and open at the top.
        new(0, "M35 0 C8 0 0 30 0 52 C0 80 14 100 35 100 C56 100 70 78 70 48 C70 20 58 0 35 0 Z"),
        new(0, "M46 6 C28 -4 6 20 4 55 C2 88 20 103 38 97 C62 88 70 34 56 12 C52 4 44 2 36 8"),
        new(0, "M30 3 C-6 10 -8 94 32 98 C76 100 74 2 26 5"),
        // A bar, a slanted bar, with a flag, with flag and base.
        new(1, "M35 0 L35 100"),
        new(1, "M48 0 C42 30 34 66 28 100"),
        new(1, "M16 24 L42 0 L40 100"),
        new(1, "M16 22 L38 0 L38 98 M12 99 L64 98"),
        // Plain, with a loop at the foot, angular.
        new(2, "M4 22 C10 -6 62 -8 62 28 C62 56 20 76 4 98 L68 98"),
        new(2, "M6 20 C14 -4 60 -6 58 28 C56 58 30 84 14 94 C-2 102 -2 80 12 82 C30 86 44 100 68 92"),
        new(2, "M4 16 C20 -8 60 -4 60 22 C60 46 24 72 2 100 C24 94 44 95 70 100"),
        // Round, flat top, with a small loop in the middle.
        new(3, "M6 12 C22 -6 62 -4 60 24 C58 44 36 48 26 48 C44 48 68 54 66 76 C64 104 20 106 2 86"),
        new(3, "M6 2 L60 2 L28 40 C52 38 68 52 66 72 C64 104 18 106 2 88"),
        new(3, "M8 14 C24 -8 64 2 54 28 C48 44 30 46 25 50 C24 43 33 43 34 49 C52 47 72 58 64 80 C54 106 14 104 0 84"),
        // Closed in one go, open in two strokes, open in one go, closed in two strokes.
        new(4, "M50 100 L50 0 L2 68 L70 68"),
        new(4, "M10 2 C8 24 5 44 4 56 L66 54 M50 6 C50 40 48 70 47 100"),
        new(4, "M12 0 L5 54 L57 50 C60 32 60 16 59 4 L54 100"),
        new(4, "M44 2 L4 64 L70 62 M50 26 L48 100"),
        // In one go, the hat on its own, like an S.
        new(5, "M62 2 L14 2 L9 44 C26 33 64 36 64 68 C64 102 22 106 2 88"),
        new(5, "M13 4 L9 44 C28 34 65 40 63 70 C60 104 20 104 2 88 M13 3 L64 2"),
        new(5, "M60 5 C42 2 24 0 17 7 C11 24 9 40 11 45 C30 34 68 44 62 74 C56 104 16 102 2 90"),
        // Round, straight back, with overlapping ends.
        new(6, "M52 2 C24 10 2 40 2 68 C2 108 66 108 66 72 C66 44 16 42 4 70"),
        new(6, "M44 0 C20 26 4 52 4 74 C6 106 60 106 62 75 C62 50 20 48 5 74"),
        new(6, "M58 8 C36 -6 4 28 4 66 C4 104 50 108 60 80 C68 52 24 46 8 68"),
        // Plain, crossed, with a serif.
        new(7, "M2 2 L66 2 L26 100"),
        new(7, "M2 4 L64 2 C50 36 36 70 30 100 M20 52 L58 50"),
        new(7, "M2 20 L4 3 C26 8 50 4 66 2 C46 36 32 66 28 100"),
        // One figure, two circles, an S that is closed.
        new(8, "M58 16 C46 -8 8 0 10 24 C12 48 62 50 64 76 C64 106 4 108 4 76 C6 50 56 46 58 16 Z"),
        new(8, "M34 48 C8 46 8 0 34 0 C62 0 60 46 34 48 C-4 50 -4 100 34 100 C74 100 72 50 34 48 Z"),
        new(8, "M61 12 C44 -8 10 0 14 24 C18 46 58 54 58 80 C56 106 4 104 6 78 C10 52 50 40 63 12"),
        // Straight back, curved tail, slanted.
        new(9, "M62 24 C54 -8 4 -6 4 30 C4 60 54 60 62 26 L60 100"),
        new(9, "M60 26 C56 -10 2 -6 4 30 C6 60 56 58 60 24 C66 60 60 100 14 98"),
        new(9, "M58 20 C44 -10 4 2 6 32 C8 60 50 54 58 20 C57 50 50 78 40 100"),
    ];

    /// <summary>The hands of one digit.</summary>
    public static IReadOnlyList<Hand> Of(int digit) => [.. All.Where(h => h.Digit == digit)];

    /// <summary>How many strokes the pen makes.</summary>
    public int StrokeCount => Strokes.Count(c => c == 'M');

    /// <summary>The strokes as points about two units apart, in their own box.</summary>
    public IReadOnlyList<SKPoint[]> Points()
    {
        using var path = SKPath.ParseSvgPathData(Strokes);
        using var measure = new SKPathMeasure(path);
        var strokes = new List<SKPoint[]>();
        do
        {
            int pieces = Math.Max(1, (int)(measure.Length / 2));
            var points = new SKPoint[pieces + 1];
            for (int i = 0; i <= pieces; i++)
                points[i] = measure.GetPosition(measure.Length * i / pieces);
            strokes.Add(points);
        }
        while (measure.NextContour());
        return strokes;
    }
}
