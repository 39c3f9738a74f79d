using System.Collections.Immutable;

namespace Cnn.Models;

/// <summary>What is left open in a model file and chosen when it is bound.</summary>
public sealed record BindOptions
{
    /// <summary>Lengths for named axes (<c>height</c> → 480). A first axis that is not given becomes 1.</summary>
    public IReadOnlyDictionary<string, int> Dims { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>The length of every other axis that is left open, or null: then it must be given.</summary>
    public int? OpenLength { get; init; }

    /// <summary>Whole shapes of inputs, by the input's name.</summary>
    public IReadOnlyDictionary<string, Shape> Shapes { get; init; } = ImmutableDictionary<string, Shape>.Empty;

    /// <summary>Inputs that become constants, by name: those that decide a shape must be given so.</summary>
    public IReadOnlyDictionary<string, Tensor> Values { get; init; } = ImmutableDictionary<string, Tensor>.Empty;
}

/// <summary>A bound model.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Values">For each value of the file that an output depends on: the node that yields it.</param>
/// <param name="Folded">The names of the file's nodes that were computed ahead of time.</param>
public sealed record ModelBinding(Graph Graph, IReadOnlyDictionary<string, Node> Values, IReadOnlyList<string> Folded);
