using SkiaSharp;

namespace Demo.Pages;

/// <summary>A digit as it stands in a painted picture, in the picture's pixels: what a reader should find there.</summary>
internal sealed class Mark
{
    // Ink fainter than this (of 255) does not widen a scan's box.
    private const byte LeastInk = 64;

    private readonly SKPoint[][] _strokes = [];
    private readonly SKImage? _scan;
    private readonly SKMatrix _matrix;
    private readonly float _pen;

    private Mark(int digit, SKRect box, float pen, SKPoint[][] strokes)
    {
        (Digit, Box, _pen, _strokes) = (digit, box, pen, strokes);
    }

    private Mark(int digit, SKRect box, SKImage scan, SKMatrix matrix)
    {
        (Digit, Box, _scan, _matrix) = (digit, box, scan, matrix);
    }

    /// <summary>0 … 9.</summary>
    public int Digit { get; }

    /// <summary>The box of its ink.</summary>
    public SKRect Box { get; }

    /// <summary>The longer side of its box.</summary>
    public float Size => Math.Max(Box.Width, Box.Height);

    /// <summary>A digit that was written with a pen.</summary>
    /// <param name="digit">0 … 9.</param>
    /// <param name="strokes">Where the pen went, on the canvas.</param>
    /// <param name="pen">Its width, on the canvas.</param>
    /// <param name="matrix">From the canvas to the picture.</param>
    public static Mark Written(int digit, IReadOnlyList<SKPoint[]> strokes, float pen, SKMatrix matrix)
    {
        SKPoint[][] mapped = [.. strokes.Select(stroke => Array.ConvertAll(stroke, matrix.MapPoint))];
        var first = strokes[0][0];
        // How much longer a step of one gets, the mean of both axes: near a digit a perspective is nearly a scale.
        float scale = (SKPoint.Distance(mapped[0][0], matrix.MapPoint(first.X + 1, first.Y))
            + SKPoint.Distance(mapped[0][0], matrix.MapPoint(first.X, first.Y + 1))) / 2;
        var box = BoxOf(mapped.SelectMany(stroke => stroke));
        box.Inflate(pen * scale / 2, pen * scale / 2);
        return new Mark(digit, box, pen * scale, mapped);
    }

    /// <summary>A digit that was pasted as a picture.</summary>
    /// <param name="digit">0 … 9.</param>
    /// <param name="scan">Opaque where there is ink.</param>
    /// <param name="matrix">From the scan's pixels to the picture.</param>
    public static Mark Scanned(int digit, SKImage scan, SKMatrix matrix)
    {
        using var pixels = scan.PeekPixels();
        var ink = new List<SKPoint>();
        for (int y = 0; y < scan.Height; y++)
            for (int x = 0; x < scan.Width; x++)
                if (pixels.GetPixelColor(x, y).Alpha >= LeastInk)
                    ink.AddRange([matrix.MapPoint(x, y), matrix.MapPoint(x + 1, y + 1)]);
        return new Mark(digit, BoxOf(ink), scan, matrix);
    }

    /// <summary>
    /// Draws it again, white, alone, as MNIST would have it: with a pen of between <paramref name="thinnest"/> and
    /// <paramref name="thickest"/> of its size; a scan as it is.
    /// </summary>
    public void Redraw(SKCanvas canvas, float thinnest, float thickest)
    {
        if (_scan is null)
        {
            Pen.Draw(canvas, _strokes, Math.Clamp(_pen, thinnest * Size, thickest * Size), SKColors.White);
            return;
        }
        canvas.Save();
        canvas.Concat(_matrix);
        Pen.DrawScan(canvas, _scan, new SKRect(0, 0, _scan.Width, _scan.Height), SKColors.White);
        canvas.Restore();
    }

    private static SKRect BoxOf(IEnumerable<SKPoint> points)
    {
        float left = float.MaxValue, top = float.MaxValue, right = float.MinValue, bottom = float.MinValue;
        foreach (var p in points)
        {
            (left, top) = (Math.Min(left, p.X), Math.Min(top, p.Y));
            (right, bottom) = (Math.Max(right, p.X), Math.Max(bottom, p.Y));
        }
        return new SKRect(left, top, right, bottom);
    }
}
