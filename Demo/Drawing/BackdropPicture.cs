using Demo.Sources;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>The picture that a person who is cut out stands before; without one of the person's choice an evening sky.</summary>
/// <param name="gl">OpenGL.</param>
/// <param name="picture">The picture; null for the sky.</param>
internal sealed class BackdropPicture(GL gl, Picture? picture) : IDisposable
{
    // From above down, R | G<<8 | B<<16 | A<<24: the filter between texels makes the rest.
    private static readonly uint[] Sky = [0xFF5B2E1F, 0xFF80502C, 0xFF9B7A5A, 0xFF8DA5DE, 0xFF6B8FEF, 0xFF3A4A86];

    private uint _texture;

    /// <summary>Made when it is first asked for.</summary>
    public uint Texture => _texture != 0 ? _texture : _texture = picture is null
        ? Make(1, Sky.Length, System.Runtime.InteropServices.MemoryMarshal.Cast<uint, int>(Sky))
        : Make(picture.Width, picture.Height, picture.Pixels);

    /// <summary>How much of its width and height is seen where it fills a frame of this size.</summary>
    public (float Across, float Down) Covering((int Width, int Height) frame)
    {
        if (picture is null || frame.Width == 0)
            return (1, 1);
        float wider = (float)picture.Width * frame.Height / ((float)picture.Height * frame.Width);
        return (Math.Min(1, 1 / wider), Math.Min(1, wider));
    }

    public void Dispose() => gl.DeleteTexture(_texture);

    private uint Make(int width, int height, ReadOnlySpan<int> pixels)
    {
        // With smaller copies of itself, or a photo in a small panel would flicker.
        int levels = 1 + System.Numerics.BitOperations.Log2((uint)Math.Max(width, height));
        uint texture = FrameOnDevice.Allocate(gl, width, height, picture is null ? 1 : levels);
        gl.TexSubImage2D(
            TextureTarget.Texture2D, 0, 0, 0, (uint)width, (uint)height, PixelFormat.Rgba, PixelType.UnsignedByte, pixels);
        if (picture is not null)
        {
            gl.GenerateMipmap(TextureTarget.Texture2D);
            gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMinFilter, (int)TextureMinFilter.LinearMipmapLinear);
        }
        return texture;
    }
}
