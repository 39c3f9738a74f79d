namespace Cnn.Ops;

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
