namespace Cnn.Gl;

/// <summary>How a <see cref="GlBackend"/> behaves.</summary>
public sealed record GlOptions
{
    /// <summary>A folder with <c>common/</c> and <c>ops/</c> whose files are taken before the built-in shaders; null: none.</summary>
    public string? ShaderDirectory { get; init; }

    /// <summary>Limits to plan for; null: those of the context.</summary>
    public GlLimits? Limits { get; init; }

    /// <summary>How operators that are not the library's own run.</summary>
    public GlKernels Kernels { get; init; } = GlKernels.None;

    /// <summary>
    /// Lets an operator without a kernel run as its definition on the CPU, between a download and an upload, with a
    /// timing row of its own; otherwise it is an error.
    /// </summary>
    public bool AllowDefinitions { get; init; }

    /// <summary>The clock that the budgets of compiling and running are measured with.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Whether invocations of a work group share the sums of a convolution, which keeps a GPU busy; null: on every device but
    /// software renderers, where barriers cost more than sums.
    /// </summary>
    internal bool? SharesSums { get; init; }

    /// <summary>Tells how far the device is; null: OpenGL's fences. Tests hold a device back.</summary>
    internal IFences? Fences { get; init; }
}
