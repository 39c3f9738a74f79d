using System.Collections.Immutable;
using Cnn;
using Cnn.Detection;

namespace Demo.Outputs;

/// <summary>A decoder with the nodes that it reads as floats, and what it found in the last run.</summary>
internal sealed class Finder
{
    private readonly Tensor[] _values;
    private readonly Detections _found = new();

    public Finder(Decoder decoder)
    {
        Decoder = decoder;
        Reads = [.. decoder.Reads.Select(OutputNode.Floats)];
        _values = new Tensor[Reads.Length];
    }

    public Decoder Decoder { get; }

    /// <summary>What is read after a run.</summary>
    public ImmutableArray<Node> Reads { get; }

    /// <summary>What a run found; valid until the next call.</summary>
    public Detections In(in RunValues values)
    {
        for (int i = 0; i < _values.Length; i++)
            _values[i] = values.Read(Reads[i])!;
        Decoder.Decode(_values, Decoder.Threshold, _found);
        return _found;
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
            pixels[i] = points[i] with { X = Finite(x * values.Frame.Width), Y = Finite(y * values.Frame.Height), Score = Finite(points[i].Score) };
        }
        return pixels;
    }

    private static float Finite(float value) => float.IsFinite(value) ? Math.Clamp(value, -1e6f, 1e6f) : 0;
}
