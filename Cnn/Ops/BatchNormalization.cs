using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// scale · (x − mean) / √(variance + epsilon) + bias for each channel of [N, C, …]. Inputs: x, scale, bias, mean, variance, the last
/// four [C]. The statistics are fixed, or, in training, those of x itself (<see cref="OfBatch"/>).
/// <see href="https://onnx.ai/onnx/operators/onnx__BatchNormalization.html"/>
/// </summary>
/// <param name="Epsilon">Keeps the root away from 0.</param>
/// <param name="Momentum">How slowly training's running statistics forget; nothing that this operator itself computes.</param>
/// <param name="Training">Whether mean and variance are those of x, so that x's gradient flows through them too.
/// <see href="https://arxiv.org/abs/1502.03167"/></param>
public sealed record BatchNormalization(float Epsilon = 1e-5f, float Momentum = 0.9f, bool Training = false) : Op
{
    /// <summary>The mean and the variance (of all, not of a sample: divided by the count) of each channel of a batch, [C] each.</summary>
    /// <param name="x">[N, C, …].</param>
    public static (Node Mean, Node Variance) OfBatch(Node x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var channels = new Channels(x.Shape);
        float share = (float)x.Shape[1] / x.Shape.Count;
        var mean = channels.Sum(x) * share;
        var deviation = x - channels.Spread(mean);
        return (mean, channels.Sum(deviation * deviation) * share);
    }

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
        var channels = new Channels(x.Shape);
        var deviation = new Node(new Sqrt(), [variance + Epsilon]);
        var factor = scale / deviation;
        var centred = x - channels.Spread(mean);
        var sum = channels.Sum(outputGradient);
        // dLoss/dScale: the normalised input times the output's gradient.
        var product = channels.Sum(outputGradient * centred) / deviation;
        var dx = outputGradient * channels.Spread(factor);
        if (Training)
        {
            // x also moves the mean and the variance: what of the output's gradient is constant or goes with x has no effect.
            var share = factor * ((float)x.Shape[1] / x.Shape.Count);
            dx = dx - centred * channels.Spread(product / deviation * share) - channels.Spread(sum * share);
        }
        return [dx, product, sum, null, null];
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("epsilon", Epsilon)];
}

/// <summary>What lies between maps [N, C, …] and a number for each channel [C].</summary>
internal readonly struct Channels(Shape shape)
{
    private readonly Ints _others = [.. Enumerable.Range(0, shape.Rank).Where(axis => axis != 1)];
    private readonly Ints _column = [1, shape[1], .. Enumerable.Repeat(1, shape.Rank - 2)];

    /// <summary>The sum of each channel.</summary>
    public Node Sum(Node maps) => new(new ReduceSum(_others, KeepDims: false), [maps]);

    /// <summary>Numbers as maps broadcast with them.</summary>
    public Node Spread(Node numbers) => new(new Reshape(_column), [numbers]);
}
