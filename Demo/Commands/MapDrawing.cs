using Cnn;
using Demo.Ui;
using SkiaSharp;

namespace Demo.Commands;

/// <summary>Draws a map over a picture without a graphics card; the colours are those of colour.glsl.</summary>
internal static class MapDrawing
{
    /// <summary>Draws a map.</summary>
    /// <param name="canvas">In pixels of the picture.</param>
    /// <param name="map">The map; where and which part of it.</param>
    /// <param name="value">Its node's value, 1×1×H×W.</param>
    /// <param name="scale">Pixels per unit of the map's rectangle.</param>
    public static void Draw(SKCanvas canvas, in MapItem map, Tensor value, float scale)
    {
        int height = value.Shape[2], width = value.Shape[3];
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Unpremul));
        var pixels = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan());
        var (low, high) = Extremes(value.Floats);
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = Colour(map, value.Floats[i], low, high);
        using var image = SKImage.FromBitmap(bitmap);
        var (part, rect) = (map.Part, map.Rect);
        canvas.DrawImage(
            image, SKRect.Create(part.X * width, part.Y * height, part.Width * width, part.Height * height),
            SKRect.Create(rect.X * scale, rect.Y * scale, rect.Width * scale, rect.Height * scale),
            new SKSamplingOptions(map.Shape == MapShape.Smooth ? SKFilterMode.Linear : SKFilterMode.Nearest));
    }

    // 0xAARRGGBB
    private static uint Colour(in MapItem map, float value, float low, float high) => map.Colours switch
    {
        ColourMap.Veil => Opacity(map.Opacity * Math.Clamp(value, 0, 1)) | (Theme.Veil & 0xFFFFFF),
        ColourMap.Heat or ColourMap.Diverging => Opacity(map.Opacity) | (Palette.Of(map.Colours, value, low, high) & 0xFFFFFF),
        _ when value >= 0 => Opacity(map.Opacity) | (ClassColours.Of((int)value) & 0xFFFFFF),
        _ => 0,
    };

    private static (float Low, float High) Extremes(ReadOnlySpan<float> values)
    {
        var (low, high) = (0f, 0f);
        foreach (float value in values)
            (low, high) = (value < low ? value : low, value > high ? value : high);
        return (low, high);
    }

    private static uint Opacity(float share) => float.IsNaN(share) ? 0 : (uint)(share * 255 + 0.5f) << 24;
}
