namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Chooses the component that is the digit: the one with the most ink, where pieces that touch the picture's edges (the
/// desk, a finger, a shadow), specks and solid ones (a hole, a blot) count much less. Inputs: <see cref="ComponentBoxes"/> of a square map, the square of the
/// frame that the map shows, the frame's size. Output Int32 [1]: its label, −1 without any ink.
/// </summary>
public sealed record ChooseDigit : Op
{
    /// <summary>For each fault, the ink is shifted right by this many bits.</summary>
    internal const int FaultBits = 5;

    /// <summary>A component no larger than this, in working pixels, is a speck.</summary>
    internal const int SpeckSide = 3;

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 3, 3);
        ComponentBox.Side(inputs[0]);
        Maps.RequireVector(inputs[1], 3, "the square");
        Maps.RequireVector(inputs[2], 2, "the frame's size");
        return new TensorInfo([1], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        int side = ComponentBox.Side(new TensorInfo(inputs[0].Shape, inputs[0].Type));
        var square = inputs[1].Span<int>();
        var (height, width) = Maps.FrameSize(inputs[2], int.MaxValue / Maps.Unit);
        int pixels = square[2] / Maps.Unit;
        // Where the picture ends in the map.
        int lastRow = Maps.Edge(height, side, pixels) - 1, lastColumn = Maps.Edge(width, side, pixels) - 1;

        int best = -1, bestScore = 0;
        for (int label = 0; label < side * side; label++)
        {
            int score = Score(ComponentBox.Of(inputs[0], label), lastRow, lastColumn);
            if (score > bestScore)
                (best, bestScore) = (label, score);
        }
        output.Span<int>()[0] = best;
    }

    private static int Score(ComponentBox box, int lastRow, int lastColumn)
    {
        int edges = (box.Top <= 0 ? 1 : 0) + (box.Left <= 0 ? 1 : 0) + (box.Bottom >= lastRow ? 1 : 0) + (box.Right >= lastColumn ? 1 : 0);
        bool speck = box.Longer <= SpeckSide;
        // A disc fills 11/14 of its box; strokes that fill theirs are long, as a 1 is.
        bool solid = box.Area * 10 > box.Height * box.Width * 7 && box.Longer < 2 * Math.Min(box.Height, box.Width);
        int faults = edges + (speck ? 1 : 0) + (solid ? 1 : 0);
        // Whatever its faults, it is better than nothing.
        return box.Mass <= 0 ? 0 : Math.Max(1, box.Mass >> FaultBits * faults);
    }
}
