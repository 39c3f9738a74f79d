using Cnn.Gl;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>Makes programs of the shaders that draw, through the library's loader, so that a person's folder replaces them too.</summary>
/// <param name="gl">OpenGL, current.</param>
/// <param name="directory">A folder whose <c>draw/</c> is taken before the built-in shaders; null for none.</param>
internal sealed class DrawShaders(GL gl, string? directory)
{
    private readonly ShaderSources _sources = new(directory, typeof(DrawShaders).Assembly);

    /// <summary>Elements that a buffer texture has at most; what is larger is read as a storage buffer.</summary>
    public long MostTexels { get; init; } = gl.GetInteger(GLEnum.MaxTextureBufferSize);

    /// <summary>The built-in shaders by the names under which a folder may replace them: <c>draw/map.frag.glsl</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(DrawShaders).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("draw/", StringComparison.Ordinal))];

    /// <summary>A program of one or two stages.</summary>
    /// <param name="stages">File names in Shaders/draw; the ending says the stage.</param>
    /// <param name="defines">Names to define, with their values.</param>
    /// <exception cref="GlException">A stage does not compile or they do not link; names file and line.</exception>
    public DrawProgram Link(ReadOnlySpan<string> stages, params IEnumerable<string> defines)
    {
        string prologue = "#version 430 core\n" + string.Concat(defines.Select(define => $"#define {define}\n"));
        var texts = new ShaderText[stages.Length];
        for (int i = 0; i < stages.Length; i++)
            texts[i] = ShaderText.Assemble(prologue, "draw/" + stages[i], _sources);
        return new DrawProgram(gl, GlProgram.Link(gl, texts));
    }
}
