using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>Compiles and links shaders, the library's and a program's own; an error names file and line.</summary>
public static class GlProgram
{
    /// <summary>A program of one or several stages; the file names' endings say which: <c>.comp</c>, <c>.vert</c>, <c>.frag</c>.</summary>
    /// <returns>The program's name, to be deleted by the caller.</returns>
    /// <exception cref="GlException">A stage does not compile, or they do not link.</exception>
    public static uint Link(GL gl, params ReadOnlySpan<ShaderText> stages)
    {
        uint program = gl.CreateProgram();
        try
        {
            foreach (var stage in stages)
            {
                uint shader = Compile(gl, stage);
                gl.AttachShader(program, shader);
                // Goes with the program.
                gl.DeleteShader(shader);
            }
            gl.LinkProgram(program);
            if (gl.GetProgram(program, ProgramPropertyARB.LinkStatus) == 0)
                throw new GlException(stages[0].Explain(gl.GetProgramInfoLog(program)));
            return program;
        }
        catch
        {
            gl.DeleteProgram(program);
            throw;
        }
    }

    private static uint Compile(GL gl, ShaderText source)
    {
        uint shader = gl.CreateShader(TypeOf(source.Name));
        gl.ShaderSource(shader, source.Text);
        gl.CompileShader(shader);
        if (gl.GetShader(shader, ShaderParameterName.CompileStatus) != 0)
            return shader;
        string log = gl.GetShaderInfoLog(shader);
        gl.DeleteShader(shader);
        throw new GlException(source.Explain(log));
    }

    private static ShaderType TypeOf(string file) => Path.GetExtension(Path.GetFileNameWithoutExtension(file)) switch
    {
        ".vert" => ShaderType.VertexShader,
        ".frag" => ShaderType.FragmentShader,
        _ => ShaderType.ComputeShader,
    };
}
