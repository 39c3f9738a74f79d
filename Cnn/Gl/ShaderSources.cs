using System.Reflection;

namespace Cnn.Gl;

/// <summary>Finds shader files: in a folder of the person's first, else among the resources of this library and of a program.</summary>
/// <param name="directory">A folder with <c>common/</c>, <c>ops/</c> and the program's own folders, or null.</param>
/// <param name="program">An assembly with more shaders among its resources, such as <c>draw/map.frag.glsl</c>; null: none.</param>
public sealed class ShaderSources(string? directory, Assembly? program = null)
{
    /// <summary>The library's own files.</summary>
    internal static IReadOnlyList<string> Names { get; } = typeof(ShaderSources).Assembly.GetManifestResourceNames();

    /// <summary>The text of a file such as <c>ops/conv.comp.glsl</c>.</summary>
    /// <exception cref="GlException">No place has it, or it cannot be read.</exception>
    public string Read(string file)
    {
        if (directory is not null && Path.Combine(directory, file) is var path && File.Exists(path))
        {
            try
            {
                return File.ReadAllText(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new GlException($"shader '{path}' cannot be read: {e.Message}", e);
            }
        }
        using var stream = typeof(ShaderSources).Assembly.GetManifestResourceStream(file)
            ?? program?.GetManifestResourceStream(file)
            ?? throw new GlException($"there is no shader '{file}'");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The file's name as error messages show it: the path in the person's folder, or <c>Shaders/…</c>.</summary>
    public string DisplayName(string file) =>
        directory is not null && File.Exists(Path.Combine(directory, file)) ? Path.Combine(directory, file) : "Shaders/" + file;
}
