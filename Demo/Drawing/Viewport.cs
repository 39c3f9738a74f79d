using System.Numerics;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>The framebuffer that is drawn to, and which keeps what was drawn.</summary>
/// <param name="Framebuffer">Its GL name.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Scale">Pixels per logical pixel.</param>
internal readonly record struct Viewport(uint Framebuffer, int Width, int Height, float Scale)
{
    public PixelRect Whole => new(0, 0, Width, Height);

    /// <summary>The pixels of a rectangle that is drawn with <see cref="Snap"/>, as far as there are any.</summary>
    public PixelRect Pixels(in Rect rect)
    {
        var snapped = Snap(rect);
        return new PixelRect((int)snapped.X, (int)snapped.Y, (int)(snapped.X + snapped.Z), (int)(snapped.Y + snapped.W)).Intersect(Whole);
    }

    /// <summary>All pixels that a rectangle touches.</summary>
    public PixelRect Touched(in Rect rect) => new PixelRect(
        (int)MathF.Floor(rect.X * Scale), (int)MathF.Floor(rect.Y * Scale),
        (int)MathF.Ceiling(rect.Right * Scale), (int)MathF.Ceiling(rect.Bottom * Scale)).Intersect(Whole);

    /// <summary>Lets nothing be drawn outside a part of it.</summary>
    public void CutTo(GL gl, in PixelRect part) =>
        // OpenGL's first row is the bottom one.
        gl.Scissor(part.Left, Height - part.Bottom, (uint)(part.Right - part.Left), (uint)(part.Bottom - part.Top));

    /// <summary>A rectangle in whole framebuffer pixels (x, y, width, height), so that edges are sharp.</summary>
    public Vector4 Snap(in Rect rect)
    {
        float left = MathF.Round(rect.X * Scale), top = MathF.Round(rect.Y * Scale);
        return new Vector4(left, top, MathF.Round(rect.Right * Scale) - left, MathF.Round(rect.Bottom * Scale) - top);
    }
}
