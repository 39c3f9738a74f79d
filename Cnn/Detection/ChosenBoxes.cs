namespace Cnn.Detection;

/// <summary>
/// Boxes among which the model has chosen itself, as torchvision's detectors and TensorFlow's object detection write them: [n,4] (in
/// pixels), [n] labels and [n] scores; rows that are nothing have no area.
/// </summary>
internal sealed class ChosenBoxes : Decoder
{
    public const string Word = "chosen";

    public static readonly DecoderKind Kind = new(Word, "boxes [n,4], labels [n] and scores [n]", In);

    // Class numbers are not counted anywhere: COCO's reach 90, LVIS's 1203.
    private const int MostClasses = 1203;

    private readonly Head _boxes;
    private readonly BoxReader _reader;
    private readonly int _background, _classes;

    // The model has suppressed what overlaps.
    private ChosenBoxes(DetectorModel model, Head boxes, Node labels, Node scores)
        : base(Word, model, [boxes.Output, labels, scores], threshold: 0.5f, overlap: 1)
    {
        _boxes = boxes;
        _reader = new BoxReader(model, pixels: true);
        _background = model.Settings.Background ?? -1;
        _classes = model.LabelCount > 0 ? model.LabelCount : MostClasses;
    }

    public override int Classes => _classes;

    public override bool HasClassCount => false;

    public override int Candidates => _boxes.Count;

    private static ChosenBoxes? In(DetectorModel model, bool asked)
    {
        foreach (var output in model.Floats)
        {
            if (output.Shape.Rank < 2 || output.Shape[output.Shape.Rank - 1] != 4)
                continue;
            int count = (int)(output.Shape.Count / 4);
            var single = model.Outputs.Where(o => o != output && o.Shape.Count == count && o.Type != DataType.Bool).ToArray();
            if (single.Length != 2 || Head.Of(output, count) is not { } boxes)
                continue;
            var labels = single.FirstOrDefault(o => o.Type != DataType.Float32)
                ?? single.FirstOrDefault(o => o.Name.Contains("label", StringComparison.OrdinalIgnoreCase)
                    || o.Name.Contains("class", StringComparison.OrdinalIgnoreCase));
            if (labels is null && !asked)
                continue;
            labels ??= single[0];
            return new ChosenBoxes(model, boxes, labels, single.First(o => o != labels));
        }
        return null;
    }

    private protected override void Collect(ReadOnlySpan<Tensor> values, float threshold, Detections found)
    {
        ReadOnlySpan<float> boxes = values[0].Floats, labels = values[1].Floats, scores = values[2].Floats;
        for (int i = 0; i < _boxes.Count; i++)
        {
            // A label that is no number of a class is none.
            if (!(scores[i] >= threshold) || !(labels[i] >= 0 && labels[i] <= MostClasses) || labels[i] == _background)
                continue;
            int label = (int)labels[i] - (_background >= 0 && labels[i] > _background ? 1 : 0);
            found.Add(_reader.Read(boxes, _boxes, i, label, scores[i]));
        }
    }
}
