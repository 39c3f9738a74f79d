using Cnn.Planning;

namespace Cnn.Gl;

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

    /// <summary>Whether invocations of a work group share a convolution's sums.</summary>
    public bool SharesSums => plan.SharesSums;

    /// <summary>The node's output.</summary>
    public GlTensor Output(GlLayout layout = GlLayout.Nchw) => Output(node, layout);

    /// <summary>The output of a node whose work is fused into this one's.</summary>
    public GlTensor Output(Node target, GlLayout layout) => plan.Values.Place(target, layout);

    /// <summary>Input <paramref name="index"/> in a layout; converted where it lies in the other.</summary>
    public GlTensor Input(int index, GlLayout layout = GlLayout.Nchw) => plan.ValueOf(node.Inputs[index], layout);

    /// <summary>A Concat's output if some of its inputs were already computed into their slices of it; else null.</summary>
    public GlTensor? JoinedOutput() => plan.Values.Joined(node);

    /// <summary>The value of another node, as of an input.</summary>
    public GlTensor ValueOf(Node other, GlLayout layout) => plan.ValueOf(other, layout);

    /// <summary>All inputs, row-major.</summary>
    public GlTensor[] Inputs() => [.. Enumerable.Range(0, node.Inputs.Length).Select(i => Input(i))];

    /// <summary>The layout in which an input lies.</summary>
    public GlLayout LayoutOf(int index) => plan.Values[node.Inputs[index]].Layout;

    /// <summary>
    /// The layout for a kernel that runs on both: that of the first input, if the output can have it too.
    /// </summary>
    public GlLayout NaturalLayout =>
        LayoutOf(0) == GlLayout.C4 && Layouts.CanPack(node.Shape, node.Type) ? GlLayout.C4 : GlLayout.Nchw;

    /// <summary>Room for an intermediate result of this node.</summary>
    public GlTensor Scratch(Shape shape, DataType type = DataType.Float32, GlLayout layout = GlLayout.Nchw) =>
        plan.Values.New(shape, type, layout);

    /// <summary>
    /// A tensor made from some of the inputs alone: packed weights, folded statistics. Where no Input leads to those it is
    /// only made again when a variable was written.
    /// </summary>
    /// <param name="what">Tells it apart from other tensors made from the same inputs.</param>
    /// <param name="inputs">Which inputs.</param>
    /// <param name="kernel">How it is made; one invocation per texel of the output.</param>
    /// <param name="output">Its shape and layout.</param>
    public GlTensor Derive(string what, int[] inputs, Kernel kernel, Func<GlTensor> output) =>
        plan.Derive(node, what, [.. inputs.Select(i => node.Inputs[i])], kernel, output);

    /// <summary>A tensor with a fixed value that a kernel reads.</summary>
    public GlTensor Table(Tensor value) => plan.Table(value);

    /// <summary>Says that the output is the input's elements under another shape: nothing runs.</summary>
    public void Alias(GlTensor input) => plan.Values.Share(node, input with { Shape = node.Shape });

    /// <summary>Adds a launch.</summary>
    public void Launch(Kernel kernel, GlTensor[] inputs, GlTensor output) =>
        plan.Add(new KernelLaunch(node, kernel, inputs, output), node);

    /// <summary>Adds a launch over all inputs, row-major, with the kernel's own number of invocations.</summary>
    public void Launch(Kernel kernel) => Launch(kernel, Inputs(), Output());

    /// <summary>
    /// Adds a launch of a kernel that is written for a texel type and computes each element from the same element of the first
    /// input: four channels or, row-major, four neighbours at once.
    /// </summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="parameters">What else it reads.</param>
    public void LaunchForEachElement(Kernel kernel, params ReadOnlySpan<GlTensor> parameters)
    {
        var output = Output(NaturalLayout);
        var input = Input(0, output.Layout);
        if (output.CanBeInFours)
            (input, output) = (input with { InFours = true }, output with { InFours = true });
        Launch(kernel.ForEach(output.Texels), [input, .. parameters], output);
    }

    /// <summary>Adds a launch over all inputs with one invocation per output texel, all in one layout.</summary>
    public void LaunchForEach(Kernel kernel, GlLayout layout = GlLayout.Nchw)
    {
        GlTensor[] inputs = [.. Enumerable.Range(0, node.Inputs.Length).Select(i => Input(i, layout))];
        var output = Output(layout);
        Launch(kernel.ForEach(output.Texels), inputs, output);
    }
}
