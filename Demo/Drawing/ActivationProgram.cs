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
    private readonly Dictionary<(GlLayout, bool, int), DrawProgram> _variants = [];

    /// <summary>Uses the variant for this view and binds the view to it.</summary>
    /// <param name="view">The activation.</param>
    /// <param name="form">A number for what else is compiled in.</param>
    /// <param name="definesFor">The names that a form defines.</param>
    public DrawProgram Use(in GlView view, int form, Func<int, string[]> definesFor)
    {
        bool integers = view.Type != DataType.Float32;
        var key = (view.Layout, integers, form);
        if (!_variants.TryGetValue(key, out var program))
        {
            string[] layout = view.Layout == GlLayout.C4 ? ["VALUES_C4"] : integers ? ["VALUES_INT"] : [];
            _variants[key] = program = shaders.Link(stages, [.. layout, .. definesFor(form)]);
        }
        program.Use();
        var (images, channels, rows, columns) = MapExtent.Of(view.Shape);
        gl.Uniform4(program["extent"], images, channels, rows, columns);
        gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, 0, view.Handle);
        return program;
    }

    public void Dispose()
    {
        foreach (var program in _variants.Values)
            program.Dispose();
    }
}
