using System.Collections.Immutable;
using Cnn.Detection;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Detection;

/// <summary>Runs decoders on outputs made by hand: all values are some rest, but for those that a test sets.</summary>
public sealed class Decoding
{
    private readonly int _height, _width, _labels;
    private readonly DecoderSettings _settings;
    private readonly List<(Node Node, Tensor Value)> _outputs = [];

    public Decoding(int height, int width, int labels = 0, DecoderSettings? settings = null) =>
        (_height, _width, _labels, _settings) = (height, width, labels, settings ?? new());

    public Decoder? Decoder => Decoders.Find(
        new DetectorModel([.. _outputs.Select(output => output.Node)], _height, _width, _labels, _settings));

    /// <summary>Adds an output.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="rest">What stands where nothing is set.</param>
    /// <param name="set">Indices, one for each axis, and values.</param>
    public Decoding With(int[] shape, float rest, params (int[] At, float Value)[] set) =>
        With(new Node(new Input(new Shape(shape)), $"y{_outputs.Count}"), rest, set);

    public Decoding With(Node node, float rest, params (int[] At, float Value)[] set)
    {
        var value = new Tensor(node.Shape);
        value.Floats.Fill(rest);
        foreach (var (at, number) in set)
            value.Floats[Flat(node.Shape, at)] = number;
        _outputs.Add((node, value));
        return this;
    }

    /// <summary>An output, in the order in which they were added.</summary>
    public Node Node(int index) => _outputs[index].Node;

    /// <summary>Where the value of some indices, one for each axis, lies.</summary>
    public static int Flat(Shape shape, int[] at) => at.Select((index, axis) => index * shape.Strides()[axis]).Sum();

    public Detections Decode(string name, float? threshold = null)
    {
        var decoder = Decoder;
        Assert.That(decoder?.Name, Is.EqualTo(name));
        var found = new Detections();
        var values = decoder!.Reads.Select(read => _outputs.Single(output => output.Node == read).Value).ToArray();
        decoder.Decode(values, threshold ?? decoder.Threshold, found);
        return found;
    }

    public static void AreNear(ReadOnlySpan<Box> boxes, params Box[] expected)
    {
        Assert.That(boxes.Length, Is.EqualTo(expected.Length), string.Join(' ', boxes.ToArray()));
        for (int i = 0; i < expected.Length; i++)
        {
            var (a, b) = (boxes[i], expected[i]);
            Assert.That(a.Label, Is.EqualTo(b.Label));
            Assert.That(new[] { a.Score, a.Left, a.Top, a.Right, a.Bottom },
                Is.EqualTo(new[] { b.Score, b.Left, b.Top, b.Right, b.Bottom }).Within(1e-5f));
        }
    }

    public static void IsNear(Keypoint point, float x, float y, float score) =>
        Assert.That(new[] { point.X, point.Y, point.Score }, Is.EqualTo(new[] { x, y, score }).Within(1e-5f));
}
