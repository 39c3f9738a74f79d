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

    /// <summary>Opens one to draw on: with compute shaders where they are to be had.</summary>
    /// <exception cref="GlException">Neither way leads to OpenGL 3.3; the message says what is missing for each.</exception>
    public OffscreenContext()
        : this(OpenGlVersions.WithCompute, OpenGlVersions.WithoutCompute)
    {
    }

    private OffscreenContext(params ReadOnlySpan<IReadOnlyList<GlVersion>> wanted)
    {
        GlException? missing = null;
        foreach (var versions in wanted)
        {
            if (versions.Count == 0)
                continue;
            try
            {
                (Gl, _owner) = Open(versions);
                return;
            }
            catch (GlException e)
            {
                missing = e;
            }
        }
        throw missing ?? new GlException(
            $"compute shaders need OpenGL {GlVersion.Compute}, and {OpenGlVersions.Variable} holds it down to less");
    }

    public GL Gl { get; }

    /// <summary>Opens one with compute shaders.</summary>
    /// <exception cref="GlException">Neither way leads to OpenGL 4.3.</exception>
    public static OffscreenContext ForCompute() => new(OpenGlVersions.WithCompute);

    public void Dispose() => _owner.Dispose();

    private static (GL Gl, IDisposable Owner) Open(IReadOnlyList<GlVersion> versions)
    {
        try
        {
            var surfaceless = new HeadlessContext(versions);
            return (surfaceless.Gl, surfaceless);
        }
        catch (GlException noSurfaceless)
        {
            try
            {
                var hidden = new GlfwWindow("RealtimeCnn", 16, 16, hidden: true, versions: versions);
                return (hidden.Gl, hidden);
            }
            catch (CnnException noWindow)
            {
                throw new GlException($"{noSurfaceless.Message}; {noWindow.Message}", noSurfaceless);
            }
        }
    }
}
