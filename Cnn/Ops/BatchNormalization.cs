using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// scale · (x − mean) / √(variance + epsilon) + bias for each channel of [N, C, …], with fixed statistics. Inputs: x,
/// scale, bias, mean, variance, the last four [C].
/// <see href="https://onnx.ai/onnx/operators/onnx__BatchNormalization.html"/>
/// </summary>
/// <param name="Epsilon">Keeps the root away from 0.</param>
public sealed record BatchNormalization(float Epsilon = 1e-5f) : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 5, 5);
        Require.Float(inputs);
        Require.Rank(inputs[0], 2, Shape.MaxRank, "the input");
        string[] names = ["scale", "bias", "mean", "variance"];
        for (int i = 0; i < names.Length; i++)
            Require.Shape(inputs[1 + i], [inputs[0].Shape[1]], names[i]);
        return new(inputs[0].Shape);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        ReadOnlySpan<float> x = inputs[0].Floats, scale = inputs[1].Floats, bias = inputs[2].Floats;
        ReadOnlySpan<float> mean = inputs[3].Floats, variance = inputs[4].Floats;
        var y = output.Floats;
        var group = AxisGroup.Of(output.Shape, 1);
        for (int plane = 0, at = 0; plane < group.Outer * group.Length; plane++)
        {
            int c = plane % group.Length;
            double factor = scale[c] / Math.Sqrt((double)variance[c] + Epsilon);
            for (int i = 0; i < group.Inner; i++, at++)
                y[at] = (float)((x[at] - (double)mean[c]) * factor + bias[c]);
        }
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        var (x, scale, mean, variance) = (node.Inputs[0], node.Inputs[1], node.Inputs[3], node.Inputs[4]);
        Ints column = [x.Shape[1], .. Enumerable.Repeat(1, x.Shape.Rank - 2)];
        Ints others = [.. Enumerable.Range(0, x.Shape.Rank).Where(axis => axis != 1)];
        var deviation = new Node(new Sqrt(), [variance + Epsilon]);
        Node PerChannel(Node node) => new(new Reshape(column), [node]);
        Node Sum(Node node) => new(new ReduceSum(others, KeepDims: false), [node]);
        var dx = outputGradient * PerChannel(scale / deviation);
        var normalised = (x - PerChannel(mean)) / PerChannel(deviation);
        return [dx, Sum(outputGradient * normalised), Sum(outputGradient), null, null];
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("epsilon", Epsilon)];
}
