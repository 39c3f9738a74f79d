using System.Collections.Immutable;

namespace Cnn.Models;

/// <summary>One axis of a graph input or output: a fixed length, a named unknown, or an unnamed one.</summary>
/// <param name="Length">The length, or null when it is chosen at bind time.</param>
/// <param name="Symbol">The name that the file gives an unknown length (<c>batch</c>), or null.</param>
public readonly record struct ModelDim(int? Length, string? Symbol = null)
{
    /// <summary>For people: the length, the name, or a question mark.</summary>
    public override string ToString() => Length?.ToString() ?? Symbol ?? "?";
}

/// <summary>A graph input or output as the file declares it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The element type, or null when the file does not say.</param>
/// <param name="Dims">The axes, outermost first, or null when not even their number is known.</param>
public sealed record ModelValue(string Name, DataType? Type, ImmutableArray<ModelDim>? Dims)
{
    /// <summary>For people: name, type and axes.</summary>
    public override string ToString() =>
        $"{Name}: {Type?.ToString() ?? "?"} {(Dims is { } dims ? $"[{string.Join(", ", dims)}]" : "of unknown rank")}";
}
