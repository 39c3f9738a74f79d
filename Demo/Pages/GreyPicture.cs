using System.Runtime.InteropServices;
using SkiaSharp;

namespace Demo.Pages;

/// <summary>The luminance of a picture, and parts of it at other sizes: means of areas, as the preprocessing takes them.</summary>
internal sealed class GreyPicture
{
    // Beyond the picture it is neither dark nor bright.
    private const byte Beyond = 128;

    private readonly byte[] _grey;

    public GreyPicture(int height, int width, byte[] grey) => (Height, Width, _grey) = (height, width, grey);

    public GreyPicture(SKBitmap bitmap)
        : this(bitmap.Height, bitmap.Width, new byte[bitmap.Height * bitmap.Width])
    {
        var pixels = MemoryMarshal.Cast<byte, int>(bitmap.GetPixelSpan());
        for (int i = 0; i < _grey.Length; i++)
            _grey[i] = (byte)((77 * (pixels[i] & 255) + 150 * (pixels[i] >> 8 & 255) + 29 * (pixels[i] >> 16 & 255) + 128) >> 8);
    }

    public int Height { get; }

    public int Width { get; }

    /// <summary>A part of the picture, which it may reach beyond, at another size.</summary>
    /// <param name="place">In pixels.</param>
    /// <param name="height">Of the result.</param>
    /// <param name="width">Of the result.</param>
    /// <param name="sparse">Every second pixel is taken where more than two are averaged along an axis, as the finder's frames are.</param>
    public byte[] Part(SKRect place, int height, int width, bool sparse = false)
    {
        var part = new byte[height * width];
        var columns = new (int First, int End, float FirstShare, float LastShare)[width];
        for (int x = 0; x < width; x++)
            columns[x] = Span(place.Left + place.Width * x / width, place.Left + place.Width * (x + 1) / width, Width);
        for (int y = 0; y < height; y++)
        {
            var rows = Span(place.Top + place.Height * y / height, place.Top + place.Height * (y + 1) / height, Height);
            for (int x = 0; x < width; x++)
            {
                float sum = 0, total = 0;
                var across = columns[x];
                bool alternate = sparse && rows.End - rows.First > 2, every = sparse && across.End - across.First > 2;
                for (int row = rows.First; row < rows.End; row += alternate ? 2 : 1)
                {
                    float high = alternate ? 1 : Share(rows, row);
                    for (int column = across.First; column < across.End; column += every ? 2 : 1)
                    {
                        float weight = high * (every ? 1 : Share(across, column));
                        sum += weight * _grey[row * Width + column];
                        total += weight;
                    }
                }
                part[y * width + x] = total <= 0 ? Beyond : (byte)(sum / total + 0.5f);
            }
        }
        return part;
    }

    // The pixels of one axis under a span, and how much of the first and of the last.
    private static (int First, int End, float FirstShare, float LastShare) Span(float begin, float end, int length)
    {
        (begin, end) = (Math.Max(begin, 0), Math.Min(end, length));
        if (end <= begin)
            return (0, 0, 0, 0);
        int first = (int)begin, last = Math.Max(first, (int)MathF.Ceiling(end) - 1);
        return (first, last + 1, Math.Min(first + 1, end) - begin, end - Math.Max(last, begin));
    }

    private static float Share((int First, int End, float FirstShare, float LastShare) span, int pixel) =>
        pixel == span.First ? span.FirstShare : pixel == span.End - 1 ? span.LastShare : 1;
}
