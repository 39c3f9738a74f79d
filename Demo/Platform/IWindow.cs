using Silk.NET.Maths;
using Silk.NET.OpenGL;

namespace Demo.Platform;

/// <summary>
/// Somewhere to draw, with events: a window of the desktop or an offscreen picture. Shaped like Silk.NET.Windowing's
/// <c>IWindow</c>, so that the package can take this folder's place.
/// </summary>
internal interface IWindow : IDisposable
{
    /// <summary>The title bar's text.</summary>
    string Title { get; set; }

    /// <summary>Width and height in the units of the mouse's position.</summary>
    Vector2D<int> Size { get; set; }

    /// <summary>Width and height of what is drawn, in pixels; differs from <see cref="Size"/> on some HiDPI desktops.</summary>
    Vector2D<int> FramebufferSize { get; }

    /// <summary>How many framebuffer pixels a length of one should take: 1, or 1.5, 2… on HiDPI screens.</summary>
    float ContentScale { get; }

    /// <summary>The framebuffer to draw to; what was drawn stays there until the size changes.</summary>
    uint Framebuffer { get; }

    /// <summary>The most frames a second that <see cref="Run"/> makes; 0 for no limit.</summary>
    double FramesPerSecond { get; set; }

    /// <summary>Seconds since the window was loaded, on its own clock: virtual ones advance by a tick per frame.</summary>
    double Time { get; }

    /// <summary>Whether the next frame will not come.</summary>
    bool IsClosing { get; }

    /// <summary>OpenGL on this window's context, current on the thread that made the window; null where nothing is drawn.</summary>
    GL? Gl { get; }

    /// <summary>Keyboard and mouse; a script may press them too.</summary>
    InputContext Input { get; }

    /// <summary>Where an OpenGL function lies, 0 for an unknown one.</summary>
    nint GetProcAddress(string name);

    /// <summary>Once, before the first frame.</summary>
    event Action? Load;

    /// <summary>Each frame before <see cref="Render"/>, with the seconds since the last one.</summary>
    event Action<double>? Update;

    /// <summary>Each frame, with the seconds since the last one; who draws something calls <see cref="SwapBuffers"/>.</summary>
    event Action<double>? Render;

    /// <summary><see cref="Size"/> changed.</summary>
    event Action<Vector2D<int>>? Resize;

    /// <summary><see cref="FramebufferSize"/> changed, or what was shown is lost.</summary>
    event Action<Vector2D<int>>? FramebufferResize;

    /// <summary>Once, after the last frame, while the context is still there.</summary>
    event Action? Closing;

    /// <summary>Files were dropped onto the window.</summary>
    event Action<string[]>? FileDrop;

    /// <summary>Loads, makes frames until somebody closes the window, and ends with <see cref="Closing"/>.</summary>
    void Run();

    /// <summary>Shows what was drawn. Until it is called again that stays on the screen.</summary>
    void SwapBuffers();

    /// <summary>The next frame comes at once, and not when it is due: something new is there. From any thread.</summary>
    void ContinueEvents();

    /// <summary>Ends <see cref="Run"/> after the current frame.</summary>
    void Close();
}
