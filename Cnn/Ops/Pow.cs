using System.Collections.Immutable;
using System.Numerics;

namespace Cnn.Ops;

/// <summary>
/// a to the power of b with broadcasting. The two may have different types; the result has the base's.
/// <see href="https://onnx.ai/onnx/operators/onnx__Pow.html"/>
/// </summary>
public sealed record Pow : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        foreach (var input in inputs)
            if (input.Type is not (DataType.Float32 or DataType.Int32 or DataType.Int64))
                throw new CnnException($"takes Float32, Int32 and Int64; {input.Type} was given");
        return new(Broadcast.Shapes(inputs[0].Shape, inputs[1].Shape), inputs[0].Type);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        switch (output.Type)
        {
            case DataType.Float32: ByExponent<float>(inputs, output); break;
            case DataType.Int64: ByExponent<long>(inputs, output); break;
            default: ByExponent<int>(inputs, output); break;
        }
    }

    private static void ByExponent<T>(ReadOnlySpan<Tensor> inputs, Tensor output) where T : unmanaged, INumber<T>
    {
        switch (inputs[1].Type)
        {
            case DataType.Float32: Map<T, float>(inputs[0], inputs[1], output); break;
            case DataType.Int64: Map<T, long>(inputs[0], inputs[1], output); break;
            default: Map<T, int>(inputs[0], inputs[1], output); break;
        }
    }

    private static void Map<T, TExponent>(Tensor first, Tensor second, Tensor output)
        where T : unmanaged, INumber<T> where TExponent : unmanaged, INumber<TExponent>
    {
        var a = first.Span<T>();
        var b = second.Span<TExponent>();
        var y = output.Span<T>();
        var walk = new Walk(output.Shape,
            Broadcast.Strides(first.Shape, output.Shape), Broadcast.Strides(second.Shape, output.Shape));
        int row = 0;
        while (walk.Next())
        {
            var (ia, ib) = (walk.A, walk.B);
            for (int i = 0; i < walk.Length; i++, ia += walk.StepA, ib += walk.StepB)
                y[row + i] = Elements.Round<T>(Math.Pow(double.CreateTruncating(a[ia]), double.CreateTruncating(b[ib])));
            row += walk.Length;
        }
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        var (a, b) = (node.Inputs[0], node.Inputs[1]);
        if (a.Type != DataType.Float32 || b.Type != DataType.Float32)
            throw new CnnException($"Pow (node '{node.Name}') has a gradient for Float32 only");
        var da = outputGradient * b * new Node(new Pow(), [a, b + -1]);
        var db = outputGradient * node * new Node(new Log(), [a]);
        return [Broadcast.SumTo(da, a.Shape), Broadcast.SumTo(db, b.Shape)];
    }
}
