namespace Cnn.Models;

/// <summary>How much a model file may ask for before it is refused; the defaults fit every known CNN.</summary>
public sealed record ModelLimits
{
    /// <summary>The longest file, external data files included, in bytes. A protobuf message cannot exceed 2 GiB.</summary>
    public long MaxFileBytes { get; init; } = int.MaxValue;

    /// <summary>The most nodes in the file, subgraphs included.</summary>
    public int MaxNodes { get; init; } = 100_000;

    /// <summary>The deepest nesting of messages; a graph without subgraphs needs 6.</summary>
    public int MaxNesting { get; init; } = 24;

    /// <summary>The most elements of one tensor, checked before it is allocated.</summary>
    public long MaxElements { get; init; } = 1L << 28;

    /// <summary>The most elements of all nodes of a bound graph together.</summary>
    public long MaxTotalElements { get; init; } = 1L << 30;

    /// <summary>
    /// The most work of one node when the graph runs: multiply-accumulates, or elements under a pool's windows. A window
    /// alone may have <see cref="MaxElements"/>.
    /// </summary>
    public long MaxWork { get; init; } = 1L << 40;

    /// <summary>
    /// The most work, in elements or multiply-accumulates, that computing one constant ahead of time may take. A constant
    /// that needs more stays a node and is computed when the graph runs.
    /// </summary>
    public long MaxFolding { get; init; } = 1L << 22;

    /// <summary>The most such work in one binding, with the elements that are read: many cheap constants add up.</summary>
    public long MaxTotalFolding { get; init; } = 1L << 24;
}
