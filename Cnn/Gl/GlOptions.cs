namespace Cnn.Gl;

/// <summary>How a <see cref="GlBackend"/> behaves.</summary>
public sealed record GlOptions
{
    /// <summary>A folder with <c>common/</c> and <c>ops/</c> whose files are taken before the built-in shaders; null: built-in only.</summary>
    public string? ShaderDirectory { get; init; }

    /// <summary>Limits to plan for; null: those of the context.</summary>
    public GlLimits? Limits { get; init; }
}
