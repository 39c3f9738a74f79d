using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>The sum. <see href="https://onnx.ai/onnx/operators/onnx__ReduceSum.html"/></summary>
/// <param name="Axes">The axes that are summed; empty means all.</param>
/// <param name="KeepDims">Keeps them with length 1.</param>
public sealed record ReduceSum(Ints Axes = default, bool KeepDims = true) : Reduce(Axes, KeepDims)
{
    internal override double Accumulate(double sum, double x) => sum + x;

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) =>
        [Spread(outputGradient, node.Inputs[0].Shape)];
}

/// <summary>The mean. <see href="https://onnx.ai/onnx/operators/onnx__ReduceMean.html"/></summary>
/// <param name="Axes">The axes that are averaged; empty means all.</param>
/// <param name="KeepDims">Keeps them with length 1.</param>
public sealed record ReduceMean(Ints Axes = default, bool KeepDims = true) : Reduce(Axes, KeepDims)
{
    internal override double Accumulate(double sum, double x) => sum + x;
    internal override double Finish(double sum, int count) => sum / count;

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        var x = node.Inputs[0].Shape;
        return [Spread(outputGradient * ((float)node.Shape.Count / x.Count), x)];
    }
}
