using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>
/// Floats in the texels of a 2-D texture, row after row: for what is larger than the device's buffer textures, of which OpenGL 3.3
/// promises 65,536 texels.
/// </summary>
internal sealed class FloatTexture(GL gl) : IDisposable
{
    private readonly int _width = gl.GetInteger(GLEnum.MaxTextureSize);
    private int _count;

    /// <summary>Its GL name.</summary>
    public uint Handle { get; } = gl.GenTexture();

    /// <summary>How many floats it holds at most.</summary>
    public long Most => (long)_width * _width;

    /// <summary>Holds these and no others.</summary>
    public unsafe void Fill(ReadOnlySpan<float> values)
    {
        gl.BindTexture(TextureTarget.Texture2D, Handle);
        if (_count != values.Length)
        {
            _count = values.Length;
            int rows = (_count + _width - 1) / _width;
            gl.TexImage2D(TextureTarget.Texture2D, 0, InternalFormat.R32f, (uint)Math.Min(_count, _width), (uint)rows, 0,
                PixelFormat.Red, PixelType.Float, null);
            // One level, read texel by texel: else it would count as incomplete.
            gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMaxLevel, 0);
            gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMinFilter, (int)TextureMinFilter.Nearest);
            gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMagFilter, (int)TextureMagFilter.Nearest);
        }
        Replace(0, values);
    }

    /// <summary>Replaces a stretch: the end of a row, whole rows, and the beginning of one.</summary>
    public void Replace(int first, ReadOnlySpan<float> values)
    {
        gl.BindTexture(TextureTarget.Texture2D, Handle);
        while (!values.IsEmpty)
        {
            int x = first % _width, rows = x == 0 ? values.Length / _width : 0;
            int count = rows > 0 ? rows * _width : Math.Min(values.Length, _width - x);
            gl.TexSubImage2D(TextureTarget.Texture2D, 0, x, first / _width, (uint)(rows > 0 ? _width : count), (uint)Math.Max(1, rows),
                PixelFormat.Red, PixelType.Float, values[..count]);
            first += count;
            values = values[count..];
        }
    }

    public void Dispose() => gl.DeleteTexture(Handle);
}
