using Demo.Platform;
using NUnit.Framework;
using Silk.NET.Maths;
using Silk.NET.OpenGL;

namespace Cnn.Tests.Platform;

[NonParallelizable]
public unsafe class HeadlessWindowTests
{
    [Test, OwnThread]
    public void The_virtual_clock_makes_sixty_ticks_a_second_however_long_frames_take()
    {
        using var window = new HeadlessWindow(40, 30);
        var times = new List<double>();
        window.Update += _ => times.Add(window.Time);
        window.Render += delta =>
        {
            if (times.Count == 121)
                window.Close();
        };
        window.Run();
        Assert.That(times[0], Is.Zero);
        Assert.That(times[60], Is.EqualTo(1).Within(1e-12));
        Assert.That(times[120], Is.EqualTo(2).Within(1e-12));
    }

    // Sources begin before it runs: a clock that jumped back would have their frames due in hours.
    [Test, OwnThread]
    public void The_wall_clock_stands_at_its_beginning_until_the_window_runs()
    {
        using var window = new HeadlessWindow(40, 30, realtime: true);
        double before = window.Time, first = -1;
        window.Render += _ =>
        {
            first = window.Time;
            window.Close();
        };
        window.Run();
        Assert.That(before, Is.Zero);
        Assert.That(first, Is.InRange(0, 60));
    }

    [Test, OwnThread]
    public void Events_come_in_order()
    {
        using var window = new HeadlessWindow(40, 30);
        var events = new List<string>();
        window.Load += () => events.Add("load");
        window.Update += delta => events.Add($"update {delta:0.000}");
        window.Render += _ =>
        {
            events.Add("render");
            if (window.Time > 0)
                window.Close();
        };
        window.Closing += () => events.Add("closing");
        window.Run();
        Assert.That(events, Is.EqualTo(new[] { "load", "update 0.000", "render", "update 0.017", "render", "closing" }));
    }

    [Test, OwnThread]
    public void What_is_drawn_has_the_asked_size_also_after_a_resize()
    {
        using var window = new HeadlessWindow(37, 19);
        Assert.That(CornerPixel(window), Is.EqualTo(0xFF0000FF));
        var sizes = new List<Vector2D<int>>();
        window.Resize += sizes.Add;
        window.FramebufferResize += sizes.Add;
        window.Size = new(640, 481);
        window.Size = new(640, 481);
        Assert.That(sizes, Is.EqualTo(new Vector2D<int>[] { new(640, 481), new(640, 481) }));
        Assert.That(CornerPixel(window), Is.EqualTo(0xFF0000FF));
    }

    [Test, OwnThread]
    public void Functions_are_found_by_name()
    {
        using var window = new HeadlessWindow(8, 8);
        Assert.That(window.GetProcAddress("glDispatchCompute"), Is.Not.Zero);
    }

    // Clears to red and reads the farthest pixel back: bytes R G B A.
    private static uint CornerPixel(HeadlessWindow window)
    {
        var gl = window.Gl;
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, window.Framebuffer);
        Assert.That(gl.CheckFramebufferStatus(FramebufferTarget.Framebuffer), Is.EqualTo(GLEnum.FramebufferComplete));
        gl.ClearColor(1, 0, 0, 1);
        gl.Clear(ClearBufferMask.ColorBufferBit);
        uint pixel = 0;
        gl.ReadPixels(window.FramebufferSize.X - 1, window.FramebufferSize.Y - 1, 1, 1, PixelFormat.Rgba, PixelType.UnsignedByte, &pixel);
        return pixel;
    }
}
