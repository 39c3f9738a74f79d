using System.Numerics;
using Demo.Ui;

namespace Demo.Drawing;

/// <summary>The framebuffer that is drawn to.</summary>
/// <param name="Framebuffer">Its GL name; 0 is the window.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Scale">Pixels per logical pixel.</param>
internal readonly record struct Viewport(uint Framebuffer, int Width, int Height, float Scale)
{
    /// <summary>A rectangle in whole framebuffer pixels (x, y, width, height), so that edges are sharp.</summary>
    public Vector4 Snap(in Rect rect)
    {
        float left = MathF.Round(rect.X * Scale), top = MathF.Round(rect.Y * Scale);
        return new Vector4(left, top, MathF.Round(rect.Right * Scale) - left, MathF.Round(rect.Bottom * Scale) - top);
    }
}
