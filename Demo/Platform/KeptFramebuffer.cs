using Silk.NET.Maths;
using Silk.NET.OpenGL;

namespace Demo.Platform;

/// <summary>
/// A framebuffer of our own, which keeps its picture from frame to frame, so that only what changed is drawn: a window exchanges
/// its buffers, and what is in the next one nobody knows.
/// </summary>
internal sealed class KeptFramebuffer : IDisposable
{
    private readonly GL _gl;
    private readonly uint _colours;
    private Vector2D<int> _size;

    public KeptFramebuffer(GL gl, Vector2D<int> size)
    {
        _gl = gl;
        Handle = gl.GenFramebuffer();
        _colours = gl.GenRenderbuffer();
        Fit(size);
    }

    /// <summary>Its GL name, the same through every size.</summary>
    public uint Handle { get; }

    /// <summary>Gives it another size; the picture is lost.</summary>
    public void Fit(Vector2D<int> size)
    {
        _size = size;
        _gl.BindFramebuffer(FramebufferTarget.Framebuffer, Handle);
        _gl.BindRenderbuffer(RenderbufferTarget.Renderbuffer, _colours);
        // A window that is minimised has no pixels, a framebuffer one at least.
        _gl.RenderbufferStorage(
            RenderbufferTarget.Renderbuffer, InternalFormat.Rgba8, (uint)Math.Max(1, size.X), (uint)Math.Max(1, size.Y));
        _gl.FramebufferRenderbuffer(
            FramebufferTarget.Framebuffer, FramebufferAttachment.ColorAttachment0, RenderbufferTarget.Renderbuffer, _colours);
    }

    /// <summary>Copies the picture to the window's own framebuffer.</summary>
    public void CopyToWindow()
    {
        _gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, Handle);
        _gl.BindFramebuffer(FramebufferTarget.DrawFramebuffer, 0);
        _gl.BlitFramebuffer(
            0, 0, _size.X, _size.Y, 0, 0, _size.X, _size.Y, ClearBufferMask.ColorBufferBit, BlitFramebufferFilter.Nearest);
    }

    public void Dispose()
    {
        _gl.DeleteFramebuffer(Handle);
        _gl.DeleteRenderbuffer(_colours);
    }
}
