namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Which components belong to the digit: itself, and pieces close to it such as the hat of a 5. Inputs:
/// <see cref="ComponentBoxes"/> of a square map, the digit's label Int32 [1] (<see cref="ChooseDigit"/>). Output Int32
/// [S²]: 1 for the labels that belong to it, else 0.
/// </summary>
public sealed record DigitPieces : Op
{
    /// <summary>A piece lies at most this part of the digit's longer side away…</summary>
    internal const int GapPart = 8;

    /// <summary>…and has at least this part of the digit's ink.</summary>
    internal const int MassPart = 25;

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        int side = ComponentBox.Side(inputs[0]);
        Maps.RequireVector(inputs[1], 1, "the label");
        return new TensorInfo([side * side], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        int digit = inputs[1].Span<int>()[0];
        var belongs = output.Span<int>();
        belongs.Clear();
        for (int label = 0; digit >= 0 && label < belongs.Length; label++)
            belongs[label] = Belongs(ComponentBox.Of(inputs[0], label), ComponentBox.Of(inputs[0], digit)) ? 1 : 0;
    }

    private static bool Belongs(ComponentBox piece, ComponentBox digit)
    {
        int gapY = Math.Max(piece.Top - digit.Bottom, digit.Top - piece.Bottom);
        int gapX = Math.Max(piece.Left - digit.Right, digit.Left - piece.Right);
        return piece.Mass > 0 && piece.Mass >= digit.Mass / MassPart && piece.Longer <= digit.Longer
            && Math.Max(gapY, gapX) <= digit.Longer / GapPart;
    }
}
