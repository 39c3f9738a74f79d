using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// The mean over all examples of −log softmax(scores)[label]: scores [N, C, …] before the softmax, labels Int32 or Int64
/// [N, …] from 0 to C − 1; the loss is a scalar.
/// <see href="https://onnx.ai/onnx/operators/onnx__SoftmaxCrossEntropyLoss.html"/>
/// </summary>
public sealed record SoftmaxCrossEntropyLoss : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        Require.Float(inputs[..1]);
        Require.Integer(inputs[1], "the labels");
        Require.Rank(inputs[0], 2, Shape.MaxRank, "the scores");
        var x = inputs[0].Shape;
        Require.Shape(inputs[1], new Shape([x[0], .. x.Skip(2)]), "the labels");
        return new(Shape.Scalar);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var x = inputs[0].Floats;
        var labels = inputs[1].ToInt64();
        var group = AxisGroup.Of(inputs[0].Shape, 1);
        double loss = 0;
        for (int line = 0; line < group.Lines; line++)
        {
            int begin = group.Begin(line);
            var (largest, sum) = SoftmaxFamily.LargestAndSum(x, group, begin);
            loss += Math.Log(sum) + largest - x[begin + Label(labels[line], group) * group.Inner];
        }
        output.Floats[0] = (float)(loss / group.Lines);
    }

    /// <summary>A label, checked.</summary>
    internal static int Label(long label, in AxisGroup group) => (ulong)label < (ulong)group.Length
        ? (int)label
        : throw new CnnException($"label {label} is out of range: there are {group.Length} classes");

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) =>
        [new Node(new SoftmaxCrossEntropyLossGrad(), [node.Inputs[0], node.Inputs[1], outputGradient]), null];
}

/// <summary>
/// dLoss/dScores of <see cref="SoftmaxCrossEntropyLoss"/> from scores, labels and the loss's own scalar gradient:
/// (softmax − one-hot label) · gradient / N.
/// </summary>
public sealed record SoftmaxCrossEntropyLossGrad : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 3, 3);
        Require.Shape(inputs[2], new SoftmaxCrossEntropyLoss().Infer(inputs[..2]).Shape, "the loss gradient");
        return new(inputs[0].Shape);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var x = inputs[0].Floats;
        var labels = inputs[1].ToInt64();
        var dx = output.Floats;
        var group = AxisGroup.Of(output.Shape, 1);
        double scale = (double)inputs[2].Floats[0] / group.Lines;
        for (int line = 0; line < group.Lines; line++)
        {
            int begin = group.Begin(line), label = SoftmaxCrossEntropyLoss.Label(labels[line], group);
            var (largest, sum) = SoftmaxFamily.LargestAndSum(x, group, begin);
            for (int i = 0, at = begin; i < group.Length; i++, at += group.Inner)
                dx[at] = (float)((Math.Exp(x[at] - largest) / sum - (i == label ? 1 : 0)) * scale);
        }
    }
}
