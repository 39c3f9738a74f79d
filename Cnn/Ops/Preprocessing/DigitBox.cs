namespace Cnn.Ops.Preprocessing;

/// <summary>
/// The box around all of the digit's pieces. Inputs: <see cref="ComponentBoxes"/> of a square map, <see cref="DigitPieces"/>,
/// the square of the frame that the map shows. Output Int32 [5]: 1 if there is any, then top, left, bottom, right in 64ths
/// of a frame pixel (bottom and right exclusive).
/// </summary>
/// <param name="Side">Of the map, in pixels.</param>
public sealed record DigitBox(int Side) : Op
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("SIDE", Side)];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 3, 3);
        Maps.RequireVector(inputs[1], ComponentBox.Labels(inputs[0]), "the pieces");
        Maps.RequireVector(inputs[2], 3, "the square");
        return new TensorInfo([5], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var belongs = inputs[1].Span<int>();
        int top = Side, left = Side, bottom = 0, right = 0;
        for (int label = 0; label < belongs.Length; label++)
            if (belongs[label] != 0)
            {
                var box = ComponentBox.Of(inputs[0], label);
                (top, bottom) = (Math.Min(top, box.Top), Math.Max(bottom, box.Bottom + 1));
                (left, right) = (Math.Min(left, box.Left), Math.Max(right, box.Right + 1));
            }
        Place(top, left, bottom, right, inputs[2], Side, output);
    }

    /// <summary>Writes a box of a map as places in the frame; an empty one as zeros.</summary>
    internal static void Place(int top, int left, int bottom, int right, Tensor mapSquare, int side, Tensor output)
    {
        var square = mapSquare.Span<int>();
        var box = output.Span<int>();
        box.Clear();
        if (top >= bottom)
            return;
        box[0] = 1;
        box[1] = square[0] + Maps.Edge(square[2], top, side);
        box[2] = square[1] + Maps.Edge(square[2], left, side);
        box[3] = square[0] + Maps.Edge(square[2], bottom, side);
        box[4] = square[1] + Maps.Edge(square[2], right, side);
    }
}
