using System.Collections.Immutable;
using System.Numerics;

namespace Cnn.Ops;

/// <summary>
/// The family of operators that hold or do not hold between two inputs of one type, which broadcast to each other, and yield Bool. An
/// operator says how for floats and for integers.
/// </summary>
public abstract record Relation : Op
{
    /// <summary>The relation on floats.</summary>
    internal abstract bool Holds(double a, double b);

    /// <summary>The relation on integers; Bool is 0 and 1.</summary>
    internal abstract bool Holds(long a, long b);

    /// <summary>Whether it takes Bool and nothing else.</summary>
    internal virtual bool TakesBoolOnly => false;

    /// <inheritdoc/>
    public sealed override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        Require.SameTypes(inputs);
        if (TakesBoolOnly)
            Require.Bool(inputs);
        return new(Broadcast.Shapes(inputs[0].Shape, inputs[1].Shape), DataType.Bool);
    }

    /// <inheritdoc/>
    public sealed override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        switch (inputs[0].Type)
        {
            case DataType.Float32: Map<float>(inputs[0], inputs[1], output); break;
            case DataType.Int64: Map<long>(inputs[0], inputs[1], output); break;
            case DataType.Int32: Map<int>(inputs[0], inputs[1], output); break;
            default: Map<byte>(inputs[0], inputs[1], output); break;
        }
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) => [null, null];

    private void Map<T>(Tensor first, Tensor second, Tensor output) where T : unmanaged, INumber<T>
    {
        var a = Elements.Of<T>(first);
        var b = Elements.Of<T>(second);
        var y = output.Span<bool>();
        var walk = new Walk(output.Shape,
            Broadcast.Strides(first.Shape, output.Shape), Broadcast.Strides(second.Shape, output.Shape));
        int row = 0;
        while (walk.Next())
        {
            var (ia, ib) = (walk.A, walk.B);
            for (int i = 0; i < walk.Length; i++, ia += walk.StepA, ib += walk.StepB)
                y[row + i] = typeof(T) == typeof(float)
                    ? Holds(double.CreateTruncating(a[ia]), double.CreateTruncating(b[ib]))
                    : Holds(long.CreateTruncating(a[ia]), long.CreateTruncating(b[ib]));
            row += walk.Length;
        }
    }
}

/// <summary>a = b. <see href="https://onnx.ai/onnx/operators/onnx__Equal.html"/></summary>
public sealed record Equal : Relation
{
    internal override bool Holds(double a, double b) => a == b;
    internal override bool Holds(long a, long b) => a == b;
}

/// <summary>a &gt; b. <see href="https://onnx.ai/onnx/operators/onnx__Greater.html"/></summary>
public sealed record Greater : Relation
{
    internal override bool Holds(double a, double b) => a > b;
    internal override bool Holds(long a, long b) => a > b;
}

/// <summary>a ≥ b. <see href="https://onnx.ai/onnx/operators/onnx__GreaterOrEqual.html"/></summary>
public sealed record GreaterOrEqual : Relation
{
    internal override bool Holds(double a, double b) => a >= b;
    internal override bool Holds(long a, long b) => a >= b;
}

/// <summary>a &lt; b. <see href="https://onnx.ai/onnx/operators/onnx__Less.html"/></summary>
public sealed record Less : Relation
{
    internal override bool Holds(double a, double b) => a < b;
    internal override bool Holds(long a, long b) => a < b;
}

/// <summary>a ≤ b. <see href="https://onnx.ai/onnx/operators/onnx__LessOrEqual.html"/></summary>
public sealed record LessOrEqual : Relation
{
    internal override bool Holds(double a, double b) => a <= b;
    internal override bool Holds(long a, long b) => a <= b;
}

/// <summary>Both. <see href="https://onnx.ai/onnx/operators/onnx__And.html"/></summary>
public sealed record And : Relation
{
    internal override bool TakesBoolOnly => true;
    internal override bool Holds(double a, double b) => a != 0 && b != 0;
    internal override bool Holds(long a, long b) => a != 0 && b != 0;
}

/// <summary>One or both. <see href="https://onnx.ai/onnx/operators/onnx__Or.html"/></summary>
public sealed record Or : Relation
{
    internal override bool TakesBoolOnly => true;
    internal override bool Holds(double a, double b) => a != 0 || b != 0;
    internal override bool Holds(long a, long b) => a != 0 || b != 0;
}
