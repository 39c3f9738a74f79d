namespace Cnn.Detection;

/// <summary>
/// FastestDet: one grid, and for each of its cells whether there is anything, the box's middle (a tanh, in cells) and size (a sigmoid,
/// of the input), and a probability for each class: [1,5 + classes,h,w].
/// </summary>
internal sealed class FastestDet : Decoder
{
    public const string Word = "fastestdet";

    public static readonly DecoderKind Kind = new(Word, "[1,5 + classes,h,w] with one grid", In);

    private readonly Grid _grid;
    private readonly Head _head;

    private FastestDet(DetectorModel model, Grid grid, Head head)
        : base(Word, model, [head.Output], threshold: 0.65f, overlap: 0.45f) => (_grid, _head) = (grid, head);

    public override int Classes => _head.Length - 5;

    public override int Candidates => _grid.Cells;

    private static FastestDet? In(DetectorModel model, bool asked)
    {
        if (model.Grids(16) is not [var grid] || model.Outputs.Length != 1)
            return null;
        var head = model.Heads(grid.Cells).FirstOrDefault(h => h.Output.Shape.Rank == 4 && model.MayBeClasses(h.Length - 5));
        // Segmenters have such maps too.
        bool mine = asked || (head is not null && (head.Length - 5 == CocoNames.All.Length || model.LabelCount > 0));
        return head is null || !mine ? null : new FastestDet(model, grid, head);
    }

    private protected override void Collect(ReadOnlySpan<Tensor> values, float threshold, Detections found)
    {
        var floats = values[0].Floats;
        using var best = new BestScores(_head, floats, 5, Classes);
        for (int i = 0; i < _grid.Cells; i++)
        {
            float score = MathF.Pow(floats[_head.At(i, 0)], 0.6f) * MathF.Pow(best.Scores[i], 0.4f);
            if (!(score >= threshold))
                continue;
            var (x, y) = _grid.Cell(i);
            found.Add(Box.Around(best.Labels[i], score,
                (x + MathF.Tanh(floats[_head.At(i, 1)])) / _grid.Columns, (y + MathF.Tanh(floats[_head.At(i, 2)])) / _grid.Rows,
                Sigmoid(floats[_head.At(i, 3)]), Sigmoid(floats[_head.At(i, 4)])), _head.Place(i, 5 + best.Labels[i]));
        }
    }
}
