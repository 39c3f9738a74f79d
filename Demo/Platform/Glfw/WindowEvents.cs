using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Demo.Platform.Glfw;

internal enum WindowEventKind
{
    Resize, FramebufferResize, Refresh, Close, FocusLost, KeyDown, KeyUp, Char, MouseMove, MouseDown, MouseUp, Scroll, Drop,
}

/// <summary>What GLFW reported: a key or button or size in A and B, or a position in X and Y.</summary>
internal readonly record struct WindowEvent(WindowEventKind Kind, int A = 0, int B = 0, double X = 0, double Y = 0, string[]? Files = null);

/// <summary>
/// Collects GLFW's callbacks, so that handlers run after the event call returned: an exception must not travel through
/// GLFW's native frames, and a handler may safely close or resize the window.
/// </summary>
internal static unsafe class WindowEvents
{
    // GLFW calls back on the one thread that polls.
    private static readonly Dictionary<nint, List<WindowEvent>> Queues = [];

    /// <summary>Starts to collect a window's events into <paramref name="queue"/>.</summary>
    public static void Attach(nint window, List<WindowEvent> queue)
    {
        Queues[window] = queue;
        Glfw.SetWindowSizeCallback(window, &OnSize);
        Glfw.SetFramebufferSizeCallback(window, &OnFramebufferSize);
        Glfw.SetWindowRefreshCallback(window, &OnRefresh);
        Glfw.SetWindowCloseCallback(window, &OnClose);
        Glfw.SetWindowFocusCallback(window, &OnFocus);
        Glfw.SetKeyCallback(window, &OnKey);
        Glfw.SetCharCallback(window, &OnChar);
        Glfw.SetMouseButtonCallback(window, &OnMouseButton);
        Glfw.SetCursorPosCallback(window, &OnCursor);
        Glfw.SetScrollCallback(window, &OnScroll);
        Glfw.SetDropCallback(window, &OnDrop);
    }

    /// <summary>Ends it; call before the window is destroyed.</summary>
    public static void Detach(nint window) => Queues.Remove(window);

    private static void Add(nint window, WindowEvent what)
    {
        if (Queues.TryGetValue(window, out var queue))
            queue.Add(what);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnSize(nint window, int width, int height) => Add(window, new(WindowEventKind.Resize, width, height));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnFramebufferSize(nint window, int width, int height) =>
        Add(window, new(WindowEventKind.FramebufferResize, width, height));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnRefresh(nint window) => Add(window, new(WindowEventKind.Refresh));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnClose(nint window) => Add(window, new(WindowEventKind.Close));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnFocus(nint window, int focused)
    {
        if (focused == Glfw.False)
            Add(window, new(WindowEventKind.FocusLost));
    }

    // A held key repeats: it goes down again without having come up.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnKey(nint window, int key, int scanCode, int action, int modifiers) =>
        Add(window, new(action == Glfw.Release ? WindowEventKind.KeyUp : WindowEventKind.KeyDown, key, scanCode));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnChar(nint window, uint codePoint)
    {
        if (codePoint <= char.MaxValue)
            Add(window, new(WindowEventKind.Char, (int)codePoint));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnMouseButton(nint window, int button, int action, int modifiers) =>
        Add(window, new(action == Glfw.Press ? WindowEventKind.MouseDown : WindowEventKind.MouseUp, button));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnCursor(nint window, double x, double y) => Add(window, new(WindowEventKind.MouseMove, X: x, Y: y));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnScroll(nint window, double x, double y) => Add(window, new(WindowEventKind.Scroll, X: x, Y: y));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDrop(nint window, int count, nint* paths)
    {
        string[] files = new string[count];
        for (int i = 0; i < count; i++)
            files[i] = Marshal.PtrToStringUTF8(paths[i]) ?? "";
        Add(window, new(WindowEventKind.Drop, Files: files));
    }
}
