namespace Cnn.Ops;

/// <summary>
/// The largest (or smallest) elements along an axis, best first, NaN before all; of equal elements the one with the lower index
/// comes first. <see href="https://onnx.ai/onnx/operators/onnx__TopK.html"/>
/// </summary>
/// <param name="K">How many.</param>
/// <param name="Axis">The axis; negative counts from the end.</param>
/// <param name="Largest">Largest first, or smallest first.</param>
/// <param name="Output">0 yields the values; 1 their indices along the axis (Int64).</param>
public sealed record TopK(int K, int Axis = -1, bool Largest = true, int Output = 0) : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        Require.Float(inputs);
        var x = inputs[0].Shape;
        int axis = x.Axis(Axis);
        if (K < 0 || K > x[axis])
            throw new CnnException($"cannot take the best {K} of {x[axis]} elements");
        return new(x.With(axis, K), Output == 0 ? DataType.Float32 : DataType.Int64);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var from = AxisGroup.Of(inputs[0].Shape, Axis);
        var to = AxisGroup.Of(output.Shape, Axis);
        var x = inputs[0].Floats;
        var order = new int[from.Length];
        var keys = new double[from.Length];
        for (int line = 0; line < from.Lines; line++)
        {
            for (int i = 0, at = from.Begin(line); i < from.Length; i++, at += from.Inner)
            {
                order[i] = i;
                keys[i] = Largest ? -x[at] : x[at];
            }
            // Of several NaN too the order is that of their indices: no two elements are equal.
            Array.Sort(order, (a, b) => keys[a].CompareTo(keys[b]) is not 0 and var result ? result : a.CompareTo(b));
            for (int i = 0, at = to.Begin(line); i < K; i++, at += to.Inner)
                if (Output == 0)
                    output.Floats[at] = x[from.Begin(line) + order[i] * from.Inner];
                else
                    output.Span<long>()[at] = order[i];
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() =>
        [("k", K), ("axis", Axis), ("largest", Largest ? 1 : 0), ("output", Output)];
}
