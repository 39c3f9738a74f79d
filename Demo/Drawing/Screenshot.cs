using Cnn;
using Demo.Files;
using Silk.NET.OpenGL;
using SkiaSharp;

namespace Demo.Drawing;

/// <summary>Saves what was drawn as a PNG.</summary>
internal static class Screenshot
{
    /// <summary>Reads the framebuffer before it is swapped, which works for hidden windows too.</summary>
    /// <exception cref="CnnException">The file cannot be written.</exception>
    public static unsafe void Save(GL gl, in Viewport viewport, string path)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(viewport.Width, viewport.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        byte[] rows = new byte[viewport.Width * viewport.Height * 4];
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, viewport.Framebuffer);
        gl.PixelStore(PixelStoreParameter.PackAlignment, 4);
        fixed (byte* pixels = rows)
            gl.ReadPixels(0, 0, (uint)viewport.Width, (uint)viewport.Height, PixelFormat.Rgba, PixelType.UnsignedByte, pixels);
        // OpenGL's first row is the bottom one.
        int stride = viewport.Width * 4;
        for (int y = 0; y < viewport.Height; y++)
            rows.AsSpan((viewport.Height - 1 - y) * stride, stride).CopyTo(bitmap.GetPixelSpan().Slice(y * stride, stride));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        OutputFile.Write(path, data.SaveTo);
    }
}
