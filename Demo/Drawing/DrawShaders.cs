using Cnn.Gl;
using Demo.Platform;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>Makes programs of the shaders that draw, through the library's loader, so that a person's folder replaces them too.</summary>
/// <param name="gl">OpenGL, current.</param>
/// <param name="directory">A folder whose <c>draw/</c> is taken before the built-in shaders; null for none.</param>
internal sealed class DrawShaders(GL gl, string? directory)
{
    private readonly ShaderSources _sources = new(directory, typeof(DrawShaders).Assembly);

    // What shaders that use storage buffers are written in; the others keep to 3.30.
    private const int NewestLanguage = 430;

    /// <summary>The version of OpenGL that is drawn with.</summary>
    public GlVersion Version { get; init; } = OpenGlVersions.Of(gl);

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
        // From 3.3 on the language's version is OpenGL's.
        int language = Math.Min(NewestLanguage, 100 * Version.Major + 10 * Version.Minor);
        string prologue = $"#version {language} core\n" + string.Concat(defines.Select(define => $"#define {define}\n"));
        var texts = new ShaderText[stages.Length];
        for (int i = 0; i < stages.Length; i++)
            texts[i] = ShaderText.Assemble(prologue, "draw/" + stages[i], _sources);
        return new DrawProgram(gl, GlProgram.Link(gl, texts));
    }
}
