using System.Collections.Immutable;
using System.Numerics;

namespace Cnn.Ops;

/// <summary>
/// x kept between two bounds, which are inputs after x, each one value.
/// <see href="https://onnx.ai/onnx/operators/onnx__Clip.html"/>
/// </summary>
/// <param name="HasMin">Whether there is a lower bound, as the second input.</param>
/// <param name="HasMax">Whether there is an upper bound, as the last input.</param>
public sealed record Clip(bool HasMin = true, bool HasMax = true) : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        int count = 1 + (HasMin ? 1 : 0) + (HasMax ? 1 : 0);
        Require.Inputs(inputs, count, count);
        Require.Numbers(inputs);
        Require.SameTypes(inputs);
        foreach (var bound in inputs[1..])
            if (bound.Shape.Count != 1)
                throw new CnnException($"a bound must be one value; it has shape {bound.Shape}");
        return new(inputs[0].Shape, inputs[0].Type);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        switch (output.Type)
        {
            case DataType.Float32: Map<float>(inputs, output); break;
            case DataType.Int64: Map<long>(inputs, output); break;
            case DataType.Int32: Map<int>(inputs, output); break;
            default: Map<byte>(inputs, output); break;
        }
    }

    private void Map<T>(ReadOnlySpan<Tensor> inputs, Tensor output) where T : unmanaged, INumber<T>
    {
        var x = Elements.Of<T>(inputs[0]);
        var y = Elements.Of<T>(output);
        x.CopyTo(y);
        // The upper bound wins where the two are crossed.
        if (HasMin)
            for (int i = 0; i < y.Length; i++)
                y[i] = T.Max(y[i], Elements.Of<T>(inputs[1])[0]);
        if (HasMax)
            for (int i = 0; i < y.Length; i++)
                y[i] = T.Min(y[i], Elements.Of<T>(inputs[^1])[0]);
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        // Where it lies between the bounds, by the kernels that gradients of Relu have.
        var dx = outputGradient;
        if (HasMax)
            dx = new Node(new ReluGrad(), [node.Inputs[^1] - node, dx]);
        if (HasMin)
            dx = new Node(new ReluGrad(), [IsZero(node.Inputs[1]) ? node : node - node.Inputs[1], dx]);
        return [dx, .. new Node?[node.Inputs.Length - 1]];
    }

    private static bool IsZero(Node bound) => bound.Info.Value is { } value && value.Floats[0] == 0;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("has_min", HasMin ? 1 : 0), ("has_max", HasMax ? 1 : 0)];
}
