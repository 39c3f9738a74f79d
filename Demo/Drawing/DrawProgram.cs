using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>A linked program of Shaders/draw, with the places of its uniforms.</summary>
internal sealed class DrawProgram(GL gl, uint handle) : IDisposable
{
    private readonly Dictionary<string, int> _uniforms = [];

    /// <summary>The look whose colours it has; a program keeps its uniforms, so they are sent when another look is shown.</summary>
    public ThemeColours? Look { get; set; }

    /// <summary>Where a uniform lies; −1, which GL ignores, when the compiler found it unused.</summary>
    public int this[string uniform]
    {
        get
        {
            if (!_uniforms.TryGetValue(uniform, out int location))
                _uniforms[uniform] = location = gl.GetUniformLocation(handle, uniform);
            return location;
        }
    }

    public void Use() => gl.UseProgram(handle);

    public void Dispose() => gl.DeleteProgram(handle);
}
