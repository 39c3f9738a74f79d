using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// The largest value of each channel over all spatial axes: [N, C, …] to [N, C, 1, …].
/// <see href="https://onnx.ai/onnx/operators/onnx__GlobalMaxPool.html"/>
/// </summary>
public sealed record GlobalMaxPool : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs) => new GlobalAveragePool().Infer(inputs);

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output) =>
        AsReduce(inputs[0].Shape).Evaluate(inputs, output);

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) =>
        AsReduce(node.Inputs[0].Shape).Gradient(node, outputGradient);

    /// <summary>The reduction that it is.</summary>
    internal static ReduceMax AsReduce(Shape input) => new([.. Enumerable.Range(2, input.Rank - 2)]);
}
