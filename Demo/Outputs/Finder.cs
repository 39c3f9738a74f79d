using System.Collections.Immutable;
using Cnn;
using Cnn.Detection;
using Demo.Ui;

namespace Demo.Outputs;

/// <summary>A decoder with the nodes that it reads as floats, and what it found in the last run.</summary>
internal sealed class Finder
{
    private readonly Tensor[] _values;
    private readonly Detections _found = new();
    private readonly Tracker _tracker = new();
    private readonly PointFollower _points = new();
    private double _time = double.NaN;
    private long _run;
    private float _least;

    public Finder(Decoder decoder)
    {
        Decoder = decoder;
        Reads = [.. decoder.Reads.Select(OutputNode.Floats)];
        _values = new Tensor[Reads.Length];
        Threshold = new ShareSlider(decoder.Threshold, "The lowest score that is shown: drag it, or turn the wheel.");
    }

    public Decoder Decoder { get; }

    /// <summary>The lowest score that is shown.</summary>
    public ShareSlider Threshold { get; }

    /// <summary>What is read after a run.</summary>
    public ImmutableArray<Node> Reads { get; }

    /// <summary>What a run found, decoded once; valid until the next call.</summary>
    public Detections In(in RunValues values)
    {
        if (!IsNew(values))
            return _found;
        for (int i = 0; i < _values.Length; i++)
            _values[i] = values.Read(Reads[i])!;
        Decoder.Decode(_values, Threshold.Value, _found);
        return _found;
    }

    /// <summary>Nothing is known any more: the next values may be another engine's, which counts its own runs.</summary>
    public void Forget() => _run = 0;

    /// <summary>What a run found, followed from run to run; where nothing moves each box is where it was found.</summary>
    public ReadOnlySpan<Track> Followed(in RunValues values)
    {
        // Of still pictures the next has nothing to do with the last.
        if (double.IsNaN(values.Time))
            _tracker.Clear();
        _tracker.Update(In(values));
        _tracker.Glide(Passed(values));
        return _tracker.Tracks;
    }

    /// <summary>The points of the one thing that a run found, followed from run to run; none where there is none.</summary>
    public ReadOnlySpan<Keypoint> FollowedPoints(in RunValues values)
    {
        var found = In(values);
        if (double.IsNaN(values.Time))
            _points.Clear();
        _points.Update(found.Boxes.IsEmpty ? [] : found.PointsOf(0), Threshold.Value);
        _points.Glide(Passed(values));
        return _points.Points;
    }

    /// <summary>What is followed, where it was shown last.</summary>
    public ReadOnlySpan<Track> Tracks => _tracker.Tracks;

    /// <summary>The points that are followed, where they were shown last.</summary>
    public ReadOnlySpan<Keypoint> Points => _points.Points;

    /// <summary>What a run found, each with its number; where it is shown stays as it is.</summary>
    public ReadOnlySpan<Track> Numbered(scoped in RunValues values)
    {
        if (double.IsNaN(values.Time))
            _tracker.Clear();
        _tracker.Update(In(values));
        return _tracker.Tracks;
    }

    /// <summary>Draws how sure things must be, with the slider, in one line.</summary>
    public void DrawThreshold(Scene scene, Rect line)
    {
        scene.List.Text(line.Left(50, out line, 10), TextStyle.Label, "above");
        scene.List.Text(line.RightSlice(40, out line, 10), TextStyle.Value.Right, $"{Threshold.Value * 100:0} %");
        Threshold.Draw(scene, line);
    }

    /// <summary>What the last run found.</summary>
    public Detections Last => _found;

    /// <summary>Whether a thing that was followed may be seen again.</summary>
    public bool Knows(int id) => _tracker.Knows(id);

    /// <summary>The score by which a thing that is followed was found; null where it is not seen or that is not known.</summary>
    public ValuePlace? PlaceOf(int id)
    {
        foreach (var track in _tracker.Tracks)
            if (track.Id == id)
                return _found.PlaceOf(track.Found);
        return null;
    }

    /// <summary>A box in pixels of the frame.</summary>
    public static (float Left, float Top, float Right, float Bottom) Pixels(in Box box, in RunValues values)
    {
        var (left, top, right, bottom) = values.Part.ToFrame(box.Left, box.Top, box.Right, box.Bottom);
        var (width, height) = values.Frame;
        return (left * width, top * height, right * width, bottom * height);
    }

    /// <summary>Points in pixels of the frame.</summary>
    public static Keypoint[] Pixels(ReadOnlySpan<Keypoint> points, in RunValues values)
    {
        var pixels = new Keypoint[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            var (x, y) = values.Part.ToFrame(points[i].X, points[i].Y);
            // JSON has no number for what is none, nor anybody a place.
            pixels[i] = new Keypoint(Finite(x * values.Frame.Width), Finite(y * values.Frame.Height), Finite(points[i].Score));
        }
        return pixels;
    }

    // Since the last time; for ever where nothing moves.
    private double Passed(in RunValues values)
    {
        double passed = double.IsNaN(values.Time) || double.IsNaN(_time) ? double.PositiveInfinity : values.Time - _time;
        _time = values.Time;
        return passed;
    }

    // Values come back one by one: as long as they are of several runs the last whole one counts.
    private bool IsNew(in RunValues values)
    {
        long run = values.RunOf(Reads[0]);
        foreach (var node in Reads)
            if (values.RunOf(node) != run)
                return false;
        bool known = run != 0 && (run, Threshold.Value) == (_run, _least);
        (_run, _least) = (run, Threshold.Value);
        return !known;
    }

    private static float Finite(float value) => float.IsFinite(value) ? Math.Clamp(value, -1e6f, 1e6f) : 0;
}
