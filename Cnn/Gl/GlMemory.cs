using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>
/// A GL buffer, or a part of one, allocated when a compilation gets to it. Shaders write it as a storage buffer and read it
/// through a buffer texture: software and hardware fetch texels several times faster than storage elements.
/// </summary>
internal sealed class GlMemory(long elements) : IDisposable
{
    private readonly uint[] _textures = new uint[3];
    private GL? _gl;
    private GlMemory? _whole;

    /// <summary>How many 32-bit elements it holds.</summary>
    public long Elements => elements;

    /// <summary>Its size in bytes. An empty buffer cannot be bound, and vec4 views need whole texels: never less than 16.</summary>
    public long Bytes => Math.Max(16, (4 * elements + 15) / 16 * 16);

    /// <summary>The memory that it is a part of; itself where it has a buffer of its own.</summary>
    public GlMemory Whole => _whole ?? this;

    /// <summary>Where it begins in its buffer, in bytes.</summary>
    public long Offset { get; private set; }

    /// <summary>The buffer's name; 0 before <see cref="Allocate"/>.</summary>
    public uint Buffer { get; private set; }

    /// <summary>Says that it is a part of other memory, which owns the buffer.</summary>
    public void LieIn(GlMemory whole, long offset) => (_whole, Offset) = (whole, offset);

    /// <exception cref="GlException">It is too large for the device, or the device has no memory left.</exception>
    public unsafe void Allocate(GL gl, GlLimits limits)
    {
        if (Buffer != 0)
            return;
        _gl = gl;
        if (_whole is not null)
        {
            _whole.Allocate(gl, limits);
            Buffer = _whole.Buffer;
            return;
        }
        if (Bytes > limits.BufferBytes)
            throw new GlException(
                $"a tensor of {Bytes:N0} bytes exceeds this device's largest storage buffer, {limits.BufferBytes:N0} bytes");
        while (gl.GetError() != GLEnum.NoError) { }
        Buffer = gl.GenBuffer();
        gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, Buffer);
        gl.BufferData(BufferTargetARB.CopyWriteBuffer, (nuint)Bytes, null, BufferUsageARB.DynamicCopy);
        if (gl.GetError() == GLEnum.OutOfMemory)
            throw new GlException($"the device has no memory for a tensor of {Bytes:N0} bytes");
    }

    /// <summary>Binds it as a storage buffer.</summary>
    public void Bind(GL gl, uint binding)
    {
        if (_whole is null)
            gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, binding, Buffer);
        else
            gl.BindBufferRange(BufferTargetARB.ShaderStorageBuffer, binding, Buffer, (nint)Offset, (nuint)Bytes);
    }

    /// <summary>Fills it with zeros.</summary>
    public unsafe void Clear(GL gl)
    {
        gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, Buffer);
        gl.ClearBufferSubData(
            BufferTargetARB.CopyWriteBuffer, SizedInternalFormat.R32f, (nint)Offset, (nuint)Bytes, PixelFormat.Red, PixelType.Float, null);
    }

    /// <summary>A buffer texture of the elements in a format, made at the first call.</summary>
    public uint Texture(TexelFormat format)
    {
        ref uint texture = ref _textures[(int)format];
        if (texture != 0)
            return texture;
        var texels = format switch
        {
            TexelFormat.Float => SizedInternalFormat.R32f,
            TexelFormat.Int => SizedInternalFormat.R32i,
            _ => SizedInternalFormat.Rgba32f,
        };
        texture = _gl!.GenTexture();
        _gl.BindTexture(TextureTarget.TextureBuffer, texture);
        if (_whole is null)
            _gl.TexBuffer(TextureTarget.TextureBuffer, texels, Buffer);
        else
            _gl.TexBufferRange(TextureTarget.TextureBuffer, texels, Buffer, (nint)Offset, (nuint)Bytes);
        _gl.BindTexture(TextureTarget.TextureBuffer, 0);
        return texture;
    }

    public void Dispose()
    {
        if (Buffer == 0)
            return;
        foreach (uint texture in _textures)
            if (texture != 0)
                _gl!.DeleteTexture(texture);
        Array.Clear(_textures);
        if (_whole is null)
            _gl!.DeleteBuffer(Buffer);
        Buffer = 0;
    }
}

/// <summary>What one load or store of a tensor moves.</summary>
internal enum TexelFormat
{
    /// <summary>One float.</summary>
    Float,
    /// <summary>One 32-bit integer.</summary>
    Int,
    /// <summary>Four floats: four channels of one place, or four neighbours.</summary>
    Vec4,
}
