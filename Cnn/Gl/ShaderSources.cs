namespace Cnn.Gl;

/// <summary>Finds shader files: in the override folder first, else among the resources of this assembly.</summary>
/// <param name="directory">A folder with <c>common/</c> and <c>ops/</c>, or null.</param>
internal sealed class ShaderSources(string? directory)
{
    /// <summary>The built-in files.</summary>
    public static IReadOnlyList<string> Names { get; } = typeof(ShaderSources).Assembly.GetManifestResourceNames();

    /// <summary>The text of a file such as <c>ops/conv.comp.glsl</c>.</summary>
    /// <exception cref="GlException">Neither place has it, or it cannot be read.</exception>
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
            ?? throw new GlException($"there is no shader '{file}'");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The file's name as error messages show it: the path in the override folder, or <c>Shaders/…</c>.</summary>
    public string DisplayName(string file) =>
        directory is not null && File.Exists(Path.Combine(directory, file)) ? Path.Combine(directory, file) : "Shaders/" + file;
}
