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
internal readonly record struct Writing(
    Hand Hand, SKPoint Centre, float Height, float Stretch, float Slant, float Turn, float PenWidth, SKColor Ink);

/// <summary>Writes digits with a round pen and a hand that wobbles.</summary>
internal static class Pen
{
    /// <summary>Writes a digit onto a canvas.</summary>
    public static void Draw(SKCanvas canvas, Writing writing, Random random)
    {
        float phase = random.NextSingle() * MathF.Tau, wobble = 1.6f * random.NextSingle();
        using var ink = new SKPaint
        {
            Color = writing.Ink,
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = writing.PenWidth,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
        };
        canvas.Save();
        canvas.Translate(writing.Centre.X, writing.Centre.Y);
        canvas.RotateDegrees(writing.Turn);
        float unit = writing.Height / 100;
        foreach (var stroke in writing.Hand.Points())
        {
            var points = Array.ConvertAll(stroke, p =>
            {
                // The hand's slow wobble: about one swing over the digit's height.
                float x = p.X - 34 + wobble * MathF.Sin(p.Y * 0.07f + phase);
                float y = p.Y - 50 + wobble * MathF.Sin(p.X * 0.09f + phase * 2);
                return new SKPoint((x * writing.Stretch - y * writing.Slant) * unit, y * unit);
            });
            using var builder = new SKPathBuilder();
            builder.AddPoly(points, close: false);
            using var path = builder.Detach();
            canvas.DrawPath(path, ink);
        }
        canvas.Restore();
    }
}
