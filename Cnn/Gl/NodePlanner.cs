namespace Cnn.Gl;

/// <summary>
/// What a kernel rule uses to plan one node: it takes the inputs in the layout it wants, says where the output goes and
/// adds dispatches.
/// </summary>
internal sealed class NodePlanner(Plan plan, Node node)
{
    /// <summary>The node to plan.</summary>
    public Node Node => node;

    /// <summary>The node's output, row-major.</summary>
    public GlTensor Output() => plan.Define(node, GlTensor.Buffer(node.Shape, node.Type));

    /// <summary>Input <paramref name="index"/>, row-major.</summary>
    public GlTensor Input(int index) => plan.ValueOf(node.Inputs[index]);

    /// <summary>All inputs, row-major.</summary>
    public GlTensor[] Inputs() => [.. Enumerable.Range(0, node.Inputs.Length).Select(Input)];

    /// <summary>Room for an intermediate result of this node.</summary>
    public GlTensor Scratch(Shape shape, DataType type = DataType.Float32) => plan.Own(GlTensor.Buffer(shape, type));

    /// <summary>Says that the output is the input's elements under another shape: nothing runs.</summary>
    public void Alias(GlTensor input) => plan.Share(node, input with { Shape = node.Shape });

    /// <summary>Adds a launch.</summary>
    public void Launch(Kernel kernel, GlTensor[] inputs, GlTensor output) =>
        plan.Dispatches.Add(new Dispatch(node, kernel, inputs, output));

    /// <summary>Adds a launch that reads all inputs and writes the output, row-major.</summary>
    public void Launch(Kernel kernel) => Launch(kernel, Inputs(), Output());

    /// <summary>Adds a launch with one invocation per output element over all inputs: <c>flatIndex()</c>.</summary>
    public void LaunchForEach(Kernel kernel) => Launch(kernel.ForEach(node.Shape.Count));
}
