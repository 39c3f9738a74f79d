using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>The newest frame in so few texels that it is out of focus when a spline goes through them.</summary>
internal sealed class BlurredFrame(GL gl) : IDisposable
{
    // Of the longer side.
    private const int Texels = 28;

    private readonly uint _framebuffer = gl.GenFramebuffer();
    private (int Width, int Height) _size;
    private long _version;

    public uint Texture { get; private set; }

    /// <summary>Makes it of the newest frame, unless it is; changes what is drawn to.</summary>
    public void Update(PicturePainter pictures)
    {
        var (width, height) = pictures.Frame.Size;
        if (width == 0 || _version == pictures.Frame.Version)
            return;
        _version = pictures.Frame.Version;
        float shrink = Math.Min(1, (float)Texels / Math.Max(width, height));
        Fit(Math.Max(1, (int)MathF.Round(width * shrink)), Math.Max(1, (int)MathF.Round(height * shrink)));
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, _framebuffer);
        gl.Viewport(0, 0, (uint)_size.Width, (uint)_size.Height);
        gl.Disable(EnableCap.ScissorTest);
        var viewport = new Viewport(_framebuffer, _size.Width, _size.Height, 1);
        // Upside down, so that the first row is the top one as in the frame.
        pictures.Draw([new PictureItem(new Rect(0, 0, _size.Width, _size.Height), 0, 1, 1, 0)], viewport, viewport.Whole);
    }

    public void Dispose()
    {
        gl.DeleteFramebuffer(_framebuffer);
        gl.DeleteTexture(Texture);
    }

    private void Fit(int width, int height)
    {
        if (_size == (width, height))
            return;
        _size = (width, height);
        gl.DeleteTexture(Texture);
        Texture = FrameOnDevice.Allocate(gl, width, height);
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, _framebuffer);
        gl.FramebufferTexture2D(
            FramebufferTarget.Framebuffer, FramebufferAttachment.ColorAttachment0, TextureTarget.Texture2D, Texture, 0);
    }
}
