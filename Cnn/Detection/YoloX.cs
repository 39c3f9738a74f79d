using System.Collections.Immutable;

namespace Cnn.Detection;

/// <summary>
/// YOLOX (Ge et al. 2021): for each cell of each stride where the middle lies (from the cell's corner, in cells), the logarithm of the
/// size in cells, whether there is anything, and a probability for each class: [1,n,5 + classes] or [1,5 + classes,n].
/// </summary>
internal sealed class YoloX : Decoder
{
    public const string Word = "yolox";

    public static readonly DecoderKind Kind = new(Word, "[1,n,5 + classes] or [1,5 + classes,n]", In);

    private readonly ImmutableArray<Grid> _grids;
    private readonly Head _head;
    private readonly bool _logits;

    private YoloX(DetectorModel model, ImmutableArray<Grid> grids, Head head)
        : base(Word, model, [head.Output], threshold: 0.3f, overlap: 0.45f) =>
        (_grids, _head, _logits) = (grids, head, model.Settings.Logits ?? false);

    public override int Classes => _head.Length - 5;

    public override int Candidates => _head.Count;

    private static YoloX? In(DetectorModel model, bool asked)
    {
        var grids = model.Grids(8, 16, 32);
        var head = model.Lists(grids.Sum(grid => grid.Cells)).FirstOrDefault(h => model.MayBeClasses(h.Length - 5));
        return head is null ? null : new YoloX(model, grids, head);
    }

    private protected override void Collect(ReadOnlySpan<Tensor> values, float threshold, Detections found)
    {
        var floats = values[0].Floats;
        float least = Least(threshold, _logits);
        using var best = new BestScores(_head, floats, 5, Classes, least);
        int i = 0;
        foreach (var grid in _grids)
        {
            float across = (float)grid.Stride / InputWidth, down = (float)grid.Stride / InputHeight;
            for (int cell = 0; cell < grid.Cells; cell++, i++)
            {
                float any = floats[_head.At(i, 4)];
                if (!(any >= least))
                    continue;
                float score = Probability(any, _logits) * Probability(best.Scores[i], _logits);
                if (!(score >= threshold))
                    continue;
                var (x, y) = grid.Cell(cell);
                found.Add(Box.Around(best.Labels[i], score,
                    (x + floats[_head.At(i, 0)]) * across, (y + floats[_head.At(i, 1)]) * down,
                    MathF.Exp(floats[_head.At(i, 2)]) * across, MathF.Exp(floats[_head.At(i, 3)]) * down),
                    _head.Place(i, 5 + best.Labels[i]));
            }
        }
    }
}
