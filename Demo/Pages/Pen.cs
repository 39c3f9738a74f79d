using SkiaSharp;

namespace Demo.Pages;

/// <summary>A digit as it is written somewhere.</summary>
/// <param name="Hand">The digit and the way it is written.</param>
/// <param name="Centre">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Stretch">Width of the digit relative to its hand.</param>
/// <param name="Slant">Horizontal shift for each unit of height.</param>
/// <param name="Turn">In degrees, clockwise.</param>
/// <param name="PenWidth">In pixels.</param>
/// <param name="Ink">The pen's colour.</param>
/// <param name="Scan">A picture of the digit, opaque where there is ink, that stands in place of the hand's strokes; else null.</param>
internal readonly record struct Writing(
    Hand Hand, SKPoint Centre, float Height, float Stretch, float Slant, float Turn, float PenWidth, SKColor Ink, SKImage? Scan = null)
{
    /// <summary>A point of the hand's box, in pixels from the centre before it is turned.</summary>
    public SKPoint Local(float x, float y)
    {
        float unit = Height / 100;
        return new SKPoint(((x - 34) * Stretch - (y - 50) * Slant) * unit, (y - 50) * unit);
    }
}

/// <summary>Writes digits with a round pen and a hand that wobbles.</summary>
internal static class Pen
{
    /// <summary>Writes a digit onto a canvas.</summary>
    /// <returns>Where it stands, in the pixels of the picture under the canvas.</returns>
    public static Mark Draw(SKCanvas canvas, Writing writing, Random random)
    {
        float phase = random.NextSingle() * MathF.Tau, wobble = 1.6f * random.NextSingle();
        canvas.Save();
        canvas.Translate(writing.Centre.X, writing.Centre.Y);
        canvas.RotateDegrees(writing.Turn);
        Mark mark;
        if (writing.Scan is { } scan)
        {
            var place = new SKRect(-writing.Height / 2 * writing.Stretch, -writing.Height / 2, writing.Height / 2 * writing.Stretch,
                writing.Height / 2);
            mark = Mark.Scanned(writing.Hand.Digit, scan, canvas.TotalMatrix.PreConcat(
                SKMatrix.CreateScaleTranslation(place.Width / scan.Width, place.Height / scan.Height, place.Left, place.Top)));
            DrawScan(canvas, scan, place, writing.Ink);
        }
        else
        {
            var strokes = writing.Hand.Points();
            foreach (var stroke in strokes)
                for (int i = 0; i < stroke.Length; i++)
                {
                    // The hand's slow wobble: about one swing over the digit's height.
                    var p = stroke[i];
                    stroke[i] = writing.Local(
                        p.X + wobble * MathF.Sin(p.Y * 0.07f + phase), p.Y + wobble * MathF.Sin(p.X * 0.09f + phase * 2));
                }
            mark = Mark.Written(writing.Hand.Digit, strokes, writing.PenWidth, canvas.TotalMatrix);
            Draw(canvas, strokes, writing.PenWidth, writing.Ink);
        }
        canvas.Restore();
        return mark;
    }

    /// <summary>Draws strokes with a round pen.</summary>
    public static void Draw(SKCanvas canvas, IEnumerable<SKPoint[]> strokes, float width, SKColor colour)
    {
        using var ink = new SKPaint
        {
            Color = colour,
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = width,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
        };
        foreach (var points in strokes)
        {
            using var builder = new SKPathBuilder();
            builder.AddPoly(points, close: false);
            using var path = builder.Detach();
            canvas.DrawPath(path, ink);
        }
    }

    /// <summary>Draws a picture of ink in a colour.</summary>
    public static void DrawScan(SKCanvas canvas, SKImage scan, SKRect place, SKColor colour)
    {
        using var tint = SKColorFilter.CreateBlendMode(colour, SKBlendMode.SrcIn);
        using var paint = new SKPaint { ColorFilter = tint };
        canvas.DrawImage(scan, place, new SKSamplingOptions(SKCubicResampler.Mitchell), paint);
    }
}
