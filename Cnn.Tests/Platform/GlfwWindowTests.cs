using System.Diagnostics;
using System.Numerics;
using Demo.Platform;
using Demo.Platform.Glfw;
using NUnit.Framework;
using Silk.NET.OpenGL;

namespace Cnn.Tests.Platform;

// Needs a display: test.sh starts a virtual one. Events are real ones, sent through the X server by xdotool.
[NonParallelizable]
public class GlfwWindowTests
{
    private const string Title = "glfw window test";

    [SetUp]
    public void NeedsDisplay()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY")))
            Assert.Inconclusive("no display");
    }

    [Test, OwnThread]
    public void Monitors_are_parts_of_the_screen()
    {
        using var window = new GlfwWindow(Title, 320, 240);
        Assert.That(window.Input.Keyboard.ClipboardText, Is.Empty, "nothing was copied");
        Assert.That(GlfwMonitors.List().Select(monitor => (monitor.X, monitor.Y, monitor.Width > 0, monitor.Height > 0)),
            Does.Contain((0, 0, true, true)));
    }

    [Test, OwnThread]
    public void Its_clock_stands_at_its_beginning_until_it_runs()
    {
        using var window = new GlfwWindow(Title, 320, 240);
        Assert.That(window.Time, Is.Zero);
    }

    [Test, OwnThread]
    public void Mouse_and_keys_of_the_desktop_arrive()
    {
        using var window = new GlfwWindow(Title, 320, 240);
        var (keyboard, mouse) = (window.Input.Keyboards[0], window.Input.Mice[0]);
        var events = new List<string>();
        mouse.MouseDown += (m, button) => events.Add($"down {button} at {m.Position}");
        mouse.MouseUp += (m, button) => events.Add($"up {button} at {m.Position}");
        mouse.Scroll += (_, wheel) => events.Add($"scroll {wheel.Y}");
        keyboard.KeyChar += (_, c) => events.Add($"char {c}");
        keyboard.KeyDown += (k, key, _) => events.Add($"key {key}");
        keyboard.KeyUp += (k, key, _) =>
        {
            events.Add($"released {key} {k.IsKeyPressed(key)}");
            window.Close();
        };
        RunWith(window, "mousemove --window %1 50 60 mousedown 1 mousemove --window %1 200 100 mouseup 1 click 4 click 3 key Escape");
        Assert.That(events, Is.EqualTo(new[]
        {
            $"down Left at {new Vector2(50, 60)}", $"up Left at {new Vector2(200, 100)}", "scroll 1",
            $"down Right at {new Vector2(200, 100)}", $"up Right at {new Vector2(200, 100)}",
            "key Escape", "released Escape False",
        }));
    }

    // A window that is not there any more has no focus; the X server must not keep them down for the next test.
    [Test, OwnThread]
    public void What_is_held_when_the_focus_is_lost_comes_up_once()
    {
        using var window = new GlfwWindow(Title, 320, 240);
        var (keyboard, mouse) = (window.Input.Keyboards[0], window.Input.Mice[0]);
        var events = new List<string>();
        int since = 0;
        mouse.MouseDown += (_, button) => events.Add($"down {button}");
        mouse.MouseUp += (_, button) => events.Add($"up {button}");
        keyboard.KeyDown += (_, key, _) => events.Add($"key {key}");
        keyboard.KeyUp += (_, key, _) => events.Add($"released {key}");
        window.Update += _ =>
        {
            since += events.Count >= 4 ? 1 : 0;
            if (since == 30)
                window.Close();
        };
        RunWith(window, "mousemove --window %1 50 60 mousedown 1 keydown r windowunmap %1 sleep 0.2 keyup r mouseup 1");
        Assert.That(events, Is.EquivalentTo(new[] { "down Left", "key R", "up Left", "released R" }));
    }

    // The size at first is always allowed.
    [TestCase(1000, 700, "960 by 540")]
    [TestCase(400, 700, "400 by 540")]
    [OwnThread]
    public void A_window_has_a_smallest_size(int width, int height, string smallest)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("asked of the X server");
        using var window = new GlfwWindow(Title, width, height, smallest: (960, 540));
        var info = new ProcessStartInfo("xprop", ["-name", Title, "WM_NORMAL_HINTS"]) { RedirectStandardOutput = true };
        using var xprop = Process.Start(info)!;
        Assert.That(xprop.StandardOutput.ReadToEnd(), Does.Contain($"minimum size: {smallest}"));
    }

    [Test, OwnThread]
    public void A_hidden_window_draws_and_resizes()
    {
        using var window = new GlfwWindow(Title, 64, 48, hidden: true);
        var resized = new List<int>();
        byte[] pixel = new byte[4];
        int frames = 0;
        window.FramebufferResize += size => resized.Add(size.X);
        window.Load += () => window.Size = new(96, 50);
        window.Render += _ =>
        {
            window.Gl.ClearColor(0, 1, 0, 1);
            window.Gl.Clear(ClearBufferMask.ColorBufferBit);
            window.Gl.ReadPixels(1, 1, 1, 1, PixelFormat.Rgba, PixelType.UnsignedByte, pixel.AsSpan());
            if (resized.Count > 0 || ++frames > 120)
                window.Close();
        };
        window.Run();
        Assert.That(pixel, Is.EqualTo(new byte[] { 0, 255, 0, 255 }));
        Assert.That(resized, Does.Contain(96));
        Assert.That(window.FramebufferSize.X, Is.EqualTo(96));
    }

    [Test, OwnThread]
    public void An_exception_in_a_handler_reaches_the_caller()
    {
        using var window = new GlfwWindow(Title, 320, 240);
        window.Input.Mice[0].MouseDown += (_, _) => throw new CnnException("from the handler");
        Assert.That(() => RunWith(window, "mousemove --window %1 50 60 click 1"), Throws.TypeOf<CnnException>());
    }

    // Runs the window's loop; once it is on the screen, sends it events as a person would.
    private static void RunWith(GlfwWindow window, string actions)
    {
        int frame = 0;
        window.Update += _ =>
        {
            frame++;
            if (frame == 5)
            {
                using var xdotool = Process.Start("xdotool", $"search --sync --onlyvisible --name \"{Title}\" {actions}");
                xdotool.WaitForExit();
                Assert.That(xdotool.ExitCode, Is.Zero);
            }
            if (frame > 1800)
                Assert.Fail("the events did not arrive");
        };
        window.Run();
    }
}
