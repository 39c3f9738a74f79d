using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>A buffer of pairs of floats that shaders read as a texture.</summary>
internal sealed class SlotBuffer(GL gl) : IDisposable
{
    private readonly uint _texture = gl.GenTexture();

    /// <summary>The buffer's GL name.</summary>
    public uint Buffer { get; } = gl.GenBuffer();

    /// <summary>Holds these and no others.</summary>
    public void Fill(ReadOnlySpan<float> pairs)
    {
        gl.BindBuffer(BufferTargetARB.TextureBuffer, Buffer);
        gl.BufferData(BufferTargetARB.TextureBuffer, pairs, BufferUsageARB.DynamicCopy);
        Bind();
        gl.TexBuffer(TextureTarget.TextureBuffer, SizedInternalFormat.RG32f, Buffer);
    }

    /// <summary>Binds it to the current texture unit.</summary>
    public void Bind() => gl.BindTexture(TextureTarget.TextureBuffer, _texture);

    public void Dispose()
    {
        gl.DeleteTexture(_texture);
        gl.DeleteBuffer(Buffer);
    }
}
