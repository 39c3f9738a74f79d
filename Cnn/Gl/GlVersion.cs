using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>A version of OpenGL, such as 4.1: what a context can do follows from it.</summary>
/// <param name="Major">What stands before the dot.</param>
/// <param name="Minor">What stands behind it.</param>
public readonly record struct GlVersion(int Major, int Minor)
{
    /// <summary>The first version with compute shaders and storage buffers, which <see cref="GlBackend"/> needs.</summary>
    public static GlVersion Compute => new(4, 3);

    /// <summary>Whether there are compute shaders and storage buffers.</summary>
    public bool HasCompute => !IsBefore(Compute);

    /// <summary>What a context says it is; the context is current on this thread.</summary>
    public static GlVersion Of(GL gl) => new(gl.GetInteger(GLEnum.MajorVersion), gl.GetInteger(GLEnum.MinorVersion));

    /// <summary>Whether it is an older one.</summary>
    public bool IsBefore(GlVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor)) < 0;

    /// <summary>As people write it.</summary>
    public override string ToString() => $"{Major}.{Minor}";
}
