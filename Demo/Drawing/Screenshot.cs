using Cnn;
using Demo.Files;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>Saves what was drawn as a PNG.</summary>
internal static class Screenshot
{
    /// <summary>Reads the framebuffer before it is swapped, which works for hidden windows too.</summary>
    /// <exception cref="CnnException">The file cannot be written.</exception>
    public static unsafe void Save(GL gl, in Viewport viewport, string path)
    {
        int stride = viewport.Width * 4;
        byte[] rows = new byte[viewport.Height * stride];
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, viewport.Framebuffer);
        gl.PixelStore(PixelStoreParameter.PackAlignment, 4);
        fixed (byte* pixels = rows)
            gl.ReadPixels(0, 0, (uint)viewport.Width, (uint)viewport.Height, PixelFormat.Rgba, PixelType.UnsignedByte, pixels);
        byte[] picture = new byte[rows.Length];
        // OpenGL's first row is the bottom one.
        for (int y = 0; y < viewport.Height; y++)
            rows.AsSpan((viewport.Height - 1 - y) * stride, stride).CopyTo(picture.AsSpan(y * stride));
        var (width, height) = (viewport.Width, viewport.Height);
        OutputFile.Write(path, file => Png.Write(file, picture, width, height));
    }
}
