using Cnn.Tests.Platform;
using Demo.Drawing;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using NUnit.Framework;
using Silk.NET.OpenGL;

namespace Cnn.Tests.Demo;

/// <summary>The source's picture, enlarged and made smaller, and where its pixels lie.</summary>
[NonParallelizable]
public class PicturePainterTests
{
    private const int Width = 60, Height = 40;

    // A stripe of white in every fourth column of black: every pixel of a smaller picture covers as much of both.
    [TestCase(240, 160, 20, 20)]
    [TestCase(600, 400, 30, 20)]
    [TestCase(1600, 40, 10, 10)]
    [OwnThread]
    public void A_picture_that_is_made_smaller_is_the_mean_of_what_each_pixel_covers(int width, int height, int columns, int rows)
    {
        using var window = new HeadlessWindow(Width, Height);
        using var painter = new PicturePainter(window.Gl, new DrawShaders(window.Gl, null));
        painter.Frame.Take(Picture(width, height, (x, _) => x % 4 == 1 ? 0xFFFFFF : 0, 1));
        Draw(window, painter, columns, rows);
        for (int y = 1; y < rows - 1; y += 3)
            for (int x = 1; x < columns - 1; x++)
                Assert.That((double)(Pixel(window, x, y) & 0xFF), Is.EqualTo(255 / 4.0).Within(14), $"({x}, {y})");
    }

    [Test, OwnThread]
    public void Pixels_are_sent_once_and_a_newer_frame_leaves_the_last_one_alone()
    {
        using var window = new HeadlessWindow(Width, Height);
        using var painter = new PicturePainter(window.Gl, new DrawShaders(window.Gl, null));
        var (first, second) = (Picture(3, 2, (x, y) => x + 16 * y, 1), Picture(5, 3, (x, y) => 0x80 + x + 16 * y, 2));
        painter.Frame.Take(first);
        Assert.That((painter.Frame.Holds(first), painter.Frame.Holds(second)), Is.EqualTo((true, false)));
        uint buffer = painter.Frame.Buffer();
        painter.Frame.Take(second);
        Assert.That((painter.Frame.Holds(second), painter.Frame.Size), Is.EqualTo((true, (5, 3))));
        Assert.That(Content(window, buffer, 6), Is.EqualTo(first.Pixels));
        Assert.That(Content(window, painter.Frame.Buffer(), 15), Is.EqualTo(second.Pixels));
        Draw(window, painter, 5, 3);
        Assert.That(Pixel(window, 4, 2) & 0xFF, Is.EqualTo(0x80 + 4 + 32), "what is drawn is the newest");
    }

    private static Frame Picture(int width, int height, Func<int, int, int> colour, long number)
    {
        var pixels = new int[width * height];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = unchecked((int)0xFF000000) | colour(i % width, i / width);
        return new Frame(pixels, width, height, TimeSpan.Zero, number);
    }

    private static void Draw(HeadlessWindow window, PicturePainter painter, int width, int height)
    {
        window.Gl.BindFramebuffer(FramebufferTarget.Framebuffer, window.Framebuffer);
        window.Gl.Viewport(0, 0, Width, Height);
        var viewport = new Viewport(window.Framebuffer, Width, Height, 1);
        painter.Draw([new PictureItem(new Rect(0, 0, width, height), 0, 0, 1, 1)], viewport, viewport.Whole);
    }

    private static unsafe uint Pixel(HeadlessWindow window, int x, int y)
    {
        byte* rgba = stackalloc byte[4];
        window.Gl.ReadPixels(x, Height - 1 - y, 1, 1, PixelFormat.Rgba, PixelType.UnsignedByte, rgba);
        return (uint)(rgba[0] | rgba[1] << 8 | rgba[2] << 16);
    }

    private static int[] Content(HeadlessWindow window, uint buffer, int count)
    {
        var values = new int[count];
        window.Gl.BindBuffer(BufferTargetARB.CopyReadBuffer, buffer);
        window.Gl.GetBufferSubData<int>(BufferTargetARB.CopyReadBuffer, 0, values.AsSpan());
        return values;
    }
}
