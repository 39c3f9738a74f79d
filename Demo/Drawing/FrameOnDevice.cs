using Demo.Sources;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>
/// The newest frame on the device. Its pixels are sent there once, into one of a few buffers in turn; the network's input and the
/// texture that is drawn are copied from there on the device, so that a frame that is still in use is left alone.
/// </summary>
internal sealed class FrameOnDevice(GL gl) : IDisposable
{
    // One that is sent, one that is copied, and one for a device that is late.
    private const int Buffers = 3;

    private static readonly (TextureParameterName, int)[] Sampling =
    [
        (TextureParameterName.TextureMinFilter, (int)TextureMinFilter.Linear),
        (TextureParameterName.TextureMagFilter, (int)TextureMagFilter.Linear),
        (TextureParameterName.TextureWrapS, (int)TextureWrapMode.ClampToEdge),
        (TextureParameterName.TextureWrapT, (int)TextureWrapMode.ClampToEdge),
    ];

    private readonly uint[] _buffers = new uint[Buffers];
    private readonly int[] _capacities = new int[Buffers];
    private int _current;
    private Frame _frame;
    private uint _texture;
    private (int Width, int Height) _textureSize;
    private bool _drawable;

    /// <summary>The buffer with the newest frame's pixels.</summary>
    public uint Buffer => _buffers[_current];

    /// <summary>The newest frame's width and height; 0 before the first.</summary>
    public (int Width, int Height) Size => (_frame.Width, _frame.Height);

    /// <summary>Grows with each frame.</summary>
    public long Version { get; private set; }

    /// <summary>Whether this is the frame that was sent last.</summary>
    public bool Holds(in Frame frame) => frame == _frame;

    /// <summary>Sends a frame's pixels to the device.</summary>
    public unsafe void Take(in Frame frame)
    {
        _current = (_current + 1) % Buffers;
        if (_buffers[_current] == 0)
            _buffers[_current] = gl.GenBuffer();
        gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, Buffer);
        if (_capacities[_current] != frame.Count)
            gl.BufferData(BufferTargetARB.CopyWriteBuffer, (nuint)(4 * Math.Max(4, frame.Count)), null, BufferUsageARB.StreamDraw);
        _capacities[_current] = frame.Count;
        gl.BufferSubData<int>(BufferTargetARB.CopyWriteBuffer, 0, frame.Pixels.AsSpan(0, frame.Count));
        (_frame, _drawable) = (frame, false);
        Version++;
    }

    /// <summary>The newest frame as a texture, copied on the device when it is first drawn; 0 before the first frame.</summary>
    public unsafe uint Texture()
    {
        if (_drawable || _frame.Count == 0)
            return _texture;
        if (_textureSize != Size)
        {
            gl.DeleteTexture(_texture);
            _texture = gl.GenTexture();
            gl.BindTexture(TextureTarget.Texture2D, _texture);
            _textureSize = Size;
            // RGBA as it is, the format that drivers copy without converting.
            gl.TexStorage2D(TextureTarget.Texture2D, 1, SizedInternalFormat.Rgba8, (uint)_frame.Width, (uint)_frame.Height);
            foreach (var (name, value) in Sampling)
                gl.TexParameter(TextureTarget.Texture2D, name, value);
        }
        gl.BindTexture(TextureTarget.Texture2D, _texture);
        gl.BindBuffer(BufferTargetARB.PixelUnpackBuffer, Buffer);
        gl.TexSubImage2D(TextureTarget.Texture2D, 0, 0, 0, (uint)_frame.Width, (uint)_frame.Height,
            PixelFormat.Rgba, PixelType.UnsignedByte, null);
        gl.BindBuffer(BufferTargetARB.PixelUnpackBuffer, 0);
        _drawable = true;
        return _texture;
    }

    public void Dispose()
    {
        gl.DeleteBuffers(_buffers);
        gl.DeleteTexture(_texture);
    }
}
