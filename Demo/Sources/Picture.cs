using Cnn;
using SkiaSharp;

namespace Demo.Sources;

/// <summary>
/// A decoded picture file, upright and no larger than a frame may be. Whatever is wrong with the file is one line with its
/// name.
/// </summary>
/// <param name="Pixels">
/// Width·height ints, R | G&lt;&lt;8 | B&lt;&lt;16 | A&lt;&lt;24, row-major from the top left; transparency lies on white.
/// </param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal sealed record Picture(int[] Pixels, int Width, int Height)
{
    /// <summary>Reads a picture; one with more than <paramref name="capacity"/> pixels is scaled down to fit.</summary>
    /// <param name="path">A file in a format that Skia reads: PNG, JPEG, WebP, GIF, BMP.</param>
    /// <param name="capacity">How many pixels the graph's frame input holds.</param>
    /// <exception cref="CnnException">Missing, empty, no picture, cut short, or too large.</exception>
    public static Picture Load(string path, int capacity = 1920 * 1080)
    {
        using var upright = PictureDecoder.Decode(path);
        // One that may still change would be copied.
        upright.SetImmutable();
        double shrink = Math.Min(1, Math.Sqrt(capacity / ((double)upright.Width * upright.Height)));
        int width = Math.Max(1, (int)(upright.Width * shrink)), height = Math.Max(1, (int)(upright.Height * shrink));
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var target = new SKBitmap(info);
        using (var canvas = new SKCanvas(target))
        using (var image = SKImage.FromBitmap(upright))
        {
            canvas.Clear(SKColors.White);
            // Mipmaps average every source pixel when the picture shrinks a lot.
            canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }
        return new Picture(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(target.GetPixelSpan()).ToArray(), width, height);
    }
}
