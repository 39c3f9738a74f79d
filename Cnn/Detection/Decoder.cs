using System.Collections.Immutable;

namespace Cnn.Detection;

/// <summary>
/// Turns a detector's raw outputs into boxes and points: a formula with the numbers that it needs, found by
/// <see cref="Decoders.Find"/>. It keeps nothing from one picture to the next.
/// </summary>
public abstract class Decoder
{
    private readonly DecoderSettings _settings;

    private protected Decoder(string name, DetectorModel model, ImmutableArray<Node> reads, float threshold, float overlap)
    {
        (Name, Reads, _settings) = (name, reads, model.Settings);
        (InputHeight, InputWidth) = (model.Height, model.Width);
        Threshold = model.Settings.Threshold ?? threshold;
        Overlap = model.Settings.Overlap ?? overlap;
        OverlapOthers = model.Settings.OverlapOthers ?? 1;
    }

    /// <summary>The decoder's name, such as <c>yolov8</c>.</summary>
    public string Name { get; }

    /// <summary>The model's outputs that are decoded.</summary>
    public ImmutableArray<Node> Reads { get; }

    /// <summary>The lowest score that is shown unless told otherwise, 0…1.</summary>
    public float Threshold { get; }

    /// <summary>The most that two boxes of a class may share, 0…1.</summary>
    public float Overlap { get; }

    /// <summary>
    /// The most that two boxes of different classes may share, 0…1: nearly the same box twice is one thing with two names.
    /// </summary>
    public float OverlapOthers { get; }

    /// <summary>How many classes there are.</summary>
    public abstract int Classes { get; }

    /// <summary>Among how many places it chooses.</summary>
    public abstract int Candidates { get; }

    /// <summary>Whether it is known how many classes there are.</summary>
    public virtual bool HasClassCount => true;

    /// <summary>How many points a box has.</summary>
    public virtual int PointCount => 0;

    /// <summary>Whether the points are what it is about, of one thing, and the box only lies around them.</summary>
    public virtual bool IsPoints => false;

    /// <summary>The points of each box; none where there are none.</summary>
    public PointSet Points => field ??= _settings.Points.Length == PointCount && PointCount > 0
        ? new PointSet(_settings.Points, _settings.Skeleton.IsEmpty ? UsualPoints.Skeleton : _settings.Skeleton)
        : _settings.Skeleton.IsEmpty ? UsualPoints : UsualPoints with { Skeleton = _settings.Skeleton };

    /// <summary>What the classes are usually called; empty where nobody knows.</summary>
    public ImmutableArray<string> Labels => Classes == 80 ? CocoNames.All : Classes == 1 ? UsualName : [];

    /// <summary>The name of the only class.</summary>
    private protected virtual ImmutableArray<string> UsualName => [];

    private protected virtual PointSet UsualPoints => PointSet.Of(PointCount);

    private protected int InputHeight { get; }

    private protected int InputWidth { get; }

    /// <summary>Decodes one picture.</summary>
    /// <param name="values">The values of <see cref="Reads"/>, floats, in their order.</param>
    /// <param name="threshold">The lowest score that counts, 0…1.</param>
    /// <param name="found">Takes the boxes, best first; what was in it goes.</param>
    /// <exception cref="CnnException">There are other values than <see cref="Reads"/> has.</exception>
    public void Decode(ReadOnlySpan<Tensor> values, float threshold, Detections found)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (values.Length != Reads.Length)
            throw new CnnException($"decoder {Name} takes {Reads.Length} outputs; there are {values.Length}");
        for (int i = 0; i < values.Length; i++)
            if (values[i].Shape != Reads[i].Shape)
                throw new CnnException($"decoder {Name}: output '{Reads[i].Name}' is {Reads[i].Shape}; there is {values[i].Shape}");
        found.Clear(PointCount);
        Collect(values, threshold, found);
        found.Suppress(Overlap, OverlapOthers);
    }

    /// <summary>The value that says how likely a point of the one thing is where it was found; null where no map says so.</summary>
    /// <param name="point">Which point, from 0.</param>
    /// <param name="found">Where it was found.</param>
    public virtual ValuePlace? PlaceOf(int point, Keypoint found) => null;

    /// <summary>Adds every candidate of at least the threshold.</summary>
    private protected abstract void Collect(ReadOnlySpan<Tensor> values, float threshold, Detections found);

    /// <summary>The cell in which a point lies.</summary>
    private protected static int CellOf(Keypoint point, int rows, int columns) =>
        (int)Math.Clamp(point.Y * rows, 0, rows - 1) * columns + (int)Math.Clamp(point.X * columns, 0, columns - 1);

    private protected static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));

    private protected static float Probability(float value, bool logit) => logit ? Sigmoid(value) : value;

    // The least value, before the sigmoid where there is one, that gives a score of at least the threshold.
    private protected static float Least(float threshold, bool logit) =>
        !logit ? threshold : threshold <= 0 ? float.NegativeInfinity : MathF.Log(threshold / (1 - threshold));
}
