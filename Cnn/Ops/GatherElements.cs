namespace Cnn.Ops;

/// <summary>
/// Takes one element for each index, which says where along an axis; along the others it lies where the index lies (Int32 or
/// Int64, negative counts from the end). <see href="https://onnx.ai/onnx/operators/onnx__GatherElements.html"/>
/// </summary>
/// <param name="Axis">The axis; negative counts from the end.</param>
public sealed record GatherElements(int Axis = 0) : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        Require.Integer(inputs[1], "the indices");
        var (x, indices) = (inputs[0].Shape, inputs[1].Shape);
        int axis = x.Axis(Axis);
        if (indices.Rank != x.Rank || Enumerable.Range(0, x.Rank).Any(i => i != axis && indices[i] > x[i]))
            throw new CnnException($"indices of shape {indices} do not lie within {x}, but for axis {axis}");
        if (inputs[1].Value is { } known)
            foreach (long index in known.ToInt64())
                Require.Index(index, x[axis]);
        return new(indices, inputs[0].Type);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var indices = inputs[1].ToInt64();
        var shape = inputs[0].Shape;
        var strides = shape.Strides();
        int axis = shape.Axis(Axis), size = Tensor.SizeOf(output.Type);
        for (int i = 0; i < indices.Length; i++)
        {
            int from = Require.Index(indices[i], shape[axis]) * strides[axis];
            for (int rest = i, k = shape.Rank - 1; k >= 0; rest /= output.Shape[k], k--)
                from += k == axis ? 0 : rest % output.Shape[k] * strides[k];
            inputs[0].Bytes.Slice(from * size, size).CopyTo(output.Bytes[(i * size)..]);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("axis", Axis)];
}
