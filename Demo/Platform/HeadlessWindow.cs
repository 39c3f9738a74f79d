using Cnn.Gl;
using Silk.NET.Maths;
using Silk.NET.OpenGL;

namespace Demo.Platform;

/// <summary>A window without a display that draws into a picture.</summary>
internal sealed class HeadlessWindow : OffscreenWindow
{
    private readonly OffscreenContext _context = new();
    private readonly KeptFramebuffer _kept;
    private bool _disposed;

    /// <summary>Opens it; the context is current on this thread.</summary>
    /// <exception cref="GlException">There is no OpenGL 3.3 without a display.</exception>
    public HeadlessWindow(int width, int height, bool realtime = false, TimeProvider? time = null)
        : base(width, height, realtime, time)
    {
        _kept = new KeptFramebuffer(Gl, Size);
    }

    public override uint Framebuffer => _kept.Handle;

    public GL Gl => _context.Gl;

    private protected override GL? OpenGl => Gl;

    public override nint GetProcAddress(string name) => Gl.Context.TryGetProcAddress(name, out nint address) ? address : 0;

    // There is no screen: what is drawn is there when the device has finished it. On the virtual clock nobody asks when.
    public override void SwapBuffers()
    {
        OpenGlVersions.Check(Gl);
        if (OnWallClock)
            Gl.Finish();
    }

    public override void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        base.Dispose();
        _kept.Dispose();
        _context.Dispose();
    }

    private protected override void Fit(Vector2D<int> size) => _kept.Fit(size);
}
