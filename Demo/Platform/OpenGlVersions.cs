using System.Globalization;
using Cnn;
using Cnn.Gl;
using Silk.NET.OpenGL;

namespace Demo.Platform;

/// <summary>
/// Which versions of OpenGL are asked for, and what a context counts as: the one place where it is decided what can be had of it.
/// </summary>
internal static class OpenGlVersions
{
    /// <summary>An environment variable that holds OpenGL down to a version, to try what a machine does that has no more.</summary>
    public const string Variable = "REALTIMECNN_OPENGL";

    // macOS ends at 4.1; drawing needs 3.3, and with compute shaders networks run there too.
    private static readonly GlVersion[] ForDrawing = [new(4, 1), new(3, 3)];

    /// <summary>With compute shaders first; else what is enough to draw.</summary>
    /// <exception cref="CnnException">The variable holds no version that is known.</exception>
    public static IReadOnlyList<GlVersion> Asked => [.. WithCompute, .. WithoutCompute];

    /// <summary>Those that have compute shaders; none where OpenGL is held down.</summary>
    public static IReadOnlyList<GlVersion> WithCompute => [.. HeadlessContext.ForCompute.Where(IsAllowed)];

    /// <summary>Those that do not.</summary>
    public static IReadOnlyList<GlVersion> WithoutCompute => [.. ForDrawing.Where(IsAllowed)];

    private static GlVersion? Held => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? Parse(text) : null;

    /// <summary>What a context counts as: drivers give later versions than they are asked for.</summary>
    public static GlVersion Of(GL gl) => GlVersion.Of(gl) is var given && Held is { } held && held.IsBefore(given) ? held : given;

    /// <summary>Where OpenGL is held down, a frame's error ends the run: it may be a call that the version does not have.</summary>
    /// <exception cref="GlException">There was one.</exception>
    public static void Check(GL gl)
    {
        if (Held is { } held && gl.GetError() is not GLEnum.NoError and var error)
            throw new GlException($"OpenGL, held down to {held}, has the error {error} after a frame");
    }

    private static bool IsAllowed(GlVersion version) => Held is not { } held || !held.IsBefore(version);

    private static GlVersion Parse(string text)
    {
        string[] parts = text.Split('.');
        if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int minor)
            && new GlVersion(major, minor) is var version && !version.IsBefore(ForDrawing[^1]))
            return version;
        throw new CnnException($"{Variable} is '{text}'; it is a version of OpenGL from {ForDrawing[^1]} on, such as {ForDrawing[0]}");
    }
}
