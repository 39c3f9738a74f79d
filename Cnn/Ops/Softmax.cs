using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// e^x / Σ e^x along an axis. <see href="https://onnx.ai/onnx/operators/onnx__Softmax.html"/>
/// </summary>
/// <param name="Axis">The axis; negative counts from the end.</param>
/// <param name="ToEnd">Sums over all axes from <paramref name="Axis"/> on together, as opsets before 13 do.</param>
public sealed record Softmax(int Axis = -1, bool ToEnd = false) : Op
{
    /// <summary>The lines that are normalised.</summary>
    public AxisGroup Group(Shape input) => ToEnd ? AxisGroup.From(input, Axis) : AxisGroup.Of(input, Axis);

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        Require.Float(inputs);
        Group(inputs[0].Shape);
        return new(inputs[0].Shape);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var group = Group(output.Shape);
        var x = inputs[0].Floats;
        var y = output.Floats;
        for (int line = 0; line < group.Lines; line++)
        {
            int begin = group.Begin(line);
            var (largest, sum) = LargestAndSum(x, group, begin);
            for (int i = 0, at = begin; i < group.Length; i++, at += group.Inner)
                y[at] = (float)(Math.Exp((double)x[at] - largest) / sum);
        }
    }

    /// <summary>The largest x of a line, and Σ e^(x − largest), which does not overflow.</summary>
    internal static (double Largest, double Sum) LargestAndSum(ReadOnlySpan<float> x, in AxisGroup group, int begin)
    {
        double largest = double.NegativeInfinity, sum = 0;
        for (int i = 0, at = begin; i < group.Length; i++, at += group.Inner)
            largest = Math.Max(largest, x[at]);
        for (int i = 0, at = begin; i < group.Length; i++, at += group.Inner)
            sum += Math.Exp(x[at] - largest);
        return (largest, sum);
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) =>
        [new Node(new SoftmaxGrad(this), [node, outputGradient])];

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("axis", Axis), ("to_end", ToEnd ? 1 : 0)];
}

/// <summary>dLoss/dInput of <see cref="Softmax"/> from its output y and dLoss/dy: y · (dy − Σ dy·y).</summary>
/// <param name="Softmax">The operator.</param>
public sealed record SoftmaxGrad(Softmax Softmax) : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        Require.Float(inputs);
        Require.Shape(inputs[1], inputs[0].Shape, "the output gradient");
        return new(inputs[0].Shape);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var group = Softmax.Group(output.Shape);
        ReadOnlySpan<float> y = inputs[0].Floats, dy = inputs[1].Floats;
        var dx = output.Floats;
        for (int line = 0; line < group.Lines; line++)
        {
            int begin = group.Begin(line);
            double sum = 0;
            for (int i = 0, at = begin; i < group.Length; i++, at += group.Inner)
                sum += (double)dy[at] * y[at];
            for (int i = 0, at = begin; i < group.Length; i++, at += group.Inner)
                dx[at] = (float)(y[at] * (dy[at] - sum));
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => Softmax.Parameters();
}
