using System.Collections.Immutable;

namespace Cnn.Detection;

/// <summary>
/// YOLOv5 and YOLOv7: three anchors a cell, each with middle, size, whether there is anything, and a probability for each class.
/// Decoded by the model, [1,n,5 + classes] in pixels; or raw, one output a stride, [1,3,h,w,5 + classes] or
/// [1,3·(5 + classes),h,w].
/// </summary>
internal sealed class YoloV5 : Decoder
{
    public const string Word = "yolov5";

    public static readonly DecoderKind Kind = new(Word, "[1,n,5 + classes], or for each stride [1,anchors,h,w,5 + classes]", In);

    // Width and height in pixels, three a stride, as YOLOv5 was trained on COCO.
    private static readonly ImmutableArray<float> UsualAnchors =
        [10, 13, 16, 30, 33, 23, 30, 61, 62, 45, 59, 119, 116, 90, 156, 198, 373, 326];

    // Of which a row for each anchor of each cell, or for each cell with its anchors behind each other.
    private readonly ImmutableArray<(Grid Grid, Head Head)> _levels;
    private readonly ImmutableArray<float> _anchors;
    private readonly int _perCell;
    private readonly bool _raw;
    private readonly float _width, _height;

    private YoloV5(DetectorModel model, ImmutableArray<(Grid Grid, Head Head)> levels, int perCell, int classes, bool raw)
        : base(Word, model, [.. levels.Select(level => level.Head.Output)], threshold: 0.25f, overlap: 0.45f)
    {
        (_levels, _perCell, Classes, _raw) = (levels, perCell, classes, raw);
        _anchors = model.Settings.Anchors.IsEmpty ? UsualAnchors : model.Settings.Anchors;
        (_width, _height) = model.Settings.Pixels ?? true ? (model.Width, model.Height) : (1, 1);
    }

    public override int Classes { get; }

    public override int Candidates => _levels.Sum(level => _raw ? level.Grid.Cells * _perCell : level.Head.Count);

    private static YoloV5? In(DetectorModel model, bool asked)
    {
        var grids = model.Grids(8, 16, 32);
        int perCell = model.Settings.Anchors.IsEmpty ? 3 : model.Settings.Anchors.Length / 2 / grids.Length;
        if (model.Lists(perCell * grids.Sum(grid => grid.Cells)).FirstOrDefault(h => model.MayBeClasses(h.Length - 5)) is { } head)
            return new YoloV5(model, [(grids[0], head)], perCell, head.Length - 5, raw: false);
        var levels = grids.Select(grid => (grid, Raw(model, grid, perCell, asked))).ToImmutableArray();
        int length = levels[0].Item2 is { } first ? LengthOf(first, levels[0].grid, perCell) : 0;
        if ((model.Settings.Anchors.IsEmpty && grids.Length != 3)
            || levels.Any(level => level.Item2 is null || LengthOf(level.Item2, level.grid, perCell) != length))
            return null;
        return new YoloV5(model, levels!, perCell, length - 5, raw: true);
    }

    // Without being asked only with the anchors as an axis of their own: other detectors have maps of such sizes too.
    private static Head? Raw(DetectorModel model, Grid grid, int perCell, bool asked) =>
        model.Heads(perCell * grid.Cells)
            .FirstOrDefault(h => h.Output.Shape.Rank == 5 && h.Output.Shape[1] == perCell && model.MayBeClasses(h.Length - 5))
        ?? (asked ? model.Heads(grid.Cells)
            .FirstOrDefault(h => h.Length % perCell == 0 && model.MayBeClasses(h.Length / perCell - 5)) : null);

    private static int LengthOf(Head head, Grid grid, int perCell) => head.Count == grid.Cells ? head.Length / perCell : head.Length;

    private protected override void Collect(ReadOnlySpan<Tensor> values, float threshold, Detections found)
    {
        if (!_raw)
        {
            Decoded(values[0].Floats, _levels[0].Head, threshold, found);
            return;
        }
        for (int l = 0; l < _levels.Length; l++)
            Raw(values[l].Floats, _levels[l].Grid, _levels[l].Head, _anchors.AsSpan()[(2 * _perCell * l)..], threshold, found);
    }

    private void Decoded(ReadOnlySpan<float> values, Head head, float threshold, Detections found)
    {
        for (int i = 0; i < head.Count; i++)
        {
            // No class makes a score larger than that there is anything at all.
            float any = values[head.At(i, 4)];
            if (!(any >= threshold))
                continue;
            var (label, best) = Largest(values, head, i, 5);
            if (any * best >= threshold)
                found.Add(Box.Around(label, any * best, values[head.At(i, 0)] / _width, values[head.At(i, 1)] / _height,
                    values[head.At(i, 2)] / _width, values[head.At(i, 3)] / _height), head.Place(i, 5 + label));
        }
    }

    private void Raw(
        ReadOnlySpan<float> values, in Grid grid, Head head, ReadOnlySpan<float> anchors, float threshold, Detections found)
    {
        float least = Least(threshold, logit: true);
        bool together = head.Count == grid.Cells;
        for (int i = 0; i < _perCell * grid.Cells; i++)
        {
            // Cell by cell within each anchor.
            var (anchor, cell) = Math.DivRem(i, grid.Cells);
            int row = together ? cell : i, first = together ? anchor * (5 + Classes) : 0;
            float any = values[head.At(row, first + 4)];
            if (!(any >= least))
                continue;
            var (label, best) = Largest(values, head, row, first + 5);
            float score = Sigmoid(any) * Sigmoid(best);
            if (!(score >= threshold))
                continue;
            var (x, y) = grid.Cell(cell);
            float Value(ReadOnlySpan<float> from, int value) => 2 * Sigmoid(from[head.At(row, first + value)]);
            float wide = Value(values, 2), high = Value(values, 3);
            found.Add(Box.Around(label, score,
                (Value(values, 0) - 0.5f + x) * grid.Stride / InputWidth, (Value(values, 1) - 0.5f + y) * grid.Stride / InputHeight,
                wide * wide * anchors[2 * anchor] / InputWidth, high * high * anchors[2 * anchor + 1] / InputHeight),
                head.Place(row, first + 5 + label));
        }
    }

    private (int Label, float Best) Largest(ReadOnlySpan<float> values, Head head, int row, int first)
    {
        int label = 0;
        float best = float.NegativeInfinity;
        for (int c = 0; c < Classes; c++)
            if (values[head.At(row, first + c)] > best)
                (label, best) = (c, values[head.At(row, first + c)]);
        return (label, best);
    }
}
