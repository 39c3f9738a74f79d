using System.Collections.Immutable;

namespace Cnn.Detection;

/// <summary>
/// NanoDet, and any head after "Generalized Focal Loss" (Li et al. 2020): for each cell of each stride a score for each class, and for
/// each side of the box a distribution over bins, whose mean times the stride is how far the side is from the cell's middle.
/// One pair of outputs a stride, [1,classes,n] and [1,4·bins,n]; or all in one, [1,n,classes + 4·bins] (NanoDet-Plus).
/// </summary>
internal sealed class NanoDet : Decoder
{
    public const string Word = "nanodet";

    public static readonly DecoderKind Kind = new(Word, "[1,classes,n] and [1,4·bins,n] for each stride, or [1,n,classes + 4·bins]", In);

    private static readonly int[] UsualBins = [8, 11, 16, 17];

    // Where the bins begin behind the scores, if one output holds both.
    private readonly record struct Level(Grid Grid, Head Scores, Head Sides, int FirstCell, int FirstBin);

    private readonly ImmutableArray<Level> _levels;
    private readonly int _bins;
    private readonly bool _logits;
    // NanoDet-Plus counts from the cells' corners.
    private readonly float _middle;

    private NanoDet(DetectorModel model, ImmutableArray<Level> levels, ImmutableArray<Node> reads, int classes, int bins, float middle)
        : base(Word, model, reads, threshold: 0.4f, overlap: 0.5f)
    {
        (_levels, Classes, _bins, _middle) = (levels, classes, bins, middle);
        _logits = model.Settings.Logits ?? levels[0].Scores.Output.IsRaw();
    }

    public override int Classes { get; }

    public override int Candidates => _levels.Sum(level => level.Grid.Cells);

    private static NanoDet? In(DetectorModel model, bool asked) => Pairs(model) ?? Single(model, asked);

    private static NanoDet? Pairs(DetectorModel model)
    {
        var levels = ImmutableArray.CreateBuilder<Level>();
        var reads = ImmutableArray.CreateBuilder<Node>();
        int classes = 0, bins = 0;
        var grids = model.Grids(8, 16, 32);
        if (grids.Select(grid => grid.Cells).Distinct().Count() < grids.Length)
            return null;
        foreach (var grid in grids)
        {
            var heads = model.Heads(grid.Cells).ToArray();
            if (heads.Length != 2)
                return null;
            int sides = Array.FindLastIndex(heads, head => head.Length % 4 == 0
                && (model.Settings.Bins is { } given ? head.Length == 4 * given : UsualBins.Contains(head.Length / 4)));
            if (sides < 0 || !model.MayBeClasses(heads[1 - sides].Length))
                return null;
            if (levels.Count > 0 && (classes, 4 * bins) != (heads[1 - sides].Length, heads[sides].Length))
                return null;
            (classes, bins) = (heads[1 - sides].Length, heads[sides].Length / 4);
            levels.Add(new Level(grid, heads[1 - sides], heads[sides], 0, 0));
            reads.AddRange(heads[1 - sides].Output, heads[sides].Output);
        }
        return new NanoDet(model, levels.ToImmutable(), reads.ToImmutable(), classes, bins, middle: 0.5f);
    }

    private static NanoDet? Single(DetectorModel model, bool asked)
    {
        // With three strides other detectors have such an output too.
        if (!asked && !model.Settings.Strides.IsEmpty)
            return null;
        var grids = model.Grids(8, 16, 32, 64);
        int bins = model.Settings.Bins ?? 8;
        var head = model.Lists(grids.Sum(grid => grid.Cells)).FirstOrDefault(h => model.MayBeClasses(h.Length - 4 * bins));
        if (head is null)
            return null;
        int classes = head.Length - 4 * bins, first = 0;
        var levels = ImmutableArray.CreateBuilder<Level>();
        foreach (var grid in grids)
        {
            levels.Add(new Level(grid, head, head, first, classes));
            first += grid.Cells;
        }
        return new NanoDet(model, levels.ToImmutable(), [head.Output], classes, bins, middle: 0);
    }

    private protected override void Collect(ReadOnlySpan<Tensor> values, float threshold, Detections found)
    {
        float least = Least(threshold, _logits);
        for (int l = 0; l < _levels.Length; l++)
        {
            var level = _levels[l];
            bool one = Reads.Length == 1;
            var scores = values[one ? 0 : 2 * l].Floats;
            var sides = values[one ? 0 : 2 * l + 1].Floats;
            using var best = new BestScores(level.Scores, scores, 0, Classes, least);
            for (int i = 0; i < level.Grid.Cells; i++)
            {
                float score = best.Scores[level.FirstCell + i];
                if (!(score >= least))
                    continue;
                var (x, y) = level.Grid.Cell(i);
                float cx = x + _middle, cy = y + _middle;
                float across = (float)level.Grid.Stride / InputWidth, down = (float)level.Grid.Stride / InputHeight;
                int label = best.Labels[level.FirstCell + i];
                found.Add(new Box(
                    label, Probability(score, _logits),
                    (cx - Side(level, sides, i, 0)) * across, (cy - Side(level, sides, i, 1)) * down,
                    (cx + Side(level, sides, i, 2)) * across, (cy + Side(level, sides, i, 3)) * down),
                    level.Scores.Place(level.FirstCell + i, label));
            }
        }
    }

    // The mean of a softmax over the bins: how far a side is away, in cells.
    private float Side(in Level level, ReadOnlySpan<float> values, int cell, int side)
    {
        int first = level.FirstBin + side * _bins;
        float most = float.NegativeInfinity, sum = 0, mean = 0;
        for (int b = 0; b < _bins; b++)
            most = Math.Max(most, values[level.Sides.At(level.FirstCell + cell, first + b)]);
        for (int b = 0; b < _bins; b++)
        {
            float weight = MathF.Exp(values[level.Sides.At(level.FirstCell + cell, first + b)] - most);
            sum += weight;
            mean += weight * b;
        }
        return mean / sum;
    }
}
