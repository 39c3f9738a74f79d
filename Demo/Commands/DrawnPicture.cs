using Cnn;
using Demo.Drawing;
using Demo.Sources;
using Demo.Ui;
using SkiaSharp;

namespace Demo.Commands;

/// <summary>A picture with maps and shapes of a list over it, drawn without a graphics card and saved as PNG.</summary>
/// <param name="picture">The picture.</param>
/// <param name="fonts">Draws texts.</param>
/// <param name="foot">The height of a strip under the picture, in units of the list.</param>
internal sealed class DrawnPicture(Picture picture, Fonts fonts, float foot = 0)
{
    // Lines and texts grow with the picture: they are as on a screen on which its longer side has so many pixels.
    private const float LongerSide = 900;

    /// <summary>Pixels of the picture per unit of the list.</summary>
    public float Scale { get; } = Math.Max(1, Math.Max(picture.Width, picture.Height) / LongerSide);

    /// <summary>The whole picture, in units of the list.</summary>
    public Rect Whole => new(0, 0, picture.Width / Scale, picture.Height / Scale);

    /// <summary>The strip under it.</summary>
    public Rect Foot => Whole with { Y = Whole.Bottom, Height = foot };

    /// <summary>Draws and saves.</summary>
    /// <param name="path">The file.</param>
    /// <param name="list">What is drawn: boxes, then maps, then shapes.</param>
    /// <param name="read">The values of the maps' nodes.</param>
    /// <exception cref="CnnException">The file cannot be written.</exception>
    public void Save(string path, DrawList list, Func<Node, Tensor> read)
    {
        list.End();
        int height = picture.Height + (int)MathF.Ceiling(foot * Scale);
        using var surface = SKSurface.Create(new SKImageInfo(picture.Width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var bitmap = new SKBitmap(new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque)))
        {
            System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(picture.Pixels).CopyTo(bitmap.GetPixelSpan());
            surface.Canvas.DrawBitmap(bitmap, 0, 0, SKSamplingOptions.Default);
        }
        ListPicture.DrawBoxes(surface.Canvas, list, fonts, Scale);
        foreach (ref readonly var map in list.Maps)
            MapDrawing.Draw(surface.Canvas, map, read(map.Node), Scale);
        ListPicture.DrawShapes(surface.Canvas, list, fonts, Scale);
        ListPicture.Save(path, surface, picture.Width, height);
    }
}
