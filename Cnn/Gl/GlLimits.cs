using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>The limits of a context that planning depends on. A test may lower them to the least that OpenGL 4.3 guarantees.</summary>
/// <param name="Bindings">Tensors that one dispatch may bind (buffers and images together).</param>
/// <param name="Layers">Layers of a 2D-array texture.</param>
/// <param name="TextureSize">Width and height of a texture.</param>
/// <param name="Groups">Work groups along one dimension of a dispatch.</param>
/// <param name="BufferBytes">Bytes of one shader storage buffer.</param>
public sealed record GlLimits(int Bindings, int Layers, int TextureSize, int Groups, long BufferBytes)
{
    /// <summary>What OpenGL 4.3 guarantees.</summary>
    public static GlLimits Guaranteed { get; } = new(8, 2048, 16384, 65535, 1 << 24);

    /// <summary>What a context offers; never more than 8 bindings, so that kernels run everywhere.</summary>
    public static GlLimits Of(GL gl) => new(
        Bindings: 8,
        Layers: gl.GetInteger(GLEnum.MaxArrayTextureLayers),
        TextureSize: gl.GetInteger(GLEnum.MaxTextureSize),
        Groups: Groups65535(gl),
        BufferBytes: gl.GetInteger64(GLEnum.MaxShaderStorageBlockSize));

    // Every driver gives at least 65,535; more is not used, so that grids look the same everywhere.
    private static int Groups65535(GL gl)
    {
        gl.GetInteger(GLEnum.MaxComputeWorkGroupCount, 0, out int groups);
        return Math.Min(groups, 65535);
    }
}
