using Demo.Platform.Glfw;
using Demo.Ui.Opening;

namespace Demo.Commands;

/// <summary>The screens that a person can choose to look at.</summary>
internal static class ScreenList
{
    /// <summary>The whole screen, each of several monitors, and a test pattern; on the window's thread.</summary>
    public static IReadOnlyList<ScreenChoice> Choices()
    {
        var monitors = GlfwMonitors.List();
        // On macOS ffmpeg has one screen, and no part of it.
        var parts = monitors.Count < 2 || OperatingSystem.IsMacOS() ? [] : monitors.Select(monitor => new ScreenChoice(
            $"Monitor {monitor.Name}", $"What is on the monitor {monitor.Name}, {monitor.Width} × {monitor.Height}.",
            $"screen:{monitor.Width}x{monitor.Height}+{monitor.X}+{monitor.Y}"));
        return
        [
            new ScreenChoice("Screen", "All that is on the screen.", "screen"), .. parts,
            new ScreenChoice("Test pattern", "A moving test pattern, for whoever has no camera.", "test"),
        ];
    }
}
