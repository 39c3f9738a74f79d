using Cnn.Gl;
using Silk.NET.Maths;
using Silk.NET.OpenGL;

namespace Demo.Platform;

/// <summary>A window without a display that draws into a picture.</summary>
internal sealed class HeadlessWindow : OffscreenWindow
{
    private readonly OffscreenContext _context = new();
    private readonly uint _color;
    private readonly uint _depthStencil;
    private bool _disposed;

    /// <summary>Opens it; the context is current on this thread.</summary>
    /// <exception cref="GlException">There is no OpenGL 4.3 without a display.</exception>
    public HeadlessWindow(int width, int height, bool realtime = false, TimeProvider? time = null)
        : base(width, height, realtime, time)
    {
        Framebuffer = Gl.GenFramebuffer();
        _color = Gl.GenRenderbuffer();
        _depthStencil = Gl.GenRenderbuffer();
        Fit(Size);
    }

    public override uint Framebuffer { get; }

    public GL Gl => _context.Gl;

    private protected override GL? OpenGl => Gl;

    public override nint GetProcAddress(string name) => Gl.Context.TryGetProcAddress(name, out nint address) ? address : 0;

    // There is no screen: what is drawn is there when the device has finished it. On the virtual clock nobody asks when.
    public override void SwapBuffers()
    {
        if (OnWallClock)
            Gl.Finish();
    }

    public override void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        base.Dispose();
        Gl.DeleteFramebuffer(Framebuffer);
        Gl.DeleteRenderbuffer(_color);
        Gl.DeleteRenderbuffer(_depthStencil);
        _context.Dispose();
    }

    // A renderbuffer's storage can be replaced in place, so the framebuffer keeps its name through every size.
    private protected override void Fit(Vector2D<int> size)
    {
        Attach(_color, InternalFormat.Rgba8, FramebufferAttachment.ColorAttachment0, size);
        Attach(_depthStencil, InternalFormat.Depth24Stencil8, FramebufferAttachment.DepthStencilAttachment, size);
        Gl.Viewport(0, 0, (uint)size.X, (uint)size.Y);
    }

    private void Attach(uint buffer, InternalFormat format, FramebufferAttachment attachment, Vector2D<int> size)
    {
        Gl.BindFramebuffer(FramebufferTarget.Framebuffer, Framebuffer);
        Gl.BindRenderbuffer(RenderbufferTarget.Renderbuffer, buffer);
        Gl.RenderbufferStorage(RenderbufferTarget.Renderbuffer, format, (uint)size.X, (uint)size.Y);
        Gl.FramebufferRenderbuffer(FramebufferTarget.Framebuffer, attachment, RenderbufferTarget.Renderbuffer, buffer);
    }
}
