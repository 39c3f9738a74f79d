using System.Collections.Immutable;
using System.Numerics;

namespace Cnn.Ops;

/// <summary>
/// The family of operators that compute each element from the same element of one input. An operator is its function of
/// one number and its gradient.
/// </summary>
public abstract record Unary : Op
{
    private protected Unary() { }

    /// <summary>The function.</summary>
    internal abstract double Apply(double x);

    /// <summary>Whether it is also defined on integers.</summary>
    internal virtual bool TakesIntegers => false;

    /// <summary>dLoss/dx from x, y = f(x) and dLoss/dy.</summary>
    internal virtual Node Backward(Node x, Node y, Node dy) =>
        throw new CnnException($"{Name} (node '{y.Name}') has no gradient");

    /// <inheritdoc/>
    public sealed override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        if (TakesIntegers)
            Require.Numbers(inputs);
        else
            Require.Float(inputs);
        return new(inputs[0].Shape, inputs[0].Type);
    }

    /// <inheritdoc/>
    public sealed override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        switch (output.Type)
        {
            case DataType.Float32: Map<float>(inputs[0], output); break;
            case DataType.Int64: Map<long>(inputs[0], output); break;
            case DataType.Int32: Map<int>(inputs[0], output); break;
            default: Map<byte>(inputs[0], output); break;
        }
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) =>
        [Backward(node.Inputs[0], node, outputGradient)];

    private void Map<T>(Tensor input, Tensor output) where T : unmanaged, INumber<T>
    {
        var x = Elements.Of<T>(input);
        var y = Elements.Of<T>(output);
        for (int i = 0; i < y.Length; i++)
            y[i] = Elements.Round<T>(Apply(double.CreateTruncating(x[i])));
    }
}
