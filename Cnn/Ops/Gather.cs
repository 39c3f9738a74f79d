using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// Takes slices along an axis by index: the axis is replaced by the axes of the indices (Int32 or Int64, negative counts
/// from the end). <see href="https://onnx.ai/onnx/operators/onnx__Gather.html"/>
/// </summary>
/// <param name="Axis">The axis; negative counts from the end.</param>
public sealed record Gather(int Axis = 0) : Op
{
    private const int MostInMatrix = 1 << 22;

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        Require.Integer(inputs[1], "the indices");
        var (x, indices) = (inputs[0].Shape, inputs[1].Shape);
        int axis = x.Axis(Axis);
        if (inputs[1].Value is { } known)
            foreach (long index in known.ToInt64())
                Require.Index(index, x[axis]);
        return new(new Shape([.. x.Take(axis), .. indices, .. x.Skip(axis + 1)]), inputs[0].Type);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var group = AxisGroup.Of(inputs[0].Shape, Axis);
        var indices = inputs[1].ToInt64();
        var x = inputs[0].Bytes;
        var y = output.Bytes;
        int size = group.Inner * Tensor.SizeOf(output.Type);
        int at = 0;
        for (int outer = 0; outer < group.Outer; outer++)
            foreach (long index in indices)
            {
                int from = Require.Index(index, group.Length);
                x.Slice((outer * group.Length + from) * size, size).CopyTo(y[at..]);
                at += size;
            }
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        var (x, indices) = (node.Inputs[0].Shape, node.Inputs[1].Info);
        // With indices that are known it is a product with a matrix of ones, so the gradient is one with that transposed.
        if (indices.Value is not { } known || node.Type != DataType.Float32)
            throw new CnnException($"{Name} (node '{node.Name}') has no gradient: its indices are known only when it runs");
        var group = AxisGroup.Of(x, Axis);
        long[] from = known.ToInt64();
        if ((long)group.Length * from.Length > MostInMatrix)
            throw new CnnException($"{Name} (node '{node.Name}') has no gradient: {from.Length} of {group.Length} slices are too many");
        var matrix = new Tensor([group.Length, from.Length]);
        for (int i = 0; i < from.Length; i++)
            matrix.Floats[Require.Index(from[i], group.Length) * from.Length + i] = 1;
        return [(group with { Length = from.Length }).Times(matrix, outputGradient, x), null];
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("axis", Axis)];
}
