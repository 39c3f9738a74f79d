using Cnn;
using Cnn.Gl;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>A program that reads an activation, once for each way in which activations lie; compiled at the first use.</summary>
/// <param name="gl">OpenGL.</param>
/// <param name="shaders">Makes the programs.</param>
/// <param name="stages">File names in Shaders/draw.</param>
internal sealed class ActivationProgram(GL gl, DrawShaders shaders, params string[] stages) : IDisposable
{
    private enum Storage { BufferTexture, StorageBuffer, Texture }

    // The texture unit of the values; 0 is the caller's.
    private const int Unit = 1;

    private readonly Dictionary<(GlLayout, bool, Storage, int), DrawProgram> _variants = [];
    private readonly uint _texture = gl.GenTexture();

    /// <summary>Uses the variant for this view and binds the view to it; texture unit 0 is the current one.</summary>
    /// <param name="view">The activation.</param>
    /// <param name="form">A number for what else is compiled in.</param>
    /// <param name="definesFor">The names that a form defines.</param>
    public DrawProgram Use(in MapView view, int form, Func<int, string[]> definesFor)
    {
        bool integers = view.Place.Type != DataType.Float32;
        var storage = view.InTexture ? Storage.Texture
            : view.Shape.Count > shaders.MostTexels ? Storage.StorageBuffer : Storage.BufferTexture;
        var key = (view.Layout, integers, storage, form);
        if (!_variants.TryGetValue(key, out var program))
        {
            string[] layout = view.Layout == GlLayout.C4 ? ["VALUES_C4"] : integers ? ["VALUES_INT"] : [];
            string[] where = storage switch
            {
                Storage.StorageBuffer => ["VALUES_STORAGE"],
                Storage.Texture => ["VALUES_TEXTURE"],
                _ => [],
            };
            _variants[key] = program = shaders.Link(stages, [.. layout, .. where, .. definesFor(form)]);
        }
        program.Use();
        var (images, channels, rows, columns) = MapExtent.Of(view.Shape);
        gl.Uniform4(program["extent"], images, channels, rows, columns);
        if (storage == Storage.StorageBuffer)
            gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, 0, view.Place.Handle);
        else
            Bind(view, program);
        return program;
    }

    public void Dispose()
    {
        foreach (var program in _variants.Values)
            program.Dispose();
        gl.DeleteTexture(_texture);
    }

    private void Bind(in MapView view, DrawProgram program)
    {
        gl.ActiveTexture(TextureUnit.Texture0 + Unit);
        if (view.InTexture)
            gl.BindTexture(TextureTarget.Texture2D, view.Place.Handle);
        else
        {
            gl.BindTexture(TextureTarget.TextureBuffer, _texture);
            gl.TexBuffer(TextureTarget.TextureBuffer, view.Place switch
            {
                { Layout: GlLayout.C4 } => SizedInternalFormat.Rgba32f,
                { Type: DataType.Float32 } => SizedInternalFormat.R32f,
                _ => SizedInternalFormat.R32i,
            }, view.Place.Handle);
        }
        gl.Uniform1(program["values"], Unit);
        gl.ActiveTexture(TextureUnit.Texture0);
    }
}
