using Cnn.Ops;

namespace Cnn.Gl.Kernels;

/// <summary>
/// What a convolution does with its sums on the way out, so that they are stored once: the work of consumers whose input
/// nobody else needs. In this order, each at most once: Add of another map, an activation.
/// </summary>
internal sealed class Epilogue
{
    private readonly List<GlTensor> _inputs = [];
    private string _expression = "value";
    private string _activation = "x";

    private Epilogue(Node target) => Target = target;

    /// <summary>The node whose value is stored in the end.</summary>
    public Node Target { get; private set; }

    /// <summary>Takes over the consumers of a node.</summary>
    /// <param name="p">The node.</param>
    /// <param name="layout">The layout of its output.</param>
    /// <param name="bound">How many inputs the kernel binds already.</param>
    public static Epilogue Of(NodePlanner p, GlLayout layout, int bound)
    {
        var epilogue = new Epilogue(p.Node);
        epilogue.Add(p, layout, bound);
        if (p.Fusable(epilogue.Target, n => n.Inputs[0] == epilogue.Target && Elementwise.Activation(n) is not null) is { } next)
            (epilogue.Target, epilogue._activation) = (next, Elementwise.Activation(next)!);
        return epilogue;
    }

    /// <summary>Binds what it reads after the kernel's own inputs, and defines <c>EPILOGUE(value, i, g)</c> for its stores.</summary>
    public (Kernel Kernel, GlTensor[] Inputs) Append(Kernel kernel, GlTensor[] inputs) =>
        (kernel.Define("F(x)", _activation).Define("EPILOGUE(value, i, g)", $"map({_expression})"), [.. inputs, .. _inputs]);

    private void Add(NodePlanner p, GlLayout layout, int bound)
    {
        var next = p.Fusable(Target, n => n.Op is Add && n.Inputs.All(i => i.Shape == Target.Shape)
            && p.IsPlanned(n.Inputs[0] == Target ? n.Inputs[1] : n.Inputs[0]));
        if (next is null)
            return;
        _inputs.Add(p.ValueOf(next.Inputs[0] == Target ? next.Inputs[1] : next.Inputs[0], layout));
        _expression = $"{_expression} + load{bound}(i)";
        Target = next;
    }
}
