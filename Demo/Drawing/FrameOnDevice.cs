using Demo.Sources;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>
/// The newest frame on the device. Its pixels are sent there once, into the texture that is drawn; for the network they are copied
/// on the device, only when a run begins: frames can be more than runs.
/// </summary>
internal sealed class FrameOnDevice(GL gl) : IDisposable
{
    private static readonly (TextureParameterName, int)[] Sampling =
    [
        (TextureParameterName.TextureMinFilter, (int)TextureMinFilter.Linear),
        (TextureParameterName.TextureMagFilter, (int)TextureMagFilter.Linear),
        (TextureParameterName.TextureWrapS, (int)TextureWrapMode.ClampToEdge),
        (TextureParameterName.TextureWrapT, (int)TextureWrapMode.ClampToEdge),
    ];

    private Frame _frame;
    private uint _texture, _buffer;
    private (int Width, int Height) _textureSize;
    private int _capacity;
    private bool _copied;

    /// <summary>The newest frame as a texture; 0 before the first.</summary>
    public uint Texture => _texture;

    /// <summary>The newest frame's width and height; 0 before the first.</summary>
    public (int Width, int Height) Size => (_frame.Width, _frame.Height);

    /// <summary>Grows with each frame.</summary>
    public long Version { get; private set; }

    /// <summary>Whether this is the frame that was sent last.</summary>
    public bool Holds(in Frame frame) => frame == _frame;

    /// <summary>Sends a frame's pixels to the device.</summary>
    public void Take(in Frame frame)
    {
        (_frame, _copied) = (frame, false);
        Version++;
        gl.BindTexture(TextureTarget.Texture2D, _texture);
        if (_textureSize != Size)
        {
            gl.DeleteTexture(_texture);
            (_texture, _textureSize) = (Allocate(gl, frame.Width, frame.Height), Size);
        }
        gl.TexSubImage2D<int>(TextureTarget.Texture2D, 0, 0, 0, (uint)frame.Width, (uint)frame.Height,
            PixelFormat.Rgba, PixelType.UnsignedByte, frame.Pixels.AsSpan(0, frame.Count));
    }

    /// <summary>A buffer with the newest frame's pixels, to be copied from.</summary>
    public unsafe uint Buffer()
    {
        if (_copied)
            return _buffer;
        if (_buffer == 0)
            _buffer = gl.GenBuffer();
        gl.BindBuffer(BufferTargetARB.PixelPackBuffer, _buffer);
        if (_capacity != _frame.Count)
            gl.BufferData(BufferTargetARB.PixelPackBuffer, (nuint)(4 * _frame.Count), null, BufferUsageARB.StreamCopy);
        gl.BindTexture(TextureTarget.Texture2D, _texture);
        gl.GetTexImage(TextureTarget.Texture2D, 0, PixelFormat.Rgba, PixelType.UnsignedByte, null);
        gl.BindBuffer(BufferTargetARB.PixelPackBuffer, 0);
        (_capacity, _copied) = (_frame.Count, true);
        return _buffer;
    }

    public void Dispose()
    {
        gl.DeleteBuffer(_buffer);
        gl.DeleteTexture(_texture);
    }

    /// <summary>A texture that is read between its texels and goes on at its edges as it ends there; the current one then.</summary>
    public static unsafe uint Allocate(GL gl, int width, int height, int levels = 1)
    {
        uint texture = gl.GenTexture();
        gl.BindTexture(TextureTarget.Texture2D, texture);
        // RGBA as it is, the format that drivers copy without converting.
        gl.TexImage2D(TextureTarget.Texture2D, 0, InternalFormat.Rgba8, (uint)width, (uint)height, 0, PixelFormat.Rgba,
            PixelType.UnsignedByte, null);
        gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMaxLevel, levels - 1);
        foreach (var (name, value) in Sampling)
            gl.TexParameter(TextureTarget.Texture2D, name, value);
        return texture;
    }
}
