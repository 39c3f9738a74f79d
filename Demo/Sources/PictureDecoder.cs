using Cnn;
using SkiaSharp;

namespace Demo.Sources;

/// <summary>
/// Decodes picture files in bounded memory: a file is looked at before anything is allocated for it, and what is large is made
/// smaller while it is decoded.
/// </summary>
internal static class PictureDecoder
{
    /// <summary>Larger pictures are refused.</summary>
    public const long MaxPixels = 100_000_000;

    // Up to so many pixels a picture is decoded as it is: 160 MB.
    private const long MostAtOnce = 40_000_000;

    /// <summary>Decodes a file, upright.</summary>
    /// <exception cref="CnnException">Missing, empty, no picture, cut short, or too large.</exception>
    public static SKBitmap Decode(string path)
    {
        switch (FileKinds.Of(path))
        {
            case FileKind.Missing:
                throw new CnnException($"there is no picture {path}");
            case FileKind.Folder:
                throw new CnnException($"{path} is a folder, not a picture");
        }
        FileKinds.RefuseEndless(path);
        try
        {
            if (new FileInfo(path).Length == 0)
                throw new CnnException($"{path} is empty (0 bytes)");
            using var stream = new SKFileStream(path);
            using var codec = SKCodec.Create(stream)
                ?? throw new CnnException($"{path} is not a picture (PNG, JPEG, WebP, GIF and BMP are read)");
            var size = codec.Info.Size;
            if (Count(size) > MaxPixels)
                throw new CnnException($"{path} has {size.Width}×{size.Height} pixels; at most {MaxPixels / 1_000_000} million are read");
            return Upright(Count(size) <= MostAtOnce ? Whole(path, codec, size) : Smaller(path, codec), codec.EncodedOrigin);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CnnException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static long Count(SKSizeI size) => (long)size.Width * size.Height;

    private static SKImageInfo InfoOf(SKSizeI size) => new(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul);

    private static SKBitmap Whole(string path, SKCodec codec, SKSizeI size)
    {
        var bitmap = new SKBitmap(InfoOf(size));
        return Checked(path, codec.GetPixels(bitmap.Info, bitmap.GetPixels()), bitmap);
    }

    // JPEG and WebP can be decoded at some eighths of their size.
    private static SKBitmap Smaller(string path, SKCodec codec)
    {
        var full = codec.Info.Size;
        var scaled = codec.GetScaledDimensions(MathF.Floor(8 * MathF.Sqrt((float)MostAtOnce / Count(full))) / 8);
        return Count(scaled) <= MostAtOnce
            ? Whole(path, codec, scaled)
            : throw new CnnException($"{path} has {full.Width}×{full.Height} pixels; "
                + $"as {codec.EncodedFormat.ToString().ToUpperInvariant()} at most {MostAtOnce / 1_000_000} million are read, as JPEG "
                + $"{MaxPixels / 1_000_000} million");
    }

    private static SKBitmap Checked(string path, SKCodecResult result, SKBitmap bitmap)
    {
        if (result == SKCodecResult.Success)
            return bitmap;
        bitmap.Dispose();
        throw new CnnException(result is SKCodecResult.IncompleteInput or SKCodecResult.ErrorInInput
            ? $"{path} is damaged or cut short"
            : $"{path} cannot be decoded ({result})");
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
        bitmap.SetImmutable();
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
