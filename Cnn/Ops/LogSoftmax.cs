using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// x − log Σ e^x along an axis. <see href="https://onnx.ai/onnx/operators/onnx__LogSoftmax.html"/>
/// </summary>
/// <param name="Axis">The axis; negative counts from the end.</param>
/// <param name="ToEnd">Sums over all axes from <paramref name="Axis"/> on together, as opsets before 13 do.</param>
public sealed record LogSoftmax(int Axis = -1, bool ToEnd = false) : SoftmaxFamily(Axis, ToEnd)
{
    private protected override double Value(double x, double sum) => x - Math.Log(sum);

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) =>
        [new Node(new LogSoftmaxGrad(this), [node, outputGradient])];
}

/// <summary>dLoss/dInput of <see cref="LogSoftmax"/> from its output y and dLoss/dy: dy − e^y · Σ dy.</summary>
/// <param name="LogSoftmax">The operator.</param>
public sealed record LogSoftmaxGrad(LogSoftmax LogSoftmax) : SoftmaxFamilyGrad(LogSoftmax)
{
    private protected override double Part(double y, double dy) => dy;

    private protected override double Value(double y, double dy, double sum) => dy - Math.Exp(y) * sum;
}
