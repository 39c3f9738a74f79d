using System.Runtime.InteropServices;
using SkiaSharp;

namespace Demo.Pages;

/// <summary>What a camera does to what it sees.</summary>
internal static class Lens
{
    /// <summary>Out of focus.</summary>
    public static void Blur(SKBitmap bitmap, float sigma)
    {
        using var filter = SKImageFilter.CreateBlur(sigma, sigma, SKShaderTileMode.Clamp);
        using var paint = new SKPaint { ImageFilter = filter };
        using var sharp = SKImage.FromBitmap(bitmap);
        using var canvas = new SKCanvas(bitmap);
        canvas.DrawImage(sharp, 0, 0, SKSamplingOptions.Default, paint);
    }

    /// <summary>Moved while the shutter was open: the mean of the picture at all places along a way.</summary>
    /// <param name="bitmap">Is replaced.</param>
    /// <param name="length">Of the way, in pixels.</param>
    /// <param name="angle">Its direction, in radians.</param>
    public static void Move(SKBitmap bitmap, float length, float angle)
    {
        using var still = SKImage.FromBitmap(bitmap);
        using var canvas = new SKCanvas(bitmap);
        int places = (int)MathF.Ceiling(length) + 1;
        for (int i = 0; i < places; i++)
        {
            float way = length * ((float)i / (places - 1) - 0.5f);
            // Each covers its share of the mean of those before: a half, a third, …
            using var share = new SKPaint { Color = SKColors.White.WithAlpha((byte)MathF.Round(255f / (i + 1))) };
            canvas.DrawImage(still, way * MathF.Cos(angle), way * MathF.Sin(angle), new SKSamplingOptions(SKFilterMode.Linear), share);
        }
    }

    /// <summary>The sensor's noise.</summary>
    /// <param name="bitmap">Opaque RGBA.</param>
    /// <param name="sigma">Standard deviation, of 255.</param>
    /// <param name="random">Decides.</param>
    public static void AddNoise(SKBitmap bitmap, float sigma, Random random)
    {
        foreach (ref uint pixel in MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan()))
        {
            // The sum of four uniform numbers is close enough to a normal one.
            float sum = random.NextSingle() + random.NextSingle() + random.NextSingle() + random.NextSingle() - 2;
            int noise = (int)MathF.Round(sum * sigma * MathF.Sqrt(3));
            uint Channel(uint value) => (uint)Math.Clamp((int)(value & 255) + noise, 0, 255);
            pixel = Channel(pixel) | Channel(pixel >> 8) << 8 | Channel(pixel >> 16) << 16 | 0xFF000000;
        }
    }

    /// <summary>The projective map that takes the unit square to a quadrilateral (Heckbert 1989, section 2.2.2).</summary>
    public static SKMatrix SquareTo(SKPoint a, SKPoint b, SKPoint c, SKPoint d)
    {
        SKPoint e = b - c, f = d - c, s = a - b + c - d;
        float area = e.X * f.Y - f.X * e.Y;
        float g = (s.X * f.Y - f.X * s.Y) / area, h = (e.X * s.Y - s.X * e.Y) / area;
        return new SKMatrix(
            b.X - a.X + g * b.X, d.X - a.X + h * d.X, a.X,
            b.Y - a.Y + g * b.Y, d.Y - a.Y + h * d.Y, a.Y,
            g, h, 1);
    }
}
