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
    // The texture unit of the values; 0 is the caller's.
    private const int Unit = 1;

    private readonly Dictionary<(GlLayout, bool, bool, int), DrawProgram> _variants = [];
    private readonly uint _texture = gl.GenTexture();

    /// <summary>Uses the variant for this view and binds the view to it; texture unit 0 is the current one.</summary>
    /// <param name="view">The activation.</param>
    /// <param name="form">A number for what else is compiled in.</param>
    /// <param name="definesFor">The names that a form defines.</param>
    public DrawProgram Use(in GlView view, int form, Func<int, string[]> definesFor)
    {
        bool integers = view.Type != DataType.Float32, stored = view.Shape.Count > shaders.MostTexels;
        var key = (view.Layout, integers, stored, form);
        if (!_variants.TryGetValue(key, out var program))
        {
            string[] layout = view.Layout == GlLayout.C4 ? ["VALUES_C4"] : integers ? ["VALUES_INT"] : [];
            string[] storage = stored ? ["VALUES_STORAGE"] : [];
            _variants[key] = program = shaders.Link(stages, [.. layout, .. storage, .. definesFor(form)]);
        }
        program.Use();
        var (images, channels, rows, columns) = MapExtent.Of(view.Shape);
        gl.Uniform4(program["extent"], images, channels, rows, columns);
        if (stored)
            gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, 0, view.Handle);
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

    private void Bind(in GlView view, DrawProgram program)
    {
        gl.ActiveTexture(TextureUnit.Texture0 + Unit);
        gl.BindTexture(TextureTarget.TextureBuffer, _texture);
        gl.TexBuffer(TextureTarget.TextureBuffer, view switch
        {
            { Layout: GlLayout.C4 } => SizedInternalFormat.Rgba32f,
            { Type: DataType.Float32 } => SizedInternalFormat.R32f,
            _ => SizedInternalFormat.R32i,
        }, view.Handle);
        gl.Uniform1(program["values"], Unit);
        gl.ActiveTexture(TextureUnit.Texture0);
    }
}
