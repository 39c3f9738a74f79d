namespace Cnn.Ops;

/// <summary>max(0, x). <see href="https://onnx.ai/onnx/operators/onnx__Relu.html"/></summary>
public sealed record Relu : Unary
{
    internal override bool TakesIntegers => true;
    internal override double Apply(double x) => x > 0 || double.IsNaN(x) ? x : 0;
    internal override Node Backward(Node x, Node y, Node dy) => new(new ReluGrad(), [y, dy]);
}

/// <summary>x where x ≥ 0, else alpha · x. <see href="https://onnx.ai/onnx/operators/onnx__LeakyRelu.html"/></summary>
/// <param name="Alpha">The slope for negative x.</param>
public sealed record LeakyRelu(float Alpha = 0.01f) : Unary
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("alpha", Alpha)];
    internal override double Apply(double x) => x >= 0 ? x : Alpha * x;
    internal override Node Backward(Node x, Node y, Node dy) => new(new LeakyReluGrad(Alpha), [x, dy]);
}

/// <summary>1 / (1 + e^−x). <see href="https://onnx.ai/onnx/operators/onnx__Sigmoid.html"/></summary>
public sealed record Sigmoid : Unary
{
    internal override double Apply(double x) => 1 / (1 + Math.Exp(-x));
    internal override Node Backward(Node x, Node y, Node dy) => new(new SigmoidGrad(), [y, dy]);
}

/// <summary>The hyperbolic tangent. <see href="https://onnx.ai/onnx/operators/onnx__Tanh.html"/></summary>
public sealed record Tanh : Unary
{
    internal override double Apply(double x) => Math.Tanh(x);
    internal override Node Backward(Node x, Node y, Node dy) => new(new TanhGrad(), [y, dy]);
}

/// <summary>The gradient of <see cref="Relu"/> from its output and dLoss/dOutput; 0 at the kink.</summary>
public sealed record ReluGrad : Binary
{
    internal override double Apply(double y, double dy) => y > 0 ? dy : 0;
}

/// <summary>The gradient of <see cref="LeakyRelu"/> from its input and dLoss/dOutput.</summary>
/// <param name="Alpha">The slope for negative x.</param>
public sealed record LeakyReluGrad(float Alpha) : Binary
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("alpha", Alpha)];
    internal override double Apply(double x, double dy) => x >= 0 ? dy : Alpha * dy;
}

/// <summary>The gradient of <see cref="Sigmoid"/> from its output and dLoss/dOutput.</summary>
public sealed record SigmoidGrad : Binary
{
    internal override double Apply(double y, double dy) => dy * y * (1 - y);
}

/// <summary>The gradient of <see cref="Tanh"/> from its output and dLoss/dOutput.</summary>
public sealed record TanhGrad : Binary
{
    internal override double Apply(double y, double dy) => dy * (1 - y * y);
}
