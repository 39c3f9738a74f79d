using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// e^x / Σ e^x along an axis. <see href="https://onnx.ai/onnx/operators/onnx__Softmax.html"/>
/// </summary>
/// <param name="Axis">The axis; negative counts from the end.</param>
/// <param name="ToEnd">Sums over all axes from <paramref name="Axis"/> on together, as opsets before 13 do.</param>
public sealed record Softmax(int Axis = -1, bool ToEnd = false) : SoftmaxFamily(Axis, ToEnd)
{
    private protected override double Value(double x, double sum) => Math.Exp(x) / sum;

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) =>
        [new Node(new SoftmaxGrad(this), [node, outputGradient])];
}

/// <summary>dLoss/dInput of <see cref="Softmax"/> from its output y and dLoss/dy: y · (dy − Σ dy·y).</summary>
/// <param name="Softmax">The operator.</param>
public sealed record SoftmaxGrad(Softmax Softmax) : SoftmaxFamilyGrad(Softmax)
{
    private protected override double Part(double y, double dy) => dy * y;

    private protected override double Value(double y, double dy, double sum) => y * (dy - sum);
}
