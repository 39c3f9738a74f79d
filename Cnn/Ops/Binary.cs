using System.Collections.Immutable;
using System.Numerics;

namespace Cnn.Ops;

/// <summary>
/// The family of operators that compute each element from one element of each of two inputs, which broadcast to each
/// other. An operator is its function of two numbers and its gradients.
/// </summary>
public abstract record Binary : Op
{
    private protected Binary() { }

    /// <summary>The function on floats.</summary>
    internal abstract double Apply(double a, double b);

    /// <summary>The function on integers; a division truncates towards zero.</summary>
    internal virtual long Apply(long a, long b) => (long)Apply((double)a, (double)b);

    /// <summary>Whether it is also defined on integers.</summary>
    internal virtual bool TakesIntegers => false;

    /// <summary>dLoss/da and dLoss/db, each in the output's shape, before they are summed to the inputs' shapes.</summary>
    internal virtual (Node? A, Node? B) Backward(Node a, Node b, Node y, Node dy) =>
        throw new CnnException($"{Name} (node '{y.Name}') has no gradient");

    /// <inheritdoc/>
    public sealed override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        if (TakesIntegers)
            Require.Numbers(inputs);
        else
            Require.Float(inputs);
        Require.SameTypes(inputs);
        return new(Broadcast.Shapes(inputs[0].Shape, inputs[1].Shape), inputs[0].Type);
    }

    /// <inheritdoc/>
    public sealed override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        switch (output.Type)
        {
            case DataType.Float32: Map<float>(inputs[0], inputs[1], output); break;
            case DataType.Int64: Map<long>(inputs[0], inputs[1], output); break;
            case DataType.Int32: Map<int>(inputs[0], inputs[1], output); break;
            default: Map<byte>(inputs[0], inputs[1], output); break;
        }
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        var (a, b) = (node.Inputs[0], node.Inputs[1]);
        var (da, db) = Backward(a, b, node, outputGradient);
        return [da is null ? null : Broadcast.SumTo(da, a.Shape), db is null ? null : Broadcast.SumTo(db, b.Shape)];
    }

    private void Map<T>(Tensor first, Tensor second, Tensor output) where T : unmanaged, INumber<T>
    {
        var a = Elements.Of<T>(first);
        var b = Elements.Of<T>(second);
        var y = Elements.Of<T>(output);
        var walk = new Walk(output.Shape,
            Broadcast.Strides(first.Shape, output.Shape), Broadcast.Strides(second.Shape, output.Shape));
        int row = 0;
        while (walk.Next())
        {
            var (ia, ib) = (walk.A, walk.B);
            for (int i = 0; i < walk.Length; i++, ia += walk.StepA, ib += walk.StepB)
                y[row + i] = typeof(T) == typeof(float)
                    ? Elements.Round<T>(Apply(double.CreateTruncating(a[ia]), double.CreateTruncating(b[ib])))
                    : T.CreateTruncating(Apply(long.CreateTruncating(a[ia]), long.CreateTruncating(b[ib])));
            row += walk.Length;
        }
    }
}
