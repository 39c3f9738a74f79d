using Demo.Files;
using Demo.Ui;
using SkiaSharp;

namespace Demo.Drawing;

/// <summary>A draw list as a picture, without a graphics card; pictures, maps and what is behind them are left out.</summary>
internal static class ListPicture
{
    /// <summary>Draws the boxes, which lie under the maps.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="list">What.</param>
    /// <param name="fonts">For the texts.</param>
    /// <param name="scale">Pixels of the picture in a logical one.</param>
    public static void DrawBoxes(SKCanvas canvas, DrawList list, Fonts fonts, float scale)
    {
        using var painter = new ShapePainter(fonts);
        canvas.Save();
        canvas.Scale(scale);
        foreach (ref readonly var box in list.Boxes)
            painter.Draw(canvas, box.AsShape(), "", null);
        canvas.Restore();
    }

    /// <summary>Draws shapes and texts, which lie over the maps.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="list">What; its last group has ended.</param>
    /// <param name="fonts">For the texts.</param>
    /// <param name="scale">Pixels of the picture in a logical one.</param>
    public static void DrawShapes(SKCanvas canvas, DrawList list, Fonts fonts, float scale)
    {
        using var painter = new ShapePainter(fonts);
        canvas.Save();
        canvas.Scale(scale);
        foreach (ref readonly var group in list.Groups)
        {
            canvas.Save();
            canvas.ClipRect(SKRect.Create(group.Clip.X, group.Clip.Y, group.Clip.Width, group.Clip.Height));
            foreach (ref readonly var item in list.Shapes(group))
                painter.Draw(canvas, item, list.TextOf(group, item), list.ThumbnailOf(item));
            canvas.Restore();
        }
        canvas.Restore();
    }

    /// <summary>Draws onto the window's background and writes a PNG.</summary>
    /// <exception cref="Cnn.CnnException">The file cannot be written.</exception>
    public static void Save(string path, DrawList list, Fonts fonts, int width, int height)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(Theme.Background);
        DrawBoxes(surface.Canvas, list, fonts, 1);
        DrawShapes(surface.Canvas, list, fonts, 1);
        Save(path, surface, width, height);
    }

    /// <summary>Writes a surface of four bytes a pixel as PNG.</summary>
    /// <exception cref="Cnn.CnnException">The file cannot be written.</exception>
    public static void Save(string path, SKSurface surface, int width, int height)
    {
        using var pixels = surface.PeekPixels();
        byte[] rgba = pixels.GetPixelSpan().ToArray();
        OutputFile.Write(path, stream => Png.Write(stream, rgba, width, height));
    }
}
