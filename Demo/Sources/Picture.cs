using Cnn;
using SkiaSharp;

namespace Demo.Sources;

/// <summary>
/// A decoded picture file, upright and no larger than a frame may be. A file is looked at before anything is allocated
/// for it, and whatever is wrong with it is one line with the file's name.
/// </summary>
/// <param name="Pixels">Width·height ints, R | G&lt;&lt;8 | B&lt;&lt;16 | A&lt;&lt;24, row-major from the top left; transparency lies on white.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal sealed record Picture(int[] Pixels, int Width, int Height)
{
    /// <summary>Larger pictures are refused: 100 million pixels are 400 MB decoded.</summary>
    public const long MaxPixels = 100_000_000;

    /// <summary>Reads a picture; one with more than <paramref name="capacity"/> pixels is scaled down to fit.</summary>
    /// <param name="path">A file in a format that Skia reads: PNG, JPEG, WebP, GIF, BMP.</param>
    /// <param name="capacity">How many pixels the graph's frame input holds.</param>
    /// <exception cref="CnnException">Missing, empty, no picture, cut short, or too large.</exception>
    public static Picture Load(string path, int capacity = 1920 * 1080)
    {
        using var upright = Decode(path);
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

    private static SKBitmap Decode(string path)
    {
        if (Directory.Exists(path))
            throw new CnnException($"{path} is a folder, not a picture");
        if (!File.Exists(path))
            throw new CnnException($"there is no picture {path}");
        try
        {
            if (new FileInfo(path).Length == 0)
                throw new CnnException($"{path} is empty (0 bytes)");
            using var stream = new SKFileStream(path);
            using var codec = SKCodec.Create(stream)
                ?? throw new CnnException($"{path} is not a picture (PNG, JPEG, WebP, GIF and BMP are read)");
            var size = codec.Info;
            if ((long)size.Width * size.Height > MaxPixels)
                throw new CnnException($"{path} has {size.Width}×{size.Height} pixels; at most {MaxPixels / 1_000_000} million are read");
            var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
            var result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
            if (result == SKCodecResult.Success)
                return Upright(bitmap, codec.EncodedOrigin);
            bitmap.Dispose();
            throw new CnnException(result is SKCodecResult.IncompleteInput or SKCodecResult.ErrorInInput
                ? $"{path} is damaged or cut short"
                : $"{path} cannot be decoded ({result})");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CnnException($"{path} cannot be read: {e.Message}", e);
        }
    }

    // Cameras store the picture as the sensor saw it and say in EXIF how to turn it. Takes over the bitmap.
    private static SKBitmap Upright(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default)
            return bitmap;
        int w = bitmap.Width, h = bitmap.Height;
        var turn = origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
            _ => SKMatrix.Identity,
        };
        bool swapped = origin >= SKEncodedOrigin.LeftTop;
        var upright = new SKBitmap(bitmap.Info.WithSize(swapped ? h : w, swapped ? w : h));
        using var canvas = new SKCanvas(upright);
        canvas.Clear(SKColors.Transparent);
        canvas.SetMatrix(turn);
        using (bitmap)
        using (var image = SKImage.FromBitmap(bitmap))
            canvas.DrawImage(image, 0, 0, SKSamplingOptions.Default);
        return upright;
    }
}
