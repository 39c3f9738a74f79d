using Cnn;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>A linked program of Shaders/draw. A shader that does not compile names its file and line.</summary>
internal sealed class DrawProgram : IDisposable
{
    private readonly GL _gl;
    private readonly Dictionary<string, int> _uniforms = [];

    /// <param name="gl">OpenGL, current.</param>
    /// <param name="stages">File names in Shaders/draw; the ending says the stage.</param>
    /// <param name="includes">Files that come before each fragment or compute stage.</param>
    /// <param name="defines">Names to define.</param>
    /// <exception cref="CnnException">A stage does not compile or they do not link.</exception>
    public DrawProgram(GL gl, string[] stages, string[]? includes = null, string[]? defines = null)
    {
        _gl = gl;
        Handle = gl.CreateProgram();
        foreach (string stage in stages)
        {
            uint shader = Compile(stage, includes ?? [], defines ?? []);
            gl.AttachShader(Handle, shader);
            gl.DeleteShader(shader);
        }
        gl.LinkProgram(Handle);
        if (gl.GetProgram(Handle, ProgramPropertyARB.LinkStatus) == 0)
            throw new CnnException($"Shaders/draw/{string.Join(" + ", stages)} do not link: {OneLine(gl.GetProgramInfoLog(Handle))}");
    }

    public uint Handle { get; }

    /// <summary>Where a uniform lies; −1, which GL ignores, when the compiler found it unused.</summary>
    public int this[string uniform]
    {
        get
        {
            if (!_uniforms.TryGetValue(uniform, out int location))
                _uniforms[uniform] = location = _gl.GetUniformLocation(Handle, uniform);
            return location;
        }
    }

    public void Use() => _gl.UseProgram(Handle);

    public void Dispose() => _gl.DeleteProgram(Handle);

    private uint Compile(string file, string[] includes, string[] defines)
    {
        var type = file.Contains(".vert.", StringComparison.Ordinal) ? ShaderType.VertexShader
            : file.Contains(".frag.", StringComparison.Ordinal) ? ShaderType.FragmentShader
            : ShaderType.ComputeShader;
        var files = type == ShaderType.VertexShader ? [file] : includes.Append(file).ToArray();
        // After #line 1 K the driver's messages count from the real file's first line; K tells which file.
        string source = "#version 430 core\n" + string.Concat(defines.Select(d => $"#define {d}\n"))
            + string.Concat(files.Select((name, k) => $"#line 1 {k}\n{Read(name)}\n"));
        uint shader = _gl.CreateShader(type);
        _gl.ShaderSource(shader, source);
        _gl.CompileShader(shader);
        if (_gl.GetShader(shader, ShaderParameterName.CompileStatus) != 0)
            return shader;
        string log = OneLine(_gl.GetShaderInfoLog(shader));
        string names = string.Join(", ", files.Select((name, k) => $"{k} = Shaders/draw/{name}"));
        throw new CnnException($"a shader does not compile (file {names}): {log}");
    }

    private static string Read(string name)
    {
        using var stream = typeof(DrawProgram).Assembly.GetManifestResourceStream("draw/" + name)
            ?? throw new CnnException($"the program was built without Shaders/draw/{name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string OneLine(string log) => log.ReplaceLineEndings(" ").Trim();
}
