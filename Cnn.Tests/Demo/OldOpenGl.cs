using NUnit.Framework;
using Silk.NET.OpenGL;

namespace Cnn.Tests.Demo;

/// <summary>
/// A context's functions as OpenGL 3.3 has them: every other one is missing, and whoever calls it gets an exception. Mesa can be made to
/// say that it is older (MESA_GL_VERSION_OVERRIDE), but goes on answering to newer calls.
/// </summary>
internal static class OldOpenGl
{
    // Those of OpenGL 1.0 … 3.3, core profile.
    private static readonly Lazy<HashSet<string>> Names = new(() =>
    [
        .. File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Platform", "opengl-3.3.txt"))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ]);

    public static GL Of(GL gl) =>
        GL.GetApi(name => Names.Value.Contains(name) && gl.Context.TryGetProcAddress(name, out nint address) ? address : 0);
}
