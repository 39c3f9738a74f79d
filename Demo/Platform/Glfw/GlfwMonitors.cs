using System.Runtime.InteropServices;

namespace Demo.Platform.Glfw;

/// <summary>A monitor of the desktop: where it shows the desktop, in pixels.</summary>
internal readonly record struct Monitor(string Name, int X, int Y, int Width, int Height);

/// <summary>The monitors, the main one first. For the main thread, while a window exists.</summary>
internal static unsafe partial class GlfwMonitors
{
    private const string Library = "glfw3";

    // GLFWvidmode of GLFW/glfw3.h begins with width and height; what follows is not needed.
    private readonly record struct VideoMode(int Width, int Height);

    public static IReadOnlyList<Monitor> List()
    {
        nint* first = GetMonitors(out int count);
        var found = new List<Monitor>();
        for (int i = 0; i < count; i++)
        {
            var mode = GetVideoMode(first[i]);
            GetMonitorPos(first[i], out int x, out int y);
            // One that lies left of or above the main one is no part of the screen that ffmpeg counts from its corner.
            if (mode is not null && x >= 0 && y >= 0)
                found.Add(new Monitor(Marshal.PtrToStringUTF8(GetMonitorName(first[i])) ?? $"{i + 1}", x, y, mode->Width, mode->Height));
        }
        return found;
    }

    [LibraryImport(Library, EntryPoint = "glfwGetMonitors")]
    private static partial nint* GetMonitors(out int count);

    [LibraryImport(Library, EntryPoint = "glfwGetMonitorPos")]
    private static partial void GetMonitorPos(nint monitor, out int x, out int y);

    [LibraryImport(Library, EntryPoint = "glfwGetMonitorName")]
    private static partial nint GetMonitorName(nint monitor);

    [LibraryImport(Library, EntryPoint = "glfwGetVideoMode")]
    private static partial VideoMode* GetVideoMode(nint monitor);
}
