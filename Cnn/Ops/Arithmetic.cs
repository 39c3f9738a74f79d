namespace Cnn.Ops;

/// <summary>a + b with broadcasting. <see href="https://onnx.ai/onnx/operators/onnx__Add.html"/></summary>
public sealed record Add : Binary
{
    internal override bool TakesIntegers => true;
    internal override double Apply(double a, double b) => a + b;
    internal override long Apply(long a, long b) => a + b;
    internal override (Node? A, Node? B) Backward(Node a, Node b, Node y, Node dy) => (dy, dy);
}

/// <summary>a − b with broadcasting. <see href="https://onnx.ai/onnx/operators/onnx__Sub.html"/></summary>
public sealed record Sub : Binary
{
    internal override bool TakesIntegers => true;
    internal override double Apply(double a, double b) => a - b;
    internal override long Apply(long a, long b) => a - b;
    internal override (Node? A, Node? B) Backward(Node a, Node b, Node y, Node dy) => (dy, dy * -1);
}

/// <summary>a · b with broadcasting. <see href="https://onnx.ai/onnx/operators/onnx__Mul.html"/></summary>
public sealed record Mul : Binary
{
    internal override bool TakesIntegers => true;
    internal override double Apply(double a, double b) => a * b;
    internal override long Apply(long a, long b) => a * b;
    internal override (Node? A, Node? B) Backward(Node a, Node b, Node y, Node dy) => (dy * b, dy * a);
}

/// <summary>a / b with broadcasting; integers truncate towards zero.
/// <see href="https://onnx.ai/onnx/operators/onnx__Div.html"/></summary>
public sealed record Div : Binary
{
    internal override bool TakesIntegers => true;
    internal override double Apply(double a, double b) => a / b;
    internal override (Node? A, Node? B) Backward(Node a, Node b, Node y, Node dy) => (dy / b, dy * y / b * -1);
}

/// <summary>
/// x where x ≥ 0, else slope · x; the slope broadcasts to x. <see href="https://onnx.ai/onnx/operators/onnx__PRelu.html"/>
/// </summary>
public sealed record PRelu : Binary
{
    internal override double Apply(double x, double slope) => x < 0 ? slope * x : x;
    internal override (Node? A, Node? B) Backward(Node x, Node slope, Node y, Node dy)
    {
        var negative = Nodes.Less(x, 0);
        return (Nodes.Where(negative, slope * dy, dy), Nodes.Where(negative, x * dy, dy * 0));
    }
}
