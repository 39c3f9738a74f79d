using SkiaSharp;

namespace Demo.Pages;

/// <summary>Writes the digits of a number beside each other.</summary>
internal static class Row
{
    // Places in a hand's own units, of which a digit is 100 high.
    private const float Least = 0.02f;

    /// <summary>A row of digits around the place of one, in its style, each a little different.</summary>
    /// <param name="digits">From left to right.</param>
    /// <param name="style">Colour, pen, slant and turn; its height is the most that a digit may have.</param>
    /// <param name="within">The room for the row, in pixels.</param>
    /// <param name="touching">Whether neighbours touch.</param>
    /// <param name="random">Decides.</param>
    public static Writing[] Of(IReadOnlyList<Hand> digits, Writing style, SKRect within, bool touching, Random random)
    {
        var row = new Writing[digits.Count];
        var lefts = new float[digits.Count];
        float end = 0, height = 0, pen = style.PenWidth / style.Height;
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = style with
            {
                Hand = digits[i],
                Height = Between(random, 0.85f, 1),
                Stretch = style.Stretch * Between(random, 0.9f, 1.1f),
                Slant = style.Slant + Between(random, -0.05f, 0.05f),
                Centre = default,
            };
            var (left, right) = Extent(row[i], pen);
            lefts[i] = end - left;
            bool last = i + 1 == row.Length;
            // Touching strokes overlap by up to a half of the pen's width; a 1 that touches a 1 could be anything.
            bool touches = touching && !last && (digits[i].Digit != 1 || digits[i + 1].Digit != 1);
            float gap = touches ? -pen * Between(random, 0, 0.6f) : Between(random, 0.08f, 0.45f);
            end += right - left + (last ? 0 : gap);
            height = Math.Max(height, row[i].Height);
        }
        float unit = Math.Min(style.Height, Math.Min(within.Width / Math.Max(end, Least), within.Height / (1.15f * height)));
        var centre = new SKPoint(
            Inside(style.Centre.X, within.Left, within.Right, end * unit / 2),
            Inside(style.Centre.Y, within.Top, within.Bottom, height * unit * 0.58f));
        var turn = SKMatrix.CreateRotationDegrees(style.Turn, centre.X, centre.Y);
        for (int i = 0; i < row.Length; i++)
            row[i] = row[i] with
            {
                Centre = turn.MapPoint(
                    centre.X + (lefts[i] - end / 2) * unit, centre.Y + Between(random, -0.06f, 0.06f) * unit),
                Height = row[i].Height * unit,
                PenWidth = Math.Max(1.2f, pen * unit),
            };
        return row;
    }

    // Left and right of a digit from its centre, in parts of the row's height.
    private static (float Left, float Right) Extent(Writing writing, float pen)
    {
        var xs = writing.Hand.Points().SelectMany(stroke => stroke).Select(p => writing.Local(p.X, p.Y).X).ToArray();
        return (xs.Min() - pen / 2, xs.Max() + pen / 2);
    }

    // The place of a middle nearest to the one that is wanted, from which so much has room on both sides.
    private static float Inside(float wanted, float begin, float end, float reach) =>
        Math.Min(Math.Max(wanted, begin + reach), Math.Max(begin + reach, end - reach));

    private static float Between(Random random, float low, float high) => low + (high - low) * random.NextSingle();
}
