namespace Cnn.Ops.Preprocessing;

/// <summary>
/// The box of all ink of a clean drawing. Inputs: absorbance Int32 [1,1,S,S], the square of the frame that it shows. Output
/// as <see cref="DigitBox"/>'s: Int32 [5]: 1 if there is ink, top, left, bottom, right in 64ths of a frame pixel (bottom
/// and right exclusive).
/// </summary>
/// <param name="Least">What absorbs less is no ink.</param>
public sealed record InkExtent(int Least) : Op
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("LEAST", Least)];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        if (Maps.Require(inputs[0], "the absorbance") is { Shape: var shape } && shape[2] != shape[3])
            throw new CnnException($"the absorbance {shape} is not square");
        Maps.RequireVector(inputs[1], 3, "the square");
        return new TensorInfo([5], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var absorbed = inputs[0].Span<int>();
        int side = inputs[0].Shape[3];
        int top = side, left = side, bottom = 0, right = 0;
        for (int i = 0; i < absorbed.Length; i++)
            if (absorbed[i] >= Least)
            {
                (top, bottom) = (Math.Min(top, i / side), Math.Max(bottom, i / side + 1));
                (left, right) = (Math.Min(left, i % side), Math.Max(right, i % side + 1));
            }
        DigitBox.Place(top, left, bottom, right, inputs[1], side, output);
    }
}
