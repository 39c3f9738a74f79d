using Cnn.Planning;

namespace Cnn.Cpu;

/// <summary>Where the nodes' values lie in memory, row-major or with channels in packs of a register's lanes.</summary>
internal sealed class ValuePlaces(GraphFacts facts, int lanes) : PlannedValues<CpuTensor, CpuLayout, CpuMemory>(
    facts, new Packing(lanes), CpuLayout.Packed, (shape, type, layout) => CpuTensor.New(shape, type, layout, lanes));
