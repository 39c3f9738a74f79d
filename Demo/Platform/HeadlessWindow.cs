using Cnn.Gl;
using Silk.NET.Maths;
using Silk.NET.OpenGL;

namespace Demo.Platform;

/// <summary>
/// A window without a display: the same events, drawn into a picture. Its clock is virtual, 60 ticks a second however
/// long a frame takes, so that one script always gives the same frames; or the wall clock, when asked for.
/// </summary>
internal sealed class HeadlessWindow : IWindow
{
    /// <summary>Frames of a virtual second.</summary>
    public const double TicksPerSecond = 60;

    private readonly OffscreenContext _context = new();
    private readonly TimeProvider _time;
    private readonly FrameLimiter _limiter;
    private readonly bool _realtime;
    private long _start;
    private long _tick;
    private Vector2D<int> _size;
    private readonly uint _color;
    private readonly uint _depthStencil;
    private bool _disposed;

    /// <summary>Opens it; the context is current on this thread.</summary>
    /// <exception cref="GlException">There is no OpenGL 4.3 without a display.</exception>
    public HeadlessWindow(int width, int height, bool realtime = false, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _limiter = new FrameLimiter(_time) { Rate = realtime ? TicksPerSecond : 0 };
        _realtime = realtime;
        _size = new(width, height);
        Framebuffer = Gl.GenFramebuffer();
        _color = Gl.GenRenderbuffer();
        _depthStencil = Gl.GenRenderbuffer();
        Allocate();
    }

    public event Action? Load;

    public event Action<double>? Update;

    public event Action<double>? Render;

    public event Action<Vector2D<int>>? Resize;

    public event Action<Vector2D<int>>? FramebufferResize;

    public event Action? Closing;

    /// <summary>Raised by <see cref="Drop"/>: there is no desktop to drop from.</summary>
    public event Action<string[]>? FileDrop;

    public string Title { get; set; } = "";

    public Vector2D<int> Size
    {
        get => _size;
        set
        {
            if (value == _size)
                return;
            _size = value;
            Allocate();
            Resize?.Invoke(value);
            FramebufferResize?.Invoke(value);
        }
    }

    public Vector2D<int> FramebufferSize => _size;

    public float ContentScale { get; init; } = 1;

    public uint Framebuffer { get; }

    public double FramesPerSecond
    {
        get => _limiter.Rate;
        set => _limiter.Rate = _realtime ? value : 0;
    }

    public double Time => _realtime ? _time.GetElapsedTime(_start).TotalSeconds : _tick / TicksPerSecond;

    public bool IsClosing { get; private set; }

    public GL Gl => _context.Gl;

    public InputContext Input { get; } = new();

    public nint GetProcAddress(string name) => Gl.Context.TryGetProcAddress(name, out nint address) ? address : 0;

    // There is no screen: what is drawn is there when the device has finished it. On the virtual clock nobody asks when.
    public void SwapBuffers()
    {
        if (_realtime)
            Gl.Finish();
    }

    public void ContinueEvents() => _limiter.Wake();

    public void Close() => IsClosing = true;

    /// <summary>Behaves as if files were dropped onto the window.</summary>
    public void Drop(params string[] files) => FileDrop?.Invoke(files);

    public void Run()
    {
        _start = _time.GetTimestamp();
        _tick = 0;
        double last = 0;
        Load?.Invoke();
        while (!IsClosing)
        {
            double now = Time;
            Update?.Invoke(now - last);
            Render?.Invoke(now - last);
            last = now;
            _tick++;
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
        Gl.DeleteFramebuffer(Framebuffer);
        Gl.DeleteRenderbuffer(_color);
        Gl.DeleteRenderbuffer(_depthStencil);
        _context.Dispose();
    }

    // A renderbuffer's storage can be replaced in place, so the framebuffer keeps its name through every size.
    private void Allocate()
    {
        Attach(_color, InternalFormat.Rgba8, FramebufferAttachment.ColorAttachment0);
        Attach(_depthStencil, InternalFormat.Depth24Stencil8, FramebufferAttachment.DepthStencilAttachment);
        Gl.Viewport(0, 0, (uint)_size.X, (uint)_size.Y);
    }

    private void Attach(uint buffer, InternalFormat format, FramebufferAttachment attachment)
    {
        Gl.BindFramebuffer(FramebufferTarget.Framebuffer, Framebuffer);
        Gl.BindRenderbuffer(RenderbufferTarget.Renderbuffer, buffer);
        Gl.RenderbufferStorage(RenderbufferTarget.Renderbuffer, format, (uint)_size.X, (uint)_size.Y);
        Gl.FramebufferRenderbuffer(FramebufferTarget.Framebuffer, attachment, RenderbufferTarget.Renderbuffer, buffer);
    }
}
