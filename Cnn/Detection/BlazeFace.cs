using System.Collections.Immutable;

namespace Cnn.Detection;

/// <summary>
/// BlazeFace (Bazarevsky et al. 2019) and MediaPipe's detectors of palms and bodies after it: a logit for each anchor and, in pixels
/// from the anchor's middle, the box's middle, its size and some points. Anchors have no size of their own, only places: two a cell of
/// the first stride, six of the second. One pair of outputs a stride, [1,n,1] and [1,n,16], or one pair for all.
/// </summary>
internal sealed class BlazeFace : Decoder
{
    public const string Word = "blazeface";

    public static readonly DecoderKind Kind = new(Word, "[1,n,1] and [1,n,4 + 2·points], for each stride or for all", In);

    // Strides and how many anchors a cell has at each: BlazeFace for near faces (128²), for far ones (256²), its full range; palms (192²
    // with three layers of 16, as six anchors), bodies (224² with 8, 16, 32).
    private static readonly (int[] Strides, int[] PerCell)[] Usual =
        [([8, 16], [2, 6]), ([16, 32], [2, 6]), ([4], [1]), ([8, 16, 32], [2, 2, 6])];

    private readonly record struct Level(Grid Grid, int PerCell, int Read, int First);

    private readonly ImmutableArray<Level> _levels;
    private readonly ImmutableArray<(Head Scores, Head Boxes)> _pairs;

    private BlazeFace(DetectorModel model, ImmutableArray<Level> levels, ImmutableArray<(Head Scores, Head Boxes)> pairs)
        : base(Word, model, [.. pairs.SelectMany(pair => new[] { pair.Scores.Output, pair.Boxes.Output })], threshold: 0.5f, overlap: 0.3f)
    {
        (_levels, _pairs, PointCount) = (levels, pairs, pairs[0].Boxes.Length / 2 - 2);
        _logits = model.Settings.Logits ?? true;
    }

    private readonly bool _logits;

    public override int Classes => 1;

    public override int Candidates => _levels.Sum(level => level.Grid.Cells * level.PerCell);

    public override int PointCount { get; }

    private protected override ImmutableArray<string> UsualName => PointCount switch { 7 => ["palm"], 4 => ["person"], _ => ["face"] };

    private static BlazeFace? In(DetectorModel model, bool asked)
    {
        var given = model.Settings.Strides;
        if (given.IsEmpty)
            return Usual.Select(u => Of(model, model.Grids(u.Strides), u.PerCell)).FirstOrDefault(found => found is not null);
        var same = Usual.FirstOrDefault(u => u.PerCell.Length == given.Length);
        return same.PerCell is null ? null : Of(model, model.Grids(), same.PerCell);
    }

    private static BlazeFace? Of(DetectorModel model, ImmutableArray<Grid> grids, int[] perCell)
    {
        int[] counts = [.. grids.Select((grid, i) => grid.Cells * perCell[i])];
        var apart = counts.Select(count => Pair(model, count)).ToArray();
        if (apart.All(pair => pair is not null) && apart.Select(pair => pair!.Value.Boxes.Length).Distinct().Count() == 1
            && counts.Distinct().Count() == counts.Length)
            return new BlazeFace(model,
                [.. grids.Select((grid, i) => new Level(grid, perCell[i], i, 0))], [.. apart.Select(pair => pair!.Value)]);
        if (counts.Length == 1 || Pair(model, counts.Sum()) is not { } all)
            return null;
        return new BlazeFace(
            model, [.. grids.Select((grid, i) => new Level(grid, perCell[i], 0, counts[..i].Sum()))], [all]);
    }

    private static (Head Scores, Head Boxes)? Pair(DetectorModel model, int count)
    {
        var heads = model.Heads(count).ToArray();
        var scores = heads.FirstOrDefault(head => head.Length == 1);
        int named = model.Settings.Points.Length;
        var boxes = heads.FirstOrDefault(head => named > 0 ? head.Length == 4 + 2 * named : head.Length is 12 or 16 or 18);
        return scores is null || boxes is null ? null : (scores, boxes);
    }

    private protected override void Collect(ReadOnlySpan<Tensor> values, float threshold, Detections found)
    {
        float least = Least(threshold, _logits);
        var points = found.Room(PointCount);
        foreach (var level in _levels)
        {
            var scores = values[2 * level.Read].Floats;
            var boxes = values[2 * level.Read + 1].Floats;
            var head = _pairs[level.Read].Boxes;
            for (int i = 0; i < level.Grid.Cells * level.PerCell; i++)
            {
                int row = level.First + i;
                if (!(scores[row] >= least))
                    continue;
                var (column, line) = level.Grid.Cell(i / level.PerCell);
                float x = (column + 0.5f) / level.Grid.Columns, y = (line + 0.5f) / level.Grid.Rows;
                for (int p = 0; p < points.Length; p++)
                    points[p] = new Keypoint(
                        x + boxes[head.At(row, 4 + 2 * p)] / InputWidth, y + boxes[head.At(row, 5 + 2 * p)] / InputHeight, 1);
                found.Add(Box.Around(0, Probability(scores[row], _logits),
                    x + boxes[head.At(row, 0)] / InputWidth, y + boxes[head.At(row, 1)] / InputHeight,
                    boxes[head.At(row, 2)] / InputWidth, boxes[head.At(row, 3)] / InputHeight),
                    _pairs[level.Read].Scores.Place(row, 0), points);
            }
        }
    }
}
