using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>
/// A GL buffer, allocated when a compilation gets to it. Shaders write it as a storage buffer and read it through a buffer
/// texture: software and hardware fetch texels several times faster than storage elements.
/// </summary>
internal sealed class GlMemory(long elements) : IDisposable
{
    private GL? _gl;
    private readonly uint[] _textures = new uint[3];

    /// <summary>How many 32-bit elements it holds.</summary>
    public long Elements => elements;

    /// <summary>The buffer's name; 0 before <see cref="Allocate"/>.</summary>
    public uint Buffer { get; private set; }

    /// <exception cref="GlException">It is too large for the device, or the device has no memory left.</exception>
    public unsafe void Allocate(GL gl, GlLimits limits)
    {
        if (Buffer != 0)
            return;
        // An empty buffer cannot be bound, and vec4 views need whole texels: there are always 16 bytes.
        long bytes = Math.Max(16, (4 * elements + 15) / 16 * 16);
        if (bytes > limits.BufferBytes)
            throw new GlException($"a tensor of {bytes:N0} bytes exceeds this device's largest storage buffer, {limits.BufferBytes:N0} bytes");
        _gl = gl;
        while (gl.GetError() != GLEnum.NoError) { }
        Buffer = gl.GenBuffer();
        gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, Buffer);
        gl.BufferData(BufferTargetARB.CopyWriteBuffer, (nuint)bytes, null, BufferUsageARB.DynamicCopy);
        if (gl.GetError() == GLEnum.OutOfMemory)
            throw new GlException($"the device has no memory for a tensor of {bytes:N0} bytes");
    }

    /// <summary>A buffer texture of the elements in a format, made at the first call.</summary>
    public uint Texture(TexelFormat format)
    {
        ref uint texture = ref _textures[(int)format];
        if (texture == 0)
        {
            texture = _gl!.GenTexture();
            _gl.BindTexture(TextureTarget.TextureBuffer, texture);
            _gl.TexBuffer(TextureTarget.TextureBuffer, format switch
            {
                TexelFormat.Float => SizedInternalFormat.R32f,
                TexelFormat.Int => SizedInternalFormat.R32i,
                _ => SizedInternalFormat.Rgba32f,
            }, Buffer);
            _gl.BindTexture(TextureTarget.TextureBuffer, 0);
        }
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
    /// <summary>Four floats: four channels of one place.</summary>
    Vec4,
}
