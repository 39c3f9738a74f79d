using Demo.Ui;
using SkiaSharp;

namespace Demo.Drawing;

/// <summary>Draws the shapes of a draw list into a Skia canvas.</summary>
internal sealed class ShapePainter(Fonts fonts) : IDisposable
{
    private readonly TextPainter _texts = new(fonts);
    private readonly SKPaint _fill = new() { IsAntialias = true };
    private readonly SKPaint _line = new() { IsAntialias = true, IsStroke = true };
    private readonly SKPathBuilder _path = new();

    /// <summary>Until the canvas is restored, shapes are measured in logical pixels and cut off at a rectangle of whole ones.</summary>
    public static void Begin(SKCanvas canvas, in PixelRect clip, float scale)
    {
        canvas.Save();
        // An antialiased edge would leave a seam of what was there before.
        canvas.ClipRect(new SKRect(clip.Left, clip.Top, clip.Right, clip.Bottom));
        canvas.Scale(scale);
    }

    /// <summary>What a shape covers at most, in logical pixels.</summary>
    public Rect Bounds(in ShapeItem item, ReadOnlySpan<char> text)
    {
        var rect = item.Rect;
        switch (item.Kind)
        {
            case ShapeKind.Text:
                return _texts.Bounds(item, text);
            case ShapeKind.Disc:
                return new Rect(rect.X - item.A - 1, rect.Y - item.A - 1, 2 * item.A + 2, 2 * item.A + 2);
            case ShapeKind.Line or ShapeKind.Curve:
                var box = new Rect(
                    Math.Min(rect.X, rect.Right), Math.Min(rect.Y, rect.Bottom), Math.Abs(rect.Width), Math.Abs(rect.Height));
                return new Rect(box.X - 2, box.Y - 2, box.Width + 4, box.Height + 4);
            default:
                return new Rect(rect.X - 1, rect.Y - 1, rect.Width + 2, rect.Height + 2);
        }
    }

    public void Dispose()
    {
        _texts.Dispose();
        _fill.Dispose();
        _line.Dispose();
        _path.Dispose();
    }

    /// <summary>Draws a shape.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="item">The shape.</param>
    /// <param name="text">Its text, if it is one.</param>
    /// <param name="thumbnail">Its picture, if it is one.</param>
    public void Draw(SKCanvas canvas, in ShapeItem item, ReadOnlySpan<char> text, Thumbnail? thumbnail)
    {
        var rect = item.Rect;
        _fill.Color = item.Colour;
        switch (item.Kind)
        {
            case ShapeKind.Text:
                _texts.Draw(canvas, item, text);
                break;
            case ShapeKind.Box:
                if (item.Colour >> 24 != 0)
                    canvas.DrawRoundRect(rect.X, rect.Y, rect.Width, rect.Height, item.A, item.A, _fill);
                if (item.Colour2 >> 24 != 0)
                {
                    // The line lies inside the box.
                    Stroke(item.Colour2, item.B);
                    var inner = rect.Inset(item.B / 2);
                    canvas.DrawRoundRect(inner.X, inner.Y, inner.Width, inner.Height, item.A, item.A, _line);
                }
                break;
            case ShapeKind.Image:
                var place = new SKRect(rect.X, rect.Y, rect.Right, rect.Bottom);
                canvas.DrawImage(thumbnail!.Image, place, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
                break;
            case ShapeKind.Line:
                Stroke(item.Colour, item.A);
                canvas.DrawLine(rect.X, rect.Y, rect.Right, rect.Bottom, _line);
                break;
            case ShapeKind.Curve:
                Stroke(item.Colour, item.A);
                _path.MoveTo(rect.X, rect.Y);
                _path.CubicTo(rect.CentreX, rect.Y, rect.CentreX, rect.Bottom, rect.Right, rect.Bottom);
                using (var path = _path.Detach())
                    canvas.DrawPath(path, _line);
                break;
            case ShapeKind.Disc:
                if (item.Colour >> 24 != 0)
                    canvas.DrawCircle(rect.X, rect.Y, item.A, _fill);
                if (item.Colour2 >> 24 != 0)
                {
                    Stroke(item.Colour2, item.B);
                    canvas.DrawCircle(rect.X, rect.Y, item.A, _line);
                }
                break;
        }
    }

    private void Stroke(uint colour, float width)
    {
        _line.Color = colour;
        _line.StrokeWidth = width;
    }
}
