using System.Numerics;
using System.Runtime.InteropServices;
using Cnn;
using Cnn.Gl;
using Silk.NET.Maths;
using Silk.NET.OpenGL;

namespace Demo.Platform.Glfw;

/// <summary>A window of the desktop with OpenGL 3.3 at least. It belongs to the thread that makes it: the main one.</summary>
internal sealed class GlfwWindow : IWindow
{
    private readonly nint _handle;
    private readonly TimeProvider _time;
    private readonly FrameLimiter _limiter;
    private readonly List<WindowEvent> _events = [];
    private readonly KeptFramebuffer _kept;
    private long? _start;
    private string _title;
    private bool _disposed;

    /// <summary>Opens a window; a hidden one is never shown, but draws all the same.</summary>
    /// <param name="title">What its bar says.</param>
    /// <param name="width">At first, in the desktop's units.</param>
    /// <param name="height">At first.</param>
    /// <param name="hidden">Whether it is never shown.</param>
    /// <param name="smallest">How small a person can make it, at a content scale of 1; what it is at first is always allowed.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="versions">Of OpenGL, to be asked for one after the other; null for those that can be drawn with.</param>
    /// <exception cref="CnnException">No GLFW, no display, or none of the versions.</exception>
    public GlfwWindow(
        string title, int width, int height, bool hidden = false, (int Width, int Height) smallest = default, TimeProvider? time = null,
        IReadOnlyList<GlVersion>? versions = null)
    {
        _time = time ?? TimeProvider.System;
        _limiter = new FrameLimiter(_time) { Rate = 60 };
        _title = title;
        Glfw.Start();
        _handle = Open(width, height, hidden, versions ?? OpenGlVersions.Asked);
        Glfw.MakeContextCurrent(_handle);
        Glfw.SwapInterval(1);
        if (smallest.Width > 0)
            Limit(smallest.Width, smallest.Height);
        WindowEvents.Attach(_handle, _events);
        Input.Keyboard.Clipboard = () => Marshal.PtrToStringUTF8(Glfw.GetClipboardString(_handle)) ?? "";
        Gl = GL.GetApi(GetProcAddress);
        _kept = new KeptFramebuffer(Gl, FramebufferSize);
    }

    public event Action? Load;

    public event Action<double>? Update;

    public event Action<double>? Render;

    public event Action<Vector2D<int>>? Resize;

    public event Action<Vector2D<int>>? FramebufferResize;

    public event Action? Closing;

    public event Action<string[]>? FileDrop;

    public string Title
    {
        get => _title;
        set
        {
            if (value == _title)
                return;
            _title = value;
            Glfw.SetWindowTitle(_handle, value);
        }
    }

    public Vector2D<int> Size
    {
        get
        {
            Glfw.GetWindowSize(_handle, out int width, out int height);
            return new(width, height);
        }
        set => Glfw.SetWindowSize(_handle, value.X, value.Y);
    }

    public Vector2D<int> FramebufferSize
    {
        get
        {
            Glfw.GetFramebufferSize(_handle, out int width, out int height);
            return new(width, height);
        }
    }

    public float ContentScale
    {
        get
        {
            Glfw.GetWindowContentScale(_handle, out float x, out _);
            return x;
        }
    }

    public uint Framebuffer => _kept.Handle;

    public double FramesPerSecond
    {
        get => _limiter.Rate;
        set => _limiter.Rate = value;
    }

    public double Time => _start is { } start ? _time.GetElapsedTime(start).TotalSeconds : 0;

    public bool IsClosing { get; private set; }

    public GL Gl { get; }

    public InputContext Input { get; } = new();

    public nint GetProcAddress(string name) => Glfw.GetProcAddress(name);

    public void SwapBuffers()
    {
        _kept.CopyToWindow();
        OpenGlVersions.Check(Gl);
        Glfw.SwapBuffers(_handle);
    }

    public void ContinueEvents() => _limiter.Wake();

    public void Close() => IsClosing = true;

    public void Run()
    {
        _start = _time.GetTimestamp();
        double last = 0;
        Load?.Invoke();
        while (!IsClosing)
        {
            Glfw.PollEvents();
            Dispatch();
            double now = Time;
            Update?.Invoke(now - last);
            Render?.Invoke(now - last);
            last = now;
            _limiter.Wait();
        }
        Closing?.Invoke();
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _limiter.Dispose();
        _kept.Dispose();
        Gl.Dispose();
        WindowEvents.Detach(_handle);
        Glfw.DestroyWindow(_handle);
    }

    // With macOS only a forward compatible core profile has more than OpenGL 2.1.
    private nint Open(int width, int height, bool hidden, IReadOnlyList<GlVersion> versions)
    {
        Glfw.DefaultWindowHints();
        Glfw.WindowHint(Glfw.OpenGlProfile, Glfw.OpenGlCoreProfile);
        Glfw.WindowHint(Glfw.OpenGlForwardCompatible, 1);
        Glfw.WindowHint(Glfw.ScaleToMonitor, 1);
        Glfw.WindowHint(Glfw.Visible, hidden ? 0 : 1);
        foreach (var version in versions)
        {
            Glfw.WindowHint(Glfw.ContextVersionMajor, version.Major);
            Glfw.WindowHint(Glfw.ContextVersionMinor, version.Minor);
            nint handle = Glfw.CreateWindow(width, height, _title, 0, 0);
            if (handle != 0)
                return handle;
        }
        throw new CnnException($"no window with OpenGL {versions[^1]} can be opened: {Glfw.LastError()}");
    }

    private void Limit(int width, int height)
    {
        // The desktop's units are pixels on some systems, and scaled ones on others.
        float scale = ContentScale * Size.X / Math.Max(1, FramebufferSize.X);
        int smallestWidth = Math.Min(Size.X, (int)(width * scale)), smallestHeight = Math.Min(Size.Y, (int)(height * scale));
        Glfw.SetWindowSizeLimits(_handle, smallestWidth, smallestHeight, Glfw.DontCare, Glfw.DontCare);
    }

    private void Dispatch()
    {
        // A handler that resizes the window adds events while this goes on.
        for (int i = 0; i < _events.Count; i++)
            Dispatch(_events[i]);
        _events.Clear();
    }

    private void Dispatch(WindowEvent what)
    {
        switch (what.Kind)
        {
            case WindowEventKind.Resize:
                Resize?.Invoke(new(what.A, what.B));
                break;
            case WindowEventKind.FramebufferResize:
                _kept.Fit(new(what.A, what.B));
                FramebufferResize?.Invoke(new(what.A, what.B));
                break;
            // Another window lay over this one: what was there is lost, as it is when the size changes.
            case WindowEventKind.Refresh:
                FramebufferResize?.Invoke(FramebufferSize);
                break;
            case WindowEventKind.Close:
                Close();
                break;
            case WindowEventKind.FocusLost:
                Input.ReleaseAll();
                break;
            case WindowEventKind.KeyDown:
                Input.Keyboard.Press((Key)what.A, what.B);
                break;
            case WindowEventKind.KeyUp:
                Input.Keyboard.Release((Key)what.A, what.B);
                break;
            case WindowEventKind.Char:
                Input.Keyboard.Type((char)what.A);
                break;
            case WindowEventKind.MouseMove:
                Input.Mouse.Move(new Vector2((float)what.X, (float)what.Y));
                break;
            case WindowEventKind.MouseDown:
                Input.Mouse.Press((MouseButton)what.A);
                break;
            case WindowEventKind.MouseUp:
                Input.Mouse.Release((MouseButton)what.A);
                break;
            case WindowEventKind.Scroll:
                Input.Mouse.Turn(new ScrollWheel((float)what.X, (float)what.Y));
                break;
            case WindowEventKind.Drop:
                FileDrop?.Invoke(what.Files!);
                break;
        }
    }
}
