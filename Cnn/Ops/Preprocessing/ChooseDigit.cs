namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Chooses the component that is the digit: the one with the most ink, where pieces that touch the picture's edge (the
/// desk, a finger, a shadow) and specks count less. Inputs: <see cref="ComponentBoxes"/> of a square map, the square of the
/// frame that the map shows, the frame's size. Output Int32 [1]: its label, −1 without any ink.
/// </summary>
public sealed record ChooseDigit : Op
{
    /// <summary>By how much the ink of a speck, or of a component that touches the picture's edge, is divided.</summary>
    internal const int Penalty = 64;

    /// <summary>By how much more where an edge-touching component is longer than two thirds of the picture's side.</summary>
    internal const int DeskPenalty = 16;

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
        bool edge = box.Top <= 0 || box.Left <= 0 || box.Bottom >= lastRow || box.Right >= lastColumn;
        bool speck = Math.Max(box.Bottom - box.Top, box.Right - box.Left) < SpeckSide;
        bool desk = edge && ((box.Bottom - box.Top) * 3 > lastRow * 2 || (box.Right - box.Left) * 3 > lastColumn * 2);
        return desk ? box.Mass / (Penalty * DeskPenalty) : edge || speck ? box.Mass / Penalty : box.Mass;
    }
}
