namespace Cnn.Detection;

/// <summary>
/// YOLOv8, YOLOv9 and YOLO11: one box a cell, decoded by the model to middle and size in pixels, and a probability for each class:
/// [1,4 + classes,n] or [1,n,4 + classes]. Behind them the points of a pose (x, y, score each), or the coefficients of a mask, which
/// are left alone.
/// </summary>
internal sealed class YoloV8 : Decoder
{
    public const string Word = "yolov8";

    public static readonly DecoderKind Kind = new(Word, "[1,4 + classes,n] or [1,n,4 + classes]", In);

    // COCO's seventeen points behind the score of one class.
    private const int BodyLength = 4 + 1 + 3 * 17;
    // What the masks of YOLOv8-seg are mixed of: [1,32,H/4,W/4].
    private const int Masks = 32;

    private readonly Head _head;
    private readonly float _width, _height;

    private YoloV8(DetectorModel model, Head head, int classes, int points)
        : base(Word, model, [head.Output], threshold: 0.25f, overlap: 0.45f)
    {
        (_head, Classes, PointCount) = (head, classes, points);
        (_width, _height) = model.Settings.Pixels ?? true ? (model.Width, model.Height) : (1, 1);
    }

    public override int Classes { get; }

    public override int Candidates => _head.Count;

    public override int PointCount { get; }

    private static YoloV8? In(DetectorModel model, bool asked)
    {
        bool masks = model.Floats.Any(output => output.Shape.Rank == 4 && output.Shape[1] == Masks);
        foreach (var head in model.Lists(model.Grids(8, 16, 32).Sum(grid => grid.Cells)))
        {
            int named = model.Settings.Points.Length;
            int points = named > 0 ? named : head.Length == BodyLength && model.LabelCount <= 1 ? PointSet.Body.Names.Length : 0;
            int classes = head.Length - 4 - 3 * points - (masks ? Masks : 0);
            bool mine = points > 0 || model.LabelCount > 0 || classes == CocoNames.All.Length
                || (head.ValuesFirst && classes != CocoNames.All.Length + 1);
            if ((mine || asked) && model.MayBeClasses(classes))
                return new YoloV8(model, head, classes, points);
        }
        return null;
    }

    private protected override void Collect(ReadOnlySpan<Tensor> values, float threshold, Detections found)
    {
        var floats = values[0].Floats;
        using var best = new BestScores(_head, floats, 4, Classes, threshold);
        var points = found.Room(PointCount);
        for (int i = 0; i < _head.Count; i++)
        {
            if (!(best.Scores[i] >= threshold))
                continue;
            for (int p = 0, first = 4 + Classes; p < points.Length; p++, first += 3)
                points[p] = new Keypoint(
                    floats[_head.At(i, first)] / _width, floats[_head.At(i, first + 1)] / _height, floats[_head.At(i, first + 2)]);
            found.Add(Box.Around(best.Labels[i], best.Scores[i], floats[_head.At(i, 0)] / _width, floats[_head.At(i, 1)] / _height,
                floats[_head.At(i, 2)] / _width, floats[_head.At(i, 3)] / _height), _head.Place(i, 4 + best.Labels[i]), points);
        }
    }
}
