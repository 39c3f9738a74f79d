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

/// <summary>min(1, max(0, alpha · x + beta)). <see href="https://onnx.ai/onnx/operators/onnx__HardSigmoid.html"/></summary>
/// <param name="Alpha">The slope.</param>
/// <param name="Beta">The value at 0.</param>
public sealed record HardSigmoid(float Alpha = 0.2f, float Beta = 0.5f) : Unary
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("alpha", Alpha), ("beta", Beta)];
    internal override double Apply(double x) => Math.Min(1, Math.Max(0, Alpha * x + Beta));
    internal override Node Backward(Node x, Node y, Node dy) =>
        Nodes.Where(Nodes.Less(y * (1 - y), 1e-30f), dy * 0, dy * Alpha);
}

/// <summary>x · min(1, max(0, x/6 + ½)). <see href="https://onnx.ai/onnx/operators/onnx__HardSwish.html"/></summary>
public sealed record HardSwish : Unary
{
    internal override double Apply(double x) => x * Math.Min(1, Math.Max(0, x / 6 + 0.5));
    internal override Node Backward(Node x, Node y, Node dy)
    {
        var middle = Nodes.Where(Nodes.Less(x, 3), dy * (x * (1 / 3f) + 0.5f), dy);
        return Nodes.Where(Nodes.Less(x, -3), dy * 0, middle);
    }
}

/// <summary>x where x ≥ 0, else alpha · (e^x − 1). <see href="https://onnx.ai/onnx/operators/onnx__Elu.html"/></summary>
/// <param name="Alpha">Minus the limit towards −∞.</param>
public sealed record Elu(float Alpha = 1) : Unary
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("alpha", Alpha)];
    internal override double Apply(double x) => x >= 0 ? x : Alpha * (Math.Exp(x) - 1);
    internal override Node Backward(Node x, Node y, Node dy) => Nodes.Where(Nodes.Less(x, 0), dy * (y + Alpha), dy);
}

/// <summary>gamma · (x where x &gt; 0, else alpha · (e^x − 1)). <see href="https://onnx.ai/onnx/operators/onnx__Selu.html"/></summary>
/// <param name="Alpha">Scales the negative side.</param>
/// <param name="Gamma">Scales both sides.</param>
public sealed record Selu(float Alpha = 1.67326319f, float Gamma = 1.05070102f) : Unary
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("alpha", Alpha), ("gamma", Gamma)];
    internal override double Apply(double x) => Gamma * (x > 0 ? x : Alpha * (Math.Exp(x) - 1));
    internal override Node Backward(Node x, Node y, Node dy) =>
        Nodes.Where(Nodes.Less(x, 0), dy * (y + Gamma * Alpha), dy * Gamma);
}

/// <summary>max(0, x) + min(0, alpha · (e^(x/alpha) − 1)). <see href="https://onnx.ai/onnx/operators/onnx__Celu.html"/></summary>
/// <param name="Alpha">Minus the limit towards −∞.</param>
public sealed record Celu(float Alpha = 1) : Unary
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("alpha", Alpha)];
    internal override double Apply(double x) => Math.Max(0, x) + Math.Min(0, Alpha * (Math.Exp(x / Alpha) - 1));
    internal override Node Backward(Node x, Node y, Node dy) =>
        Nodes.Where(Nodes.Less(x, 0), dy * (y * (1 / Alpha) + 1), dy);
}

/// <summary>x where x &gt; alpha, else 0. <see href="https://onnx.ai/onnx/operators/onnx__ThresholdedRelu.html"/></summary>
/// <param name="Alpha">The threshold.</param>
public sealed record ThresholdedRelu(float Alpha = 1) : Unary
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("alpha", Alpha)];
    internal override double Apply(double x) => x > Alpha ? x : 0;
    internal override Node Backward(Node x, Node y, Node dy) => Nodes.Where(Nodes.Less(x, Alpha), dy * 0, dy);
}

/// <summary>log(1 + e^x). <see href="https://onnx.ai/onnx/operators/onnx__Softplus.html"/></summary>
public sealed record Softplus : Unary
{
    // Written so that neither end overflows.
    internal override double Apply(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
    internal override Node Backward(Node x, Node y, Node dy) => dy * new Node(new Sigmoid(), [x]);
}

/// <summary>x / (1 + |x|). <see href="https://onnx.ai/onnx/operators/onnx__Softsign.html"/></summary>
public sealed record Softsign : Unary
{
    internal override double Apply(double x) => x / (1 + Math.Abs(x));
    internal override Node Backward(Node x, Node y, Node dy)
    {
        var root = new Node(new Abs(), [x]) + 1;
        return dy / (root * root);
    }
}

/// <summary>
/// x · Φ(x) with Φ the normal distribution's cumulative function, or its approximation by tanh.
/// <see href="https://onnx.ai/onnx/operators/onnx__Gelu.html"/>
/// </summary>
/// <param name="Approximate">½ x · (1 + tanh(√(2/π) · (x + 0.044715 x³))) instead.</param>
public sealed record Gelu(bool Approximate = false) : Unary
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("approximate", Approximate ? 1 : 0)];

    internal override double Apply(double x) => Approximate
        ? 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))
        : 0.5 * x * (1 + Erf.Value(x / Math.Sqrt(2)));

    internal override Node Backward(Node x, Node y, Node dy)
    {
        if (!Approximate)
        {
            var density = new Node(new Exp(), [x * x * -0.5f]) * (float)(1 / Math.Sqrt(2 * Math.PI));
            return dy * (new Node(new Erf(), [x * (float)Math.Sqrt(0.5)]) * 0.5f + 0.5f + x * density);
        }
        float root = (float)Math.Sqrt(2 / Math.PI);
        var t = new Node(new Tanh(), [(x + x * x * x * 0.044715f) * root]);
        return dy * (t * 0.5f + 0.5f + x * (1 - t * t) * (x * x * (3 * 0.044715f) + 1) * (0.5f * root));
    }
}

/// <summary>x · tanh(log(1 + e^x)). <see href="https://onnx.ai/onnx/operators/onnx__Mish.html"/></summary>
public sealed record Mish : Unary
{
    internal override double Apply(double x) => x * Math.Tanh(Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))));
    internal override Node Backward(Node x, Node y, Node dy)
    {
        var t = new Node(new Tanh(), [new Node(new Softplus(), [x])]);
        return dy * (t + x * (1 - t * t) * new Node(new Sigmoid(), [x]));
    }
}
