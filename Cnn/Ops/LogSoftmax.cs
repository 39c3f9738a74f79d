using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// x − log Σ e^x along an axis. <see href="https://onnx.ai/onnx/operators/onnx__LogSoftmax.html"/>
/// </summary>
/// <param name="Axis">The axis; negative counts from the end.</param>
/// <param name="ToEnd">Sums over all axes from <paramref name="Axis"/> on together, as opsets before 13 do.</param>
public sealed record LogSoftmax(int Axis = -1, bool ToEnd = false) : Op
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
            var (largest, sum) = Softmax.LargestAndSum(x, group, begin);
            for (int i = 0, at = begin; i < group.Length; i++, at += group.Inner)
                y[at] = (float)(x[at] - largest - Math.Log(sum));
        }
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) =>
        [new Node(new LogSoftmaxGrad(this), [node, outputGradient])];

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("axis", Axis), ("to_end", ToEnd ? 1 : 0)];
}

/// <summary>dLoss/dInput of <see cref="LogSoftmax"/> from its output y and dLoss/dy: dy − e^y · Σ dy.</summary>
/// <param name="LogSoftmax">The operator.</param>
public sealed record LogSoftmaxGrad(LogSoftmax LogSoftmax) : Op
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
        var group = LogSoftmax.Group(output.Shape);
        ReadOnlySpan<float> y = inputs[0].Floats, dy = inputs[1].Floats;
        var dx = output.Floats;
        for (int line = 0; line < group.Lines; line++)
        {
            int begin = group.Begin(line);
            double sum = 0;
            for (int i = 0, at = begin; i < group.Length; i++, at += group.Inner)
                sum += dy[at];
            for (int i = 0, at = begin; i < group.Length; i++, at += group.Inner)
                dx[at] = (float)(dy[at] - Math.Exp(y[at]) * sum);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => LogSoftmax.Parameters();
}
