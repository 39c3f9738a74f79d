using Cnn;
using Cnn.Gl;
using Demo.Platform.Glfw;
using Silk.NET.OpenGL;

namespace Demo.Platform;

/// <summary>
/// OpenGL without anything on the screen, current on this thread: through EGL, and where there is none (Windows), through a
/// window that is never shown.
/// </summary>
internal sealed class OffscreenContext : IDisposable
{
    private readonly IDisposable _owner;

    /// <exception cref="GlException">Neither way leads to OpenGL 4.3; the message says what is missing for each.</exception>
    public OffscreenContext()
    {
        try
        {
            var surfaceless = new HeadlessContext();
            (Gl, _owner) = (surfaceless.Gl, surfaceless);
        }
        catch (GlException noSurfaceless)
        {
            try
            {
                var hidden = new GlfwWindow("RealtimeCnn", 16, 16, hidden: true);
                (Gl, _owner) = (hidden.Gl, hidden);
            }
            catch (CnnException noWindow)
            {
                throw new GlException($"{noSurfaceless.Message}; {noWindow.Message}", noSurfaceless);
            }
        }
    }

    public GL Gl { get; }

    public void Dispose() => _owner.Dispose();
}
