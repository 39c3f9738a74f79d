using System.CommandLine;
using Cnn;
using Cnn.Backends;
using Cnn.Gl;
using Demo.Platform;

namespace Demo.Commands;

/// <summary>The option <c>--backend</c>: the one place where a backend's name becomes a backend.</summary>
internal static class BackendOption
{
    public const string Auto = "auto";
    public const string Gl = "gl";
    public const string Reference = "reference";

    /// <summary>The option, for a verb to add.</summary>
    public static Option<string> Create()
    {
        var option = new Option<string>("--backend")
        {
            Description = "Where the network runs: gl (OpenGL 4.3 compute), reference (plain loops), or auto: gl where there is one",
            DefaultValueFactory = _ => Auto,
        };
        option.AcceptOnlyFromAmong(Auto, Gl, Reference);
        return option;
    }

    /// <summary>The option <c>--shaders</c>, for a verb to add.</summary>
    public static Option<string?> CreateShaders() => new("--shaders")
    {
        Description = "A folder with common/ and ops/ whose shaders are taken before the built-in ones",
    };

    /// <summary>How the backend <c>gl</c> behaves with shaders from a folder; null: the built-in ones.</summary>
    /// <exception cref="CnnException">There is no such folder, or nothing in it would be taken.</exception>
    public static GlOptions GlOptionsFor(string? shaders)
    {
        if (shaders is not null && !Directory.Exists(shaders))
            throw new CnnException($"--shaders is '{shaders}'; there is no such folder");
        if (shaders is not null && !GlBackend.ShaderNames.Any(name => File.Exists(Path.Combine(shaders, name))))
            throw new CnnException($"--shaders is '{shaders}', which has no shader that would be taken; they are called as the built-in ones, such as ops/conv.comp.glsl");
        return new GlOptions { ShaderDirectory = shaders };
    }

    /// <summary>
    /// Opens a backend that needs no window. With <c>auto</c> and no OpenGL it is the reference backend, and
    /// <paramref name="notes"/> says so.
    /// </summary>
    /// <exception cref="GlException"><c>gl</c> was asked for and there is none: says what is missing.</exception>
    public static IBackend Open(string name, TextWriter notes)
    {
        switch (name)
        {
            case Reference:
                return new ReferenceBackend();
            case Gl:
                return OpenGl();
            default:
                try
                {
                    return OpenGl();
                }
                catch (GlException e)
                {
                    notes.WriteLine($"note: no OpenGL ({e.Message}); running on the reference backend, which is slow");
                    return new ReferenceBackend();
                }
        }
    }

    private static GlBackend OpenGl()
    {
        var context = new OffscreenContext();
        return new GlBackend(context.Gl, context: context);
    }
}
