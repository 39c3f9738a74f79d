using Cnn.Planning;

namespace Cnn.Cpu;

/// <summary>What a graph becomes before anything is allocated: a place for each node's value and a list of launches.</summary>
/// <param name="facts">What is known of the graph.</param>
/// <param name="values">Where the values lie.</param>
internal sealed class Plan(GraphFacts facts, ValuePlaces values)
{
    /// <summary>The launches of a run, in order.</summary>
    public List<Launch> Launches { get; } = [];

    /// <summary>Launches that only depend on constants and variables: repeated when a variable was written.</summary>
    public List<Launch> Derivations { get; } = [];

    /// <summary>What each variable takes at the end of a run.</summary>
    public List<(Node Variable, CpuTensor Value)> Updates { get; } = [];

    /// <summary>The memory that belongs to this plan.</summary>
    public IReadOnlyList<CpuMemory> Owned => values.Owned;

    /// <summary>Bytes of all memory that a run writes: layers' values, and what kernels need beside them.</summary>
    public long ActivationBytes => Launches.Select(l => l.Written.Memory.Whole).Distinct().Sum(memory => memory.Bytes);

    /// <summary>Where a node's value lies; false where it was fused away.</summary>
    public bool TryValueOf(Node node, out CpuTensor tensor) => values.TryGet(node, out tensor);

    /// <summary>A node's value, wherever it lies.</summary>
    public CpuTensor ValueOf(Node node) => values[node];

    /// <summary>Whether a node's value can be read after a run.</summary>
    public bool IsKept(Node node) => facts.IsKept(node);
}
