using Cnn;
using Cnn.Backends;

namespace Demo.Bench;

/// <summary>What the values of a network's layers take at most at a time, in bytes.</summary>
/// <param name="Kept">Where every layer can be read after a run.</param>
/// <param name="Reused">Where only the outputs are wanted.</param>
internal sealed record MemoryUse(long Kept, long Reused)
{
    private static readonly CompileOptions OnlyOutputs = new() { Watched = [] };

    /// <summary>Asks something that plans a graph.</summary>
    public static MemoryUse Of(Graph graph, Func<Graph, CompileOptions?, long> activationBytes) =>
        new(activationBytes(graph, null), activationBytes(graph, OnlyOutputs));

    /// <summary>For people, in millions of bytes.</summary>
    public static string Megabytes(long bytes) => $"{bytes / 1e6:0.0}";
}
