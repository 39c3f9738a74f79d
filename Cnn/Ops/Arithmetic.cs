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
