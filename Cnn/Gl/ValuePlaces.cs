using Cnn.Planning;

namespace Cnn.Gl;

/// <summary>Where the nodes' values lie on the device, row-major or with channels packed by four.</summary>
internal sealed class ValuePlaces(GraphFacts facts) : PlannedValues<GlTensor, GlLayout, GlMemory>(
    facts, Layouts.C4, GlLayout.C4, GlTensor.New);
