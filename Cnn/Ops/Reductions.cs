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

/// <summary>The product. <see href="https://onnx.ai/onnx/operators/onnx__ReduceProd.html"/></summary>
/// <param name="Axes">The axes that are multiplied; empty means all.</param>
/// <param name="KeepDims">Keeps them with length 1.</param>
public sealed record ReduceProd(Ints Axes = default, bool KeepDims = true) : Reduce(Axes, KeepDims)
{
    internal override double Start => 1;
    internal override double Accumulate(double sum, double x) => sum * x;
}

/// <summary>The largest element. <see href="https://onnx.ai/onnx/operators/onnx__ReduceMax.html"/></summary>
/// <param name="Axes">The axes that are reduced; empty means all.</param>
/// <param name="KeepDims">Keeps them with length 1.</param>
public sealed record ReduceMax(Ints Axes = default, bool KeepDims = true) : Reduce(Axes, KeepDims)
{
    internal override double Start => double.NegativeInfinity;
    internal override double Accumulate(double sum, double x) => Math.Max(sum, x);

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) => [ToEqual(node, outputGradient)];
}

/// <summary>The smallest element. <see href="https://onnx.ai/onnx/operators/onnx__ReduceMin.html"/></summary>
/// <param name="Axes">The axes that are reduced; empty means all.</param>
/// <param name="KeepDims">Keeps them with length 1.</param>
public sealed record ReduceMin(Ints Axes = default, bool KeepDims = true) : Reduce(Axes, KeepDims)
{
    internal override double Start => double.PositiveInfinity;
    internal override double Accumulate(double sum, double x) => Math.Min(sum, x);

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) => [ToEqual(node, outputGradient)];
}

/// <summary>Σ |x|. <see href="https://onnx.ai/onnx/operators/onnx__ReduceL1.html"/></summary>
/// <param name="Axes">The axes that are summed; empty means all.</param>
/// <param name="KeepDims">Keeps them with length 1.</param>
public sealed record ReduceL1(Ints Axes = default, bool KeepDims = true) : Reduce(Axes, KeepDims)
{
    internal override double Accumulate(double sum, double x) => sum + Math.Abs(x);

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        var x = node.Inputs[0];
        return [Spread(outputGradient, x.Shape) * new Node(new Sign(), [x])];
    }
}

/// <summary>√ Σ x². <see href="https://onnx.ai/onnx/operators/onnx__ReduceL2.html"/></summary>
/// <param name="Axes">The axes that are summed; empty means all.</param>
/// <param name="KeepDims">Keeps them with length 1.</param>
public sealed record ReduceL2(Ints Axes = default, bool KeepDims = true) : Reduce(Axes, KeepDims)
{
    internal override double Accumulate(double sum, double x) => sum + x * x;
    internal override double Finish(double sum, int count) => Math.Sqrt(sum);

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        var x = node.Inputs[0];
        return [Spread(outputGradient / node, x.Shape) * x];
    }
}

/// <summary>Σ x². <see href="https://onnx.ai/onnx/operators/onnx__ReduceSumSquare.html"/></summary>
/// <param name="Axes">The axes that are summed; empty means all.</param>
/// <param name="KeepDims">Keeps them with length 1.</param>
public sealed record ReduceSumSquare(Ints Axes = default, bool KeepDims = true) : Reduce(Axes, KeepDims)
{
    internal override double Accumulate(double sum, double x) => sum + x * x;

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        var x = node.Inputs[0];
        return [Spread(outputGradient * 2, x.Shape) * x];
    }
}
