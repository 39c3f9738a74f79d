namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Which components belong to the digit: itself, and pieces of the same ink close to it such as the hat of a 5,
/// with which it does not become much larger. Inputs: <see cref="ComponentBoxes"/> of a square map, the digit's label Int32 [1]
/// (<see cref="ChooseDigit"/>). Output Int32
/// [N·S²]: 1 for the labels that belong to it, else 0.
/// </summary>
public sealed record DigitPieces : Op
{
    /// <summary>A piece lies at most this part of the digit's longer side away…</summary>
    internal const int GapPart = 8;

    /// <summary>…has at least this part of the digit's ink…</summary>
    internal const int MassPart = 25;

    /// <summary>…makes the longer side at most so many hundredths of what it was…</summary>
    internal const int MostGrown = 125;

    /// <summary>…and absorbs, on average, as the digit does up to this part of that.</summary>
    internal const int LevelPart = 3;

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        int labels = ComponentBox.Labels(inputs[0]);
        Maps.RequireVector(inputs[1], 1, "the label");
        return new TensorInfo([labels], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        int digit = inputs[1].Span<int>()[0];
        var belongs = output.Span<int>();
        belongs.Clear();
        if (digit < 0)
            return;
        // Dark and light ink are two planes: the pieces lie in the digit's.
        int plane = inputs[0].Shape[2] * inputs[0].Shape[3], first = digit / plane * plane;
        for (int label = first; label < first + plane; label++)
            belongs[label] = Belongs(ComponentBox.Of(inputs[0], label), ComponentBox.Of(inputs[0], digit)) ? 1 : 0;
    }

    private static bool Belongs(ComponentBox piece, ComponentBox digit)
    {
        int gapY = Math.Max(piece.Top - digit.Bottom, digit.Top - piece.Bottom);
        int gapX = Math.Max(piece.Left - digit.Right, digit.Left - piece.Right);
        int height = Math.Max(piece.Bottom, digit.Bottom) - Math.Min(piece.Top, digit.Top) + 1;
        int width = Math.Max(piece.Right, digit.Right) - Math.Min(piece.Left, digit.Left) + 1;
        int level = digit.Mass / digit.Area;
        return piece.Area > 0 && Math.Abs(piece.Mass / piece.Area - level) <= level / LevelPart
            && piece.Mass >= digit.Mass / MassPart && Math.Max(height, width) * 100 <= digit.Longer * MostGrown
            && Math.Max(gapY, gapX) <= digit.Longer / GapPart;
    }
}
