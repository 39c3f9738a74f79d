namespace Cnn.Detection;

/// <summary>
/// The points of one face or hand, one after the other: x, y and z in pixels of the input, as MediaPipe's networks have them. A further
/// output of one number says how sure they are.
/// </summary>
internal sealed class Landmarks : Decoder
{
    public const string Word = "landmarks";

    public static readonly DecoderKind Kind = new(Word, "[1,points·2] or [1,points·3]", In);

    // A face's mesh without and with irises; 1404 or 1434 classes are nobody's.
    private const int Mesh = 468, MeshWithIrises = 478;
    private const int Hand = 21;

    private readonly int _step;
    private readonly bool _logit;
    private readonly float _width, _height;

    private Landmarks(DetectorModel model, Node output, Node? score, int points)
        : base(Word, model, score is null ? [output] : [output, score], threshold: 0.5f, overlap: 1)
    {
        (PointCount, _step) = (points, (int)(output.Shape.Count / points));
        _logit = model.Settings.Logits ?? score?.IsRaw() ?? false;
        (_width, _height) = model.Settings.Pixels ?? true ? (model.Width, model.Height) : (1, 1);
    }

    public override int Classes => 1;

    public override int Candidates => 1;

    public override bool IsPoints => true;

    public override int PointCount { get; }

    private static Landmarks? In(DetectorModel model, bool asked)
    {
        int named = model.Settings.Points.Length;
        var score = model.Floats.FirstOrDefault(output => output.Shape.Count == 1);
        foreach (var output in model.Floats.Where(o => o.Shape.Count > 1 && o.Shape.Max() == o.Shape.Count))
        {
            int points = named > 0 ? named : output.Shape.Count switch
            {
                3 * Mesh => Mesh,
                3 * MeshWithIrises => MeshWithIrises,
                3 * Hand when score is not null || asked => Hand,
                _ when asked && output.Shape.Count % 2 == 0 => (int)output.Shape.Count / 2,
                _ => 0,
            };
            if (points > 0 && output.Shape.Count % points == 0 && output.Shape.Count / points >= 2)
                return new Landmarks(model, output, score, points);
        }
        return null;
    }

    private protected override void Collect(ReadOnlySpan<Tensor> values, float threshold, Detections found)
    {
        float score = values.Length == 1 ? 1 : Probability(values[1].Floats[0], _logit);
        var floats = values[0].Floats;
        var points = found.Room(PointCount);
        for (int p = 0; p < points.Length; p++)
            points[p] = new Keypoint(floats[p * _step] / _width, floats[p * _step + 1] / _height, score);
        Person.Add(found, points, threshold);
    }
}
