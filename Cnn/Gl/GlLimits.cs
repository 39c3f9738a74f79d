using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>The limits of a context that planning depends on. A test may lower them to the least that OpenGL 4.3 guarantees.</summary>
/// <param name="Bindings">Tensors that one dispatch may bind.</param>
/// <param name="TextureBufferTexels">Texels of a buffer texture; larger tensors are read as storage buffers.</param>
/// <param name="BufferBytes">Bytes of one storage buffer.</param>
public sealed record GlLimits(int Bindings, long TextureBufferTexels, long BufferBytes)
{
    /// <summary>What OpenGL 4.3 guarantees.</summary>
    public static GlLimits Guaranteed { get; } = new(8, 1 << 16, 1 << 24);

    /// <summary>What a context offers; never more than 8 bindings, so that kernels run everywhere.</summary>
    public static GlLimits Of(GL gl) => new(
        Bindings: 8,
        TextureBufferTexels: gl.GetInteger(GLEnum.MaxTextureBufferSize),
        BufferBytes: gl.GetInteger64(GLEnum.MaxShaderStorageBlockSize));
}
