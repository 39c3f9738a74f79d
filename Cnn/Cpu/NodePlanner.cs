using Cnn.Planning;

namespace Cnn.Cpu;

/// <summary>
/// What a kernel rule uses to plan one node: it takes the inputs in the layout it wants, says where the output goes and
/// adds launches.
/// </summary>
internal sealed class NodePlanner(GraphPlanner plan, Node node)
{
    /// <summary>The node to plan.</summary>
    public Node Node => node;

    /// <summary>What this node's kernel computes, if it can compute more than the node.</summary>
    public Fusion Fusion => plan.FusionOf(node);

    /// <summary>How many threads will run it.</summary>
    public int Threads => plan.Threads;

    /// <summary>The node's output.</summary>
    public CpuTensor Output(CpuLayout layout) => Output(node, layout);

    /// <summary>The output of a node whose work is fused into this one's.</summary>
    public CpuTensor Output(Node target, CpuLayout layout) => plan.Values.Place(target, layout);

    /// <summary>Input <paramref name="index"/> in a layout; converted where it lies in the other.</summary>
    public CpuTensor Input(int index, CpuLayout layout) => plan.ValueOf(node.Inputs[index], layout);

    /// <summary>The value of another node, as of an input.</summary>
    public CpuTensor ValueOf(Node other, CpuLayout layout) => plan.ValueOf(other, layout);

    /// <summary>A Concat's output if some of its inputs were already computed into their slices of it; else null.</summary>
    public CpuTensor? JoinedOutput() => plan.Values.Joined(node);

    /// <summary>All inputs, row-major.</summary>
    public CpuTensor[] Inputs() => [.. Enumerable.Range(0, node.Inputs.Length).Select(i => Input(i, CpuLayout.Rows))];

    /// <summary>The layout in which an input lies.</summary>
    public CpuLayout LayoutOf(int index) => LayoutOf(node.Inputs[index]);

    /// <summary>The layout in which another node's value lies.</summary>
    public CpuLayout LayoutOf(Node other) => plan.LayoutOf(other);

    /// <summary>Whether the output may lie packed.</summary>
    public bool CanPack => Packing.Fits(node.Shape, node.Type);

    /// <summary>The layout for a kernel that runs on both: that of the first input, if the output can have it too.</summary>
    public CpuLayout NaturalLayout => LayoutOf(0) == CpuLayout.Packed && CanPack ? CpuLayout.Packed : CpuLayout.Rows;

    /// <summary>Whether an input is the same in all runs until somebody writes a variable, which the runs themselves do not.</summary>
    public bool StaysFixed(int index) => plan.StaysFixed(node.Inputs[index]);

    /// <summary>Room for an intermediate result of this node.</summary>
    public CpuTensor Scratch(Shape shape, CpuLayout layout) => plan.Values.New(shape, DataType.Float32, layout);

    /// <summary>
    /// A tensor made from one of the inputs alone, such as packed weights. Where no Input leads to that one it is only made again when a
    /// variable was written.
    /// </summary>
    /// <param name="what">Tells it apart from other tensors made from the same input.</param>
    /// <param name="input">Which input.</param>
    /// <param name="shape">The result's shape, row-major.</param>
    /// <param name="launch">What makes it of the input.</param>
    public CpuTensor Derive(string what, int input, Shape shape, Func<CpuTensor, CpuTensor, Launch> launch) =>
        plan.Derive(node.Inputs[input], what, shape, launch);

    /// <summary>Says that the output is the input's elements under another shape: nothing runs.</summary>
    public void Alias(CpuTensor input) => plan.Values.Share(node, input with { Shape = node.Shape });

    /// <summary>Adds a launch.</summary>
    public void Launch(Launch launch) => plan.Add(launch, node);
}
