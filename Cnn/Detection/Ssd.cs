using System.Collections.Immutable;

namespace Cnn.Detection;

/// <summary>
/// Boxes that the model has decoded, and a score for each class: [1,n,4] and [1,n,classes], with either axis first, as SSD and its kin
/// have them.
/// </summary>
internal sealed class Ssd : Decoder
{
    public const string Word = "ssd";

    public static readonly DecoderKind Kind = new(Word, "[1,n,4] and [1,n,classes]", In);

    private readonly Head _boxes, _scores;
    private readonly int _background;
    private readonly bool _logits;
    private readonly BoxReader _reader;

    private Ssd(DetectorModel model, Head boxes, Head scores, int background)
        : base(Word, model, [boxes.Output, scores.Output], threshold: 0.4f, overlap: 0.45f)
    {
        (_boxes, _scores, _background) = (boxes, scores, background);
        _logits = model.Settings.Logits ?? false;
        _reader = new BoxReader(model, pixels: false);
    }

    public override int Classes => _scores.Length - (_background >= 0 ? 1 : 0);

    public override int Candidates => _boxes.Count;

    private static Ssd? In(DetectorModel model, bool asked)
    {
        foreach (var output in model.Floats)
        {
            if (output.Shape.Rank < 2 || (output.Shape[output.Shape.Rank - 1] != 4 && output.Shape[output.Shape.Rank - 2] != 4))
                continue;
            int count = (int)(output.Shape.Count / 4);
            if ((!asked && model.Outputs.Length != 2) || Head.Of(output, count) is not { } boxes)
                continue;
            var scores = model.Heads(count).FirstOrDefault(head => head.Output != output && IsScores(model, head.Length));
            if (scores is not null)
                return new Ssd(model, boxes, scores, Background(model, scores.Length));
        }
        return null;
    }

    private static bool IsScores(DetectorModel model, int length) =>
        model.LabelCount == 0 || length == model.LabelCount || length == model.LabelCount + 1;

    private static int Background(DetectorModel model, int length) =>
        model.Settings.Background ?? (model.LabelCount > 0 && length == model.LabelCount + 1 ? 0 : -1);

    private protected override void Collect(ReadOnlySpan<Tensor> values, float threshold, Detections found)
    {
        ReadOnlySpan<float> boxes = values[0].Floats, scores = values[1].Floats;
        float least = Least(threshold, _logits);
        for (int i = 0; i < _boxes.Count; i++)
            for (int c = 0; c < _scores.Length; c++)
            {
                float score = scores[_scores.At(i, c)];
                if (c != _background && score >= least)
                    found.Add(_reader.Read(
                        boxes, _boxes, i, c - (_background >= 0 && c > _background ? 1 : 0), Probability(score, _logits)),
                        _scores.Place(i, c));
            }
    }
}
