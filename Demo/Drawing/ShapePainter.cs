using Demo.Ui;
using SkiaSharp;

namespace Demo.Drawing;

/// <summary>Draws one group of a draw list into a Skia canvas.</summary>
internal sealed class ShapePainter(Fonts fonts) : IDisposable
{
    private readonly TextPainter _texts = new(fonts);
    private readonly SKPaint _fill = new() { IsAntialias = true };
    private readonly SKPaint _line = new() { IsAntialias = true, IsStroke = true };
    private readonly SKPaint _clear = new() { BlendMode = SKBlendMode.Clear };
    private readonly SKPathBuilder _path = new();

    /// <summary>Wipes where a group was or will be.</summary>
    public void Clear(SKCanvas canvas, in Rect clip, float scale) => canvas.DrawRect(Pixels(clip, scale), _clear);

    /// <summary>Draws all shapes of a group, clipped to it.</summary>
    /// <param name="canvas">In framebuffer pixels.</param>
    /// <param name="list">The list that holds the group.</param>
    /// <param name="group">The group.</param>
    /// <param name="scale">Framebuffer pixels per logical pixel.</param>
    public void Draw(SKCanvas canvas, DrawList list, in Group group, float scale)
    {
        canvas.Save();
        canvas.ClipRect(Pixels(group.Clip, scale));
        canvas.Scale(scale);
        foreach (ref readonly var item in list.Shapes(group))
            Draw(canvas, item, list.TextOf(group, item));
        canvas.Restore();
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
                return rect;
        }
    }

    public void Dispose()
    {
        _texts.Dispose();
        _fill.Dispose();
        _line.Dispose();
        _clear.Dispose();
        _path.Dispose();
    }

    private void Draw(SKCanvas canvas, in ShapeItem item, ReadOnlySpan<char> text)
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

    // Whole pixels: an antialiased edge would leave a seam of the last frame.
    private static SKRect Pixels(in Rect rect, float scale) => new(
        MathF.Floor(rect.X * scale), MathF.Floor(rect.Y * scale), MathF.Ceiling(rect.Right * scale), MathF.Ceiling(rect.Bottom * scale));

    private void Stroke(uint colour, float width)
    {
        _line.Color = colour;
        _line.StrokeWidth = width;
    }
}
