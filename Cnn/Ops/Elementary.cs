namespace Cnn.Ops;

/// <summary>|x|. <see href="https://onnx.ai/onnx/operators/onnx__Abs.html"/></summary>
public sealed record Abs : Unary
{
    internal override bool TakesIntegers => true;
    internal override double Apply(double x) => Math.Abs(x);
    internal override Node Backward(Node x, Node y, Node dy) => dy * new Node(new Sign(), [x]);
}

/// <summary>−x. <see href="https://onnx.ai/onnx/operators/onnx__Neg.html"/></summary>
public sealed record Neg : Unary
{
    internal override bool TakesIntegers => true;
    internal override double Apply(double x) => -x;
    internal override Node Backward(Node x, Node y, Node dy) => dy * -1;
}

/// <summary>−1, 0 or 1 as x is negative, zero or positive. <see href="https://onnx.ai/onnx/operators/onnx__Sign.html"/></summary>
public sealed record Sign : Unary
{
    internal override bool TakesIntegers => true;
    internal override double Apply(double x) => x > 0 ? 1 : x < 0 ? -1 : x;
    internal override Node Backward(Node x, Node y, Node dy) => dy * 0;
}

/// <summary>√x; NaN below 0. <see href="https://onnx.ai/onnx/operators/onnx__Sqrt.html"/></summary>
public sealed record Sqrt : Unary
{
    internal override double Apply(double x) => Math.Sqrt(x);
    internal override Node Backward(Node x, Node y, Node dy) => dy * 0.5f / y;
}

/// <summary>e^x. <see href="https://onnx.ai/onnx/operators/onnx__Exp.html"/></summary>
public sealed record Exp : Unary
{
    internal override double Apply(double x) => Math.Exp(x);
    internal override Node Backward(Node x, Node y, Node dy) => dy * y;
}

/// <summary>The natural logarithm; NaN below 0. <see href="https://onnx.ai/onnx/operators/onnx__Log.html"/></summary>
public sealed record Log : Unary
{
    internal override double Apply(double x) => Math.Log(x);
    internal override Node Backward(Node x, Node y, Node dy) => dy / x;
}

/// <summary>1 / x. <see href="https://onnx.ai/onnx/operators/onnx__Reciprocal.html"/></summary>
public sealed record Reciprocal : Unary
{
    internal override double Apply(double x) => 1 / x;
    internal override Node Backward(Node x, Node y, Node dy) => dy * y * y * -1;
}

/// <summary>The largest integer ≤ x. <see href="https://onnx.ai/onnx/operators/onnx__Floor.html"/></summary>
public sealed record Floor : Unary
{
    internal override double Apply(double x) => Math.Floor(x);
    internal override Node Backward(Node x, Node y, Node dy) => dy * 0;
}

/// <summary>The smallest integer ≥ x. <see href="https://onnx.ai/onnx/operators/onnx__Ceil.html"/></summary>
public sealed record Ceil : Unary
{
    internal override double Apply(double x) => Math.Ceiling(x);
    internal override Node Backward(Node x, Node y, Node dy) => dy * 0;
}

/// <summary>The nearest integer, halves to the even one. <see href="https://onnx.ai/onnx/operators/onnx__Round.html"/></summary>
public sealed record Round : Unary
{
    internal override double Apply(double x) => Math.Round(x, MidpointRounding.ToEven);
    internal override Node Backward(Node x, Node y, Node dy) => dy * 0;
}

/// <summary>The error function, 2/√π · ∫₀ˣ e^(−t²) dt. <see href="https://onnx.ai/onnx/operators/onnx__Erf.html"/></summary>
public sealed record Erf : Unary
{
    internal override double Apply(double x) => Value(x);

    internal override Node Backward(Node x, Node y, Node dy) =>
        dy * new Node(new Exp(), [x * x * -1]) * (float)(2 / Math.Sqrt(Math.PI));

    /// <summary>
    /// By its Maclaurin series where |x| &lt; 3 (all digits but the last few), and beyond by the continued fraction of
    /// the complement.
    /// </summary>
    internal static double Value(double x)
    {
        if (double.IsNaN(x))
            return x;
        double a = Math.Abs(x);
        double value = a < 3 ? Series(a) : a < 6 ? 1 - Complement(a) : 1;
        return x < 0 ? -value : value;
    }

    // erf(x) = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·5…(2n+1)), all terms positive: nothing cancels.
    private static double Series(double x)
    {
        double term = x, sum = x;
        for (int n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    // erfc(x) = e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 3⁄2/(x + …)))), from the inside out.
    private static double Complement(double x)
    {
        double fraction = x;
        for (int n = 60; n >= 1; n--)
            fraction = x + n / 2.0 / fraction;
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }
}

/// <summary>Whether x is false. <see href="https://onnx.ai/onnx/operators/onnx__Not.html"/></summary>
public sealed record Not : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        Require.Bool(inputs);
        return new(inputs[0].Shape, DataType.Bool);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var x = inputs[0].Span<bool>();
        var y = output.Span<bool>();
        for (int i = 0; i < y.Length; i++)
            y[i] = !x[i];
    }
}
