using System.Runtime.CompilerServices;
using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>
/// An OpenGL core context without window, display server or surface, through EGL: on a graphics card if there is one, else on
/// Mesa's surfaceless platform (Linux). It is current on the thread that made it; of several contexts on a thread a backend
/// makes its own current by itself.
/// </summary>
public sealed class HeadlessContext : IDisposable
{
    private static readonly ConditionalWeakTable<GL, HeadlessContext> All = [];

    private readonly nint _display;
    private readonly nint _context;
    private bool _disposed;

    /// <summary>Opens a context of OpenGL 4.3 or later, which has compute shaders, and makes it current.</summary>
    /// <exception cref="GlException">There is no EGL, no display without a window or no OpenGL 4.3; the message says which.</exception>
    public HeadlessContext()
        : this(ForCompute)
    {
    }

    /// <summary>Opens a context and makes it current.</summary>
    /// <param name="versions">What is asked for, one after the other; drivers give that version or a later one.</param>
    /// <exception cref="GlException">There is no EGL, no display without a window or none of these versions.</exception>
    public HeadlessContext(IReadOnlyList<GlVersion> versions)
        : this(EglDisplays.All, versions)
    {
    }

    /// <param name="displays">EGL's displays; the first that has one of the versions is taken.</param>
    /// <param name="versions">The versions; null for those with compute shaders.</param>
    /// <exception cref="GlException">None has.</exception>
    internal HeadlessContext(Func<IEnumerable<nint>> displays, IReadOnlyList<GlVersion>? versions = null)
    {
        try
        {
            (_display, _context) = OpenFirst(displays(), versions ?? ForCompute);
        }
        catch (DllNotFoundException e)
        {
            throw new GlException(
                "OpenGL without a window needs EGL: libEGL.so.1 was not found (Debian: apt install libegl1 libgl1-mesa-dri)", e);
        }
        MakeCurrent();
        Gl = GL.GetApi(Egl.GetProcAddress);
        All.Add(Gl, this);
    }

    /// <summary>What is asked for where networks are to run: few drivers refuse 4.5, none that has compute shaders refuses 4.3.</summary>
    public static IReadOnlyList<GlVersion> ForCompute { get; } = [new(4, 5), GlVersion.Compute];

    /// <summary>The functions of this context.</summary>
    public GL Gl { get; }

    /// <summary>The context whose functions these are; null if it is another kind of context.</summary>
    internal static HeadlessContext? Of(GL gl) => All.TryGetValue(gl, out var context) ? context : null;

    /// <summary>Makes the context current on the calling thread.</summary>
    /// <exception cref="GlException">It was disposed, or EGL refuses because another thread has it.</exception>
    public void MakeCurrent()
    {
        if (_disposed)
            throw new GlException("the OpenGL context was disposed");
        if (Egl.MakeCurrent(_display, 0, 0, _context) != 0)
            return;
        int error = Egl.GetError();
        throw new GlException(error == Egl.BadAccess
            ? "the OpenGL context is current on another thread; stay on one thread (after an await, work may go on on another), "
                + "or call Release there first"
            : $"EGL could not make the context current (error 0x{error:X4})");
    }

    /// <summary>Lets another thread make the context current; on the thread where it is.</summary>
    public void Release()
    {
        if (!_disposed && Egl.GetCurrentContext() == _context)
            _ = Egl.MakeCurrent(_display, 0, 0, 0);
    }

    /// <summary>Makes the context current unless it is.</summary>
    /// <exception cref="GlException">It was disposed, or EGL refuses because another thread has it.</exception>
    internal void Require()
    {
        if (_disposed || Egl.GetCurrentContext() != _context)
            MakeCurrent();
    }

    /// <summary>Destroys the context. The display stays open: it is shared by the whole process.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        Release();
        _disposed = true;
        _ = Egl.DestroyContext(_display, _context);
        Gl.Dispose();
    }

    // The first display that has what is needed; of several faults the first one is told, which is that of a card if there is one.
    private static (nint Display, nint Context) OpenFirst(IEnumerable<nint> displays, IReadOnlyList<GlVersion> versions)
    {
        GlException? fault = null;
        foreach (nint display in displays)
        {
            try
            {
                return (display, OpenContext(display, versions));
            }
            catch (GlException e)
            {
                fault ??= e;
            }
        }
        throw fault ?? NoDisplay();
    }

    private static GlException NoDisplay() => new(
        "EGL has neither a graphics card nor a surfaceless platform here; OpenGL without a window needs the card's driver or Mesa "
            + "(Debian: apt install libgl1-mesa-dri)");

    private static nint OpenContext(nint display, IReadOnlyList<GlVersion> versions)
    {
        if (Egl.Initialize(display, out _, out _) == 0)
            throw NoDisplay();
        if (Egl.BindApi(Egl.OpenGlApi) == 0)
            throw new GlException("EGL has no desktop OpenGL here (Debian: apt install libgl1-mesa-dri)");
        int[] wanted = [Egl.SurfaceType, 0, Egl.RenderableType, Egl.OpenGlBit, Egl.None];
        if (Egl.ChooseConfig(display, wanted, out nint config, 1, out int count) == 0 || count == 0)
            throw new GlException($"EGL offers no configuration for OpenGL (error 0x{Egl.GetError():X4})");
        foreach (var (major, minor) in versions)
        {
            int[] attributes =
            [
                Egl.ContextMajorVersion, major, Egl.ContextMinorVersion, minor,
                Egl.ContextProfileMask, Egl.CoreProfileBit, Egl.None,
            ];
            nint context = Egl.CreateContext(display, config, 0, attributes);
            if (context != 0)
                return context;
        }
        string why = versions[^1].HasCompute ? ", which compute shaders need" : "";
        throw new GlException($"the driver has no OpenGL {versions[^1]} core context{why} (EGL error 0x{Egl.GetError():X4})");
    }
}
