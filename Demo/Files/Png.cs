using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace Demo.Files;

/// <summary>Writes pictures. What strangers send is read by Skia: flaws with crafted files are known of this library's readers.</summary>
internal static class Png
{
    private static readonly PngEncoder Encoder = new() { ColorType = PngColorType.Rgb, BitDepth = PngBitDepth.Bit8 };

    /// <summary>Writes a picture without transparency.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="rgba">Four bytes a pixel, row by row from the top left; the fourth is of no matter.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    public static void Write(Stream stream, ReadOnlySpan<byte> rgba, int width, int height)
    {
        using var image = Image.LoadPixelData<Rgba32>(rgba, width, height);
        image.Save(stream, Encoder);
    }
}
