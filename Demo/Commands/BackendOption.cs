using System.CommandLine;
using Cnn;
using Cnn.Backends;
using Cnn.Gl;
using Demo.Drawing;
using Demo.Engines;

namespace Demo.Commands;

/// <summary>The options <c>--backend</c> and <c>--shaders</c>, with the backends of <see cref="BackendTable"/>.</summary>
internal static class BackendOption
{
    public const string Auto = "auto";

    /// <summary>The option, for a verb to add.</summary>
    /// <param name="auto">What <c>auto</c> means there.</param>
    public static Option<string> Create(string? auto = null)
    {
        string kinds = string.Join(", ", BackendTable.Rows.Select(row => $"{row.Name} ({row.Kind})"));
        var option = new Option<string>("--backend")
        {
            Description = $"Where the network runs: {kinds}, or auto: {auto ?? $"{BackendTable.Rows[0].Name} where there is one"}",
            DefaultValueFactory = _ => Auto,
        };
        option.AcceptOnlyFromAmong([Auto, .. BackendTable.Rows.Select(row => row.Name)]);
        return option;
    }

    /// <summary>The option <c>--shaders</c>, for a verb to add.</summary>
    public static Option<string?> CreateShaders() => new("--shaders")
    {
        Description = "A folder with common/, ops/ and draw/ whose shaders are taken before the built-in ones",
    };

    /// <summary>How the backend <c>gl</c> behaves with shaders from a folder; null: the built-in ones.</summary>
    /// <exception cref="CnnException">There is no such folder, or nothing in it would be taken.</exception>
    public static GlOptions GlOptionsFor(string? shaders)
    {
        if (shaders is not null && !Directory.Exists(shaders))
            throw new CnnException($"--shaders is '{shaders}'; there is no such folder");
        if (shaders is not null && !GlBackend.ShaderNames.Concat(DrawShaders.Names).Any(name => File.Exists(Path.Combine(shaders, name))))
            throw new CnnException($"--shaders is '{shaders}', which has no shader that would be taken; "
                + "they are called as the built-in ones, such as ops/conv.comp.glsl");
        return new GlOptions { ShaderDirectory = shaders };
    }

    /// <summary>
    /// Opens a backend that needs no window. With <c>auto</c> it is the first that can be opened, and
    /// <paramref name="notes"/> says so where that is slow.
    /// </summary>
    /// <param name="name">Its name, or <c>auto</c>.</param>
    /// <param name="notes">Where it is said.</param>
    /// <param name="threads">How many threads it uses if it runs on the processor; 0: as many as there are processors.</param>
    /// <exception cref="GlException">One was asked for that needs OpenGL, and there is none: says what is missing.</exception>
    public static IBackend Open(string name, TextWriter notes, int threads = 0)
    {
        if (BackendTable.Find(name) is { } asked)
            return asked.Open(threads);
        try
        {
            return BackendTable.Rows[0].Open(threads);
        }
        catch (GlException e)
        {
            var other = BackendTable.Rows.First(row => !row.NeedsOpenGl);
            notes.WriteLine(
                $"note: no OpenGL ({e.Message}); running on the {other.Name} backend{(other.IsReference ? ", which is slow" : "")}");
            return other.Open(threads);
        }
    }
}
