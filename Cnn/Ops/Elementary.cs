namespace Cnn.Ops;

/// <summary>√x; NaN below 0. <see href="https://onnx.ai/onnx/operators/onnx__Sqrt.html"/></summary>
public sealed record Sqrt : Unary
{
    internal override double Apply(double x) => Math.Sqrt(x);
    internal override Node Backward(Node x, Node y, Node dy) => dy * 0.5f / y;
}
