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

    /// <summary>Draws all shapes of a group, clipped to it.</summary>
    /// <param name="canvas">In framebuffer pixels.</param>
    /// <param name="list">The list that holds the group.</param>
    /// <param name="group">The group.</param>
    /// <param name="scale">Framebuffer pixels per logical pixel.</param>
    /// <param name="clear">Whether to wipe the group's rectangle first.</param>
    public void Draw(SKCanvas canvas, DrawList list, in Group group, float scale, bool clear)
    {
        canvas.Save();
        // Whole pixels: an antialiased clip would leave a seam of the last frame.
        canvas.ClipRect(new SKRect(MathF.Floor(group.Clip.X * scale), MathF.Floor(group.Clip.Y * scale),
            MathF.Ceiling(group.Clip.Right * scale), MathF.Ceiling(group.Clip.Bottom * scale)));
        if (clear)
            canvas.DrawPaint(_clear);
        canvas.Scale(scale);
        foreach (ref readonly var item in list.Shapes(group))
            Draw(canvas, item, list.TextOf(group, item));
        canvas.Restore();
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

    private void Stroke(uint colour, float width)
    {
        _line.Color = colour;
        _line.StrokeWidth = width;
    }
}
