using System.Collections.Immutable;
using System.Numerics;

namespace Cnn.Ops;

/// <summary>
/// The family of operators that fold any number of inputs, which broadcast to each other, element by element. An
/// operator is how it takes one more element in, and its gradient.
/// </summary>
public abstract record Variadic : Op
{
    /// <summary>Takes the element of one more input in.</summary>
    internal abstract double Accumulate(double sum, double x);

    /// <summary>The result from all of <paramref name="count"/> elements.</summary>
    internal virtual double Finish(double sum, int count) => sum;

    /// <summary>Whether it is also defined on integers.</summary>
    internal virtual bool TakesIntegers => true;

    /// <summary>dLoss/dinput in the output's shape.</summary>
    internal abstract Node Backward(Node input, Node y, Node dy);

    /// <inheritdoc/>
    public sealed override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, int.MaxValue);
        if (TakesIntegers)
            Require.Numbers(inputs);
        else
            Require.Float(inputs);
        Require.SameTypes(inputs);
        var shape = inputs[0].Shape;
        foreach (var input in inputs[1..])
            shape = Broadcast.Shapes(shape, input.Shape);
        return new(shape, inputs[0].Type);
    }

    /// <inheritdoc/>
    public sealed override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        switch (output.Type)
        {
            case DataType.Float32: Fold<float>(inputs, output); break;
            case DataType.Int64: Fold<long>(inputs, output); break;
            case DataType.Int32: Fold<int>(inputs, output); break;
            default: Fold<byte>(inputs, output); break;
        }
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) =>
        [.. node.Inputs.Select(input => Broadcast.SumTo(Backward(input, node, outputGradient), input.Shape))];

    private void Fold<T>(ReadOnlySpan<Tensor> inputs, Tensor output) where T : unmanaged, INumber<T>
    {
        var y = Elements.Of<T>(output);
        var sums = new double[y.Length];
        for (int k = 0; k < inputs.Length; k++)
        {
            var x = Elements.Of<T>(inputs[k]);
            var walk = new Walk(output.Shape, Broadcast.Strides(inputs[k].Shape, output.Shape));
            int row = 0;
            while (walk.Next())
            {
                int at = walk.A;
                for (int i = row; i < row + walk.Length; i++, at += walk.StepA)
                {
                    double element = double.CreateTruncating(x[at]);
                    sums[i] = k == 0 ? element : Accumulate(sums[i], element);
                }
                row += walk.Length;
            }
        }
        for (int i = 0; i < y.Length; i++)
            y[i] = Elements.Round<T>(Finish(sums[i], inputs.Length));
    }
}

/// <summary>The sum of all inputs. <see href="https://onnx.ai/onnx/operators/onnx__Sum.html"/></summary>
public sealed record Sum : Variadic
{
    internal override bool TakesIntegers => false;
    internal override double Accumulate(double sum, double x) => sum + x;
    internal override Node Backward(Node input, Node y, Node dy) => dy;
}

/// <summary>The mean of all inputs. <see href="https://onnx.ai/onnx/operators/onnx__Mean.html"/></summary>
public sealed record Mean : Variadic
{
    internal override bool TakesIntegers => false;
    internal override double Accumulate(double sum, double x) => sum + x;
    internal override double Finish(double sum, int count) => sum / count;
    internal override Node Backward(Node input, Node y, Node dy) => dy * (1f / y.Inputs.Length);
}

/// <summary>The largest of all inputs; NaN if one is. <see href="https://onnx.ai/onnx/operators/onnx__Max.html"/></summary>
public sealed record Max : Variadic
{
    internal override double Accumulate(double sum, double x) => Math.Max(sum, x);
    internal override Node Backward(Node input, Node y, Node dy) =>
        Nodes.Where(new Node(new Equal(), [input, y]), dy, dy * 0);
}

/// <summary>The smallest of all inputs; NaN if one is. <see href="https://onnx.ai/onnx/operators/onnx__Min.html"/></summary>
public sealed record Min : Variadic
{
    internal override double Accumulate(double sum, double x) => Math.Min(sum, x);
    internal override Node Backward(Node input, Node y, Node dy) =>
        Nodes.Where(new Node(new Equal(), [input, y]), dy, dy * 0);
}
