using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// The mean of each channel over all spatial axes: [N, C, …] to [N, C, 1, …].
/// <see href="https://onnx.ai/onnx/operators/onnx__GlobalAveragePool.html"/>
/// </summary>
public sealed record GlobalAveragePool : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        Require.Float(inputs);
        Require.Rank(inputs[0], 3, Shape.MaxRank, "the input");
        var x = inputs[0].Shape;
        return new(new Shape([x[0], x[1], .. Enumerable.Repeat(1, x.Rank - 2)]));
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var x = inputs[0].Floats;
        var y = output.Floats;
        int plane = inputs[0].Shape.Product(2, inputs[0].Shape.Rank);
        for (int i = 0; i < y.Length; i++)
        {
            double sum = 0;
            foreach (float value in x.Slice(i * plane, plane))
                sum += value;
            y[i] = (float)(sum / plane);
        }
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        var x = node.Inputs[0].Shape;
        return [new Node(new Expand([.. x]), [outputGradient * (1f / x.Product(2, x.Rank))])];
    }
}
