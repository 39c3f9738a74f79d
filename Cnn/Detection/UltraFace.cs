using System.Collections.Immutable;
using Cnn.Ops;

namespace Cnn.Detection;

/// <summary>
/// Ultra-Light-Fast-Generic-Face-Detector: a probability of nothing and of a face for each anchor, [1,n,2], and its box, [1,n,4]:
/// decoded to 0…1 by the model; or as SSD has them, offsets from anchors.
/// </summary>
internal sealed class UltraFace : Decoder
{
    public const string Word = "ultraface";

    public static readonly DecoderKind Kind = new(Word, "[1,n,2] and [1,n,4]", In);

    // How far offsets reach: SSD's variances.
    private const float OfMiddle = 0.1f, OfSize = 0.2f;

    // The anchors' sides in pixels; three at the first and the last stride, two between.
    private static readonly float[][] Sides = [[10, 16, 24], [32, 48], [64, 96], [128, 192, 256]];

    private readonly Head _scores, _boxes;
    private readonly Box[] _anchors;
    private readonly bool _logits;

    private UltraFace(DetectorModel model, Head scores, Head boxes, Box[] anchors)
        : base(Word, model, [scores.Output, boxes.Output], threshold: 0.7f, overlap: 0.3f)
    {
        (_scores, _boxes, _logits) = (scores, boxes, model.Settings.Logits ?? false);
        _anchors = boxes.Output.IsLeaf || boxes.Output.IsBehind<Exp>() ? [] : anchors;
    }

    public override int Classes => 1;

    public override int Candidates => _boxes.Count;

    private protected override ImmutableArray<string> UsualName => ["face"];

    private static UltraFace? In(DetectorModel model, bool asked)
    {
        var grids = model.Grids(8, 16, 32, 64);
        if (grids.Length != Sides.Length || model.LabelCount > 1)
            return null;
        var heads = model.Heads(grids.Select((grid, i) => grid.Cells * Sides[i].Length).Sum()).ToArray();
        var (scores, boxes) = (heads.FirstOrDefault(head => head.Length == 2), heads.FirstOrDefault(head => head.Length == 4));
        return scores is null || boxes is null ? null : new UltraFace(model, scores, boxes, [.. Anchors(model, grids)]);
    }

    private static IEnumerable<Box> Anchors(DetectorModel model, ImmutableArray<Grid> grids)
    {
        for (int g = 0; g < grids.Length; g++)
            for (int i = 0; i < grids[g].Cells; i++)
                foreach (float side in Sides[g])
                {
                    var (x, y) = grids[g].Cell(i);
                    yield return Box.Around(0, 0,
                        (x + 0.5f) * grids[g].Stride / model.Width, (y + 0.5f) * grids[g].Stride / model.Height,
                        side / model.Width, side / model.Height);
                }
    }

    private protected override void Collect(ReadOnlySpan<Tensor> values, float threshold, Detections found)
    {
        ReadOnlySpan<float> scores = values[0].Floats, boxes = values[1].Floats;
        for (int i = 0; i < _scores.Count; i++)
        {
            float score = scores[_scores.At(i, 1)];
            // A softmax of two is a sigmoid of their difference.
            score = _logits ? Sigmoid(score - scores[_scores.At(i, 0)]) : score;
            if (!(score >= threshold))
                continue;
            float a = boxes[_boxes.At(i, 0)], b = boxes[_boxes.At(i, 1)], c = boxes[_boxes.At(i, 2)], d = boxes[_boxes.At(i, 3)];
            found.Add(_anchors.Length == 0 ? new Box(0, score, a, b, c, d) : FromAnchor(_anchors[i], score, a, b, c, d),
                _scores.Place(i, 1));
        }
    }

    private static Box FromAnchor(in Box anchor, float score, float x, float y, float width, float height)
    {
        float wide = anchor.Right - anchor.Left, high = anchor.Bottom - anchor.Top;
        return Box.Around(0, score,
            (anchor.Left + anchor.Right) / 2 + x * OfMiddle * wide, (anchor.Top + anchor.Bottom) / 2 + y * OfMiddle * high,
            wide * MathF.Exp(width * OfSize), high * MathF.Exp(height * OfSize));
    }
}
