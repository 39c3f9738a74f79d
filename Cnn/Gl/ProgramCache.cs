using System.Text.RegularExpressions;
using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>Compute programs by their whole source text: two nodes with the same source share one program.</summary>
internal sealed partial class ProgramCache(GL gl, ShaderSources sources) : IDisposable
{
    private readonly Dictionary<string, uint> _programs = [];

    /// <summary>The program of a prologue and a shader file, compiled unless it is there already.</summary>
    /// <exception cref="GlException">The shader does not compile; the message names file and line.</exception>
    public uint Get(string prologue, string shader)
    {
        string file = $"ops/{shader}.comp.glsl";
        // Source string 0 is the file itself, so that its lines count from 1; the prologue is string 1.
        string source = $"{prologue}#line 1 0\n{sources.Read(file)}";
        if (_programs.TryGetValue(source, out uint program))
            return program;
        return _programs[source] = Compile(source, sources.DisplayName(file));
    }

    public void Dispose()
    {
        foreach (uint program in _programs.Values)
            gl.DeleteProgram(program);
        _programs.Clear();
    }

    private uint Compile(string source, string file)
    {
        uint shader = gl.CreateShader(ShaderType.ComputeShader);
        uint program = gl.CreateProgram();
        try
        {
            gl.ShaderSource(shader, source);
            gl.CompileShader(shader);
            if (gl.GetShader(shader, ShaderParameterName.CompileStatus) == 0)
                throw new GlException(Explain(file, gl.GetShaderInfoLog(shader)));
            gl.AttachShader(program, shader);
            gl.LinkProgram(program);
            if (gl.GetProgram(program, ProgramPropertyARB.LinkStatus) == 0)
                throw new GlException(Explain(file, gl.GetProgramInfoLog(program)));
            gl.DetachShader(program, shader);
            return program;
        }
        catch
        {
            gl.DeleteProgram(program);
            throw;
        }
        finally
        {
            gl.DeleteShader(shader);
        }
    }

    // Mesa writes "0:12(5): error: …", NVIDIA "0(12) : error C…: …", others "ERROR: 0:12: …": string number, then line.
    private static string Explain(string file, string log)
    {
        string line = log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault(l => l.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? log.Trim();
        var match = Position().Match(line);
        if (!match.Success)
            return $"{file}: {line}";
        string place = match.Groups["string"].Value == "0" ? file : $"prologue of {file}";
        return $"{place}:{match.Groups["line"].Value}: {line[(match.Index + match.Length)..].Trim(' ', ':')}";
    }

    [GeneratedRegex(@"(?<string>\d+)[:(](?<line>\d+)(\(\d+\)|\))?")]
    private static partial Regex Position();
}
