using System.Runtime.InteropServices;
using SkiaSharp;

namespace Demo.Ui;

/// <summary>A small picture that a panel shows and that never changes, such as a recorded frame.</summary>
internal sealed class Thumbnail
{
    private static int s_count;

    /// <param name="planes">3·height·width bytes: all reds, row-major from the top left, then greens, then blues.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    public Thumbnail(ReadOnlySpan<byte> planes, int width, int height)
    {
        int count = width * height;
        int[] pixels = new int[count];
        for (int i = 0; i < count; i++)
            pixels[i] = planes[i] | planes[count + i] << 8 | planes[2 * count + i] << 16 | 255 << 24;
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        Image = SKImage.FromPixelCopy(info, MemoryMarshal.AsBytes(pixels.AsSpan()));
    }

    /// <summary>No other has this number: who compares two frames of the window need not look at pixels.</summary>
    public int Id { get; } = Interlocked.Increment(ref s_count);

    public SKImage Image { get; }
}
