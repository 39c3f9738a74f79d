using Silk.NET.Maths;
using Silk.NET.OpenGL;

namespace Demo.Platform;

/// <summary>
/// A window without a display: the same events as a desktop's. Its clock is virtual, 60 ticks a second however long a frame
/// takes, so that one script always gives the same frames; or the wall clock, when asked for.
/// </summary>
internal abstract class OffscreenWindow : IWindow
{
    /// <summary>Frames of a virtual second.</summary>
    public const double TicksPerSecond = 60;

    private readonly TimeProvider _time;
    private readonly FrameLimiter _limiter;
    private readonly bool _realtime;
    private long? _start;
    private long _tick;
    private Vector2D<int> _size;

    private protected OffscreenWindow(int width, int height, bool realtime, TimeProvider? time)
    {
        _time = time ?? TimeProvider.System;
        _limiter = new FrameLimiter(_time) { Rate = realtime ? TicksPerSecond : 0 };
        _realtime = realtime;
        _size = new(width, height);
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
            Fit(value);
            Resize?.Invoke(value);
            FramebufferResize?.Invoke(value);
        }
    }

    public Vector2D<int> FramebufferSize => _size;

    public float ContentScale { get; init; } = 1;

    public double FramesPerSecond
    {
        get => _limiter.Rate;
        set => _limiter.Rate = _realtime ? value : 0;
    }

    public double Time => !_realtime ? _tick / TicksPerSecond : _start is { } start ? _time.GetElapsedTime(start).TotalSeconds : 0;

    public bool IsClosing { get; private set; }

    public InputContext Input { get; } = new();

    GL? IWindow.Gl => OpenGl;

    public abstract uint Framebuffer { get; }

    private protected abstract GL? OpenGl { get; }

    /// <summary>Whether time passes by itself: on a virtual clock nobody asks when a frame was there.</summary>
    private protected bool OnWallClock => _realtime;

    public abstract nint GetProcAddress(string name);

    public abstract void SwapBuffers();

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

    public virtual void Dispose() => _limiter.Dispose();

    /// <summary>What is drawn to gets another size.</summary>
    private protected abstract void Fit(Vector2D<int> size);
}
