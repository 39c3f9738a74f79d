using System.Collections.Immutable;
using System.Numerics;

namespace Cnn.Ops;

/// <summary>
/// The elements in another type. Floats truncate towards zero, integers wrap, Bool is whether a number is not 0.
/// <see href="https://onnx.ai/onnx/operators/onnx__Cast.html"/>
/// </summary>
/// <param name="To">The type.</param>
public sealed record Cast(DataType To) : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        return new(inputs[0].Shape, To);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        switch (inputs[0].Type)
        {
            case DataType.Float32: From<float>(inputs[0], output); break;
            case DataType.Int64: From<long>(inputs[0], output); break;
            case DataType.Int32: From<int>(inputs[0], output); break;
            default: From<byte>(inputs[0], output); break;
        }
    }

    private void From<T>(Tensor input, Tensor output) where T : unmanaged, INumber<T>
    {
        var x = Elements.Of<T>(input);
        switch (To)
        {
            case DataType.Float32: Convert<T, float>(x, output); break;
            case DataType.Int64: Convert<T, long>(x, output); break;
            case DataType.Int32: Convert<T, int>(x, output); break;
            case DataType.UInt8: Convert<T, byte>(x, output); break;
            default:
                for (int i = 0; i < x.Length; i++)
                    output.Span<bool>()[i] = x[i] != T.Zero;
                break;
        }
    }

    private static void Convert<T, TTo>(ReadOnlySpan<T> x, Tensor output)
        where T : unmanaged, INumber<T> where TTo : unmanaged, INumber<TTo>
    {
        var y = output.Span<TTo>();
        for (int i = 0; i < x.Length; i++)
            y[i] = typeof(T) == typeof(float)
                ? Elements.Round<TTo>(double.CreateTruncating(x[i]))
                : TTo.CreateTruncating(x[i]);
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) =>
        [node.Inputs[0].Type == DataType.Float32 && To == DataType.Float32 ? outputGradient : null];

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("to", (int)To)];
}
