using System.Runtime.InteropServices;
using Cnn.Preprocessing;
using Demo.Pages;

namespace Cnn.Tests.Preprocessing;

/// <summary>A frame for tests: RGBA pixels, row-major.</summary>
public sealed record TestFrame(string Name, int[] Pixels, int Height, int Width)
{
    /// <summary>A frame from a function of row and column that yields a grey 0 … 255.</summary>
    public static TestFrame Of(int height, int width, Func<int, int, int> grey, string? name = null)
    {
        var pixels = new int[height * width];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = Opaque(grey(i / width, i % width));
        return new TestFrame(name ?? $"{height}×{width}", pixels, height, width);
    }

    /// <summary>Any colours.</summary>
    public static TestFrame Random(int height, int width, int seed = 1)
    {
        var random = new Random(seed);
        return new TestFrame($"random {height}×{width}", [.. Enumerable.Range(0, height * width).Select(_ => random.Next())], height,
            width);
    }

    /// <summary>A generated page.</summary>
    internal static TestFrame Of(Page page)
    {
        using var bitmap = PagePainter.Paint(page);
        return new TestFrame($"{page.Hand.Digit} {page.Condition}", MemoryMarshal.Cast<byte, int>(bitmap.GetPixelSpan()).ToArray(),
            page.Height, page.Width);
    }

    /// <summary>A generated frame of a camera.</summary>
    internal static TestFrame Of(CameraFrame frame)
    {
        using var bitmap = CameraPainter.Paint(frame);
        return new TestFrame($"{frame.Label} {frame.Condition}", MemoryMarshal.Cast<byte, int>(bitmap.GetPixelSpan()).ToArray(),
            CameraFrame.Height, CameraFrame.Width);
    }

    /// <summary>The same picture, moved within a larger one of one colour.</summary>
    public TestFrame Within(int height, int width, int top, int left, int grey) =>
        Of(height, width, (y, x) => y - top is var v && x - left is var u && v >= 0 && u >= 0 && v < Height && u < Width
            ? Pixels[v * Width + u] & 255 : grey, Name + " moved");

    /// <summary>Every pixel as a square of pixels.</summary>
    public TestFrame Enlarged(int times) =>
        Of(Height * times, Width * times, (y, x) => Pixels[y / times * Width + x / times] & 255, Name + " enlarged");

    /// <summary>Light and dark exchanged.</summary>
    public TestFrame Negative() => Of(Height, Width, (y, x) => 255 - (Pixels[y * Width + x] & 255), Name + " negative");

    public override string ToString() => Name;

    private static int Opaque(int grey) => grey * 0x010101 | unchecked((int)0xFF000000);
}
