using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>Compute programs by their whole source text: two nodes with the same source share one program.</summary>
internal sealed class ProgramCache(GL gl, ShaderSources sources) : IDisposable
{
    private readonly Dictionary<string, uint> _programs = [];

    /// <summary>The program of a prologue and a kernel's shader, compiled unless it is there already.</summary>
    /// <exception cref="GlException">The shader does not compile; the message names file and line.</exception>
    public uint Get(string prologue, Kernel kernel)
    {
        var source = kernel.Text is { } text
            ? ShaderText.Assemble(prologue, kernel.Shader, text, sources)
            : ShaderText.Assemble(prologue, $"ops/{kernel.Shader}.comp.glsl", sources);
        if (_programs.TryGetValue(source.Text, out uint program))
            return program;
        return _programs[source.Text] = GlProgram.Link(gl, source);
    }

    public void Dispose()
    {
        foreach (uint program in _programs.Values)
            gl.DeleteProgram(program);
        _programs.Clear();
    }
}
