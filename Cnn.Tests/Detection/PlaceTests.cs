using Cnn.Detection;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Detection;

/// <summary>Decoders say by which value of the outputs they found a thing.</summary>
public class PlaceTests
{
    private static readonly float Logit = MathF.Log(9);

    private static IEnumerable<TestCaseData> Boxes()
    {
        foreach (bool first in new[] { true, false })
        {
            // A row of values for each candidate, or a row of candidates for each value.
            int[] Shape(int candidates, int values) => first ? [1, values, candidates] : [1, candidates, values];
            int[] At(int candidate, int value) => first ? [0, value, candidate] : [0, candidate, value];
            yield return Case("nanodet", first, 0, At(4, 2), new Decoding(24, 40, settings: new() { Strides = [8, 16] })
                .With(Shape(6, 3), 0.1f, (At(4, 2), 0.9f)).With(Shape(15, 32), 0).With(Shape(6, 32), 1).With(Shape(15, 3), 0.1f));
            yield return Case("yolov5", first, 0, At(95, 6), new Decoding(32, 48, labels: 2)
                .With(Shape(96, 7), 0, (At(95, 2), 9), (At(95, 3), 9), (At(95, 4), 0.9f), (At(95, 6), 0.9f)));
            yield return Case("yolov8", first, 0, At(31, 5), new Decoding(32, 48, labels: 3)
                .With(Shape(32, 7), 0, (At(31, 2), 9), (At(31, 3), 9), (At(31, 5), 0.9f)));
            yield return Case("yolox", first, 0, At(29, 7), new Decoding(32, 48, labels: 3)
                .With(Shape(32, 8), 0, (At(29, 4), 0.9f), (At(29, 7), 0.9f)));
            // The first of the scores is nothing's.
            yield return Case("ssd", first, 1, At(18, 2), new Decoding(30, 50, labels: 2)
                .With(Shape(19, 4), 0, (At(18, 2), 1), (At(18, 3), 1)).With(Shape(19, 3), 0, (At(18, 2), 0.6f)));
            yield return Case("ultraface", first, 1, At(118, 1), new Decoding(32, 64)
                .With(Shape(119, 4), 0, (At(118, 2), 1), (At(118, 3), 1)).With(Shape(119, 2), 0.1f, (At(118, 1), 0.9f)));
        }
        yield return Case("nanodet", true, 0, [0, 28, 1], new Decoding(32, 48, labels: 3).With([1, 33, 35], 0, ([0, 28, 1], 0.8f)));
        foreach (bool apart in new[] { true, false })
        {
            int[] At(int value) => apart ? [0, 1, 1, 3, value] : [0, 7 + value, 1, 3];
            var decoding = new Decoding(32, 64, labels: 2, new DecoderSettings { Decoder = "yolov5" });
            foreach (var (rows, columns) in new[] { (4, 8), (2, 4), (1, 2) })
                decoding.With(apart ? [1, 3, rows, columns, 7] : [1, 21, rows, columns], -20,
                    rows == 2 ? [(At(2), 0), (At(3), 0), (At(4), Logit), (At(6), Logit)] : []);
            yield return Case("yolov5", apart, 1, At(6), decoding);
        }
        yield return Case("fastestdet", true, 0, [0, 84, 2, 1], new Decoding(80, 64)
            .With([1, 85, 5, 4], 0, ([0, 0, 2, 1], 1), ([0, 84, 2, 1], 0.5f)));
        var faces = new Decoding(40, 24);
        foreach (int cells in new[] { 15, 6, 2 })
            faces.With([1, cells, 1], 0, cells == 6 ? [([0, 3, 0], 0.9f)] : []).With([1, cells, 1], 1).With([1, cells, 4], 0)
                .With([1, cells, 10], 0);
        yield return Case("yunet", true, 4, [0, 3, 0], faces);
        yield return Case("blazeface", true, 1, [0, 70, 0], new Decoding(64, 128)
            .With([1, 256, 1], -9).With([1, 192, 1], -9, ([0, 70, 0], 1)).With([1, 256, 16], 1).With([1, 192, 16], 1));
    }

    [TestCaseSource(nameof(Boxes))]
    public void A_box_was_found_by_its_score(string name, Decoding decoding, int output, int[] at)
    {
        var found = decoding.Decode(name);
        Assert.That(found.Boxes.Length, Is.EqualTo(1));
        var node = decoding.Node(output);
        Assert.That(found.PlaceOf(0), Is.EqualTo(new ValuePlace(node, Decoding.Flat(node.Shape, at))));
    }

    [Test]
    public void A_model_that_chose_itself_does_not_say_by_what()
    {
        var decoding = new Decoding(30, 50).With([7, 4], 0, ([2, 2], 20), ([2, 3], 9));
        decoding.With(new Node(new Input([7]), "labels"), -1, ([2], 17)).With([7], 0, ([2], 0.75f));
        Assert.That(decoding.Decode("chosen").PlaceOf(0), Is.Null);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_point_lies_in_a_cell_of_its_map(bool first)
    {
        int[] Shape(int values) => first ? [1, values, 4, 6] : [1, 4, 6, values];
        var move = new Decoding(64, 96).With(Shape(1), 0).With(Shape(17), 0.5f).With(Shape(34), 0).With(Shape(34), 0);
        var node = move.Node(1);
        var place = move.Decoder!.PlaceOf(5, new Keypoint(4.25f / 6, 3.5f / 4, 1));
        Assert.That(place, Is.EqualTo(new ValuePlace(node, Decoding.Flat(node.Shape, first ? [0, 5, 3, 4] : [0, 3, 4, 5]))));
        // Beyond the picture the nearest cell counts.
        place = move.Decoder.PlaceOf(16, new Keypoint(-1, 7, 1));
        Assert.That(place, Is.EqualTo(new ValuePlace(node, Decoding.Flat(node.Shape, first ? [0, 16, 3, 0] : [0, 3, 0, 16]))));
    }

    [Test]
    public void A_point_that_the_model_decoded_lies_in_the_map_before()
    {
        var heat = new Node(new Sigmoid(), [new Node(new Input([1, 17, 4, 6]), "heat")]);
        var decoded = new Node(new Slice([0], [51], [0]), [new Node(new Reshape([408]), [heat])]);
        var move = new Decoding(64, 96).With(new Node(new Reshape([1, 1, 17, 3]), [decoded]), 0.5f);
        Assert.That(move.Decoder!.PlaceOf(5, new Keypoint(0.9f, 0.3f, 1)), Is.EqualTo(new ValuePlace(heat, (5 * 4 + 1) * 6 + 5)));
        // Landmarks come from no map.
        var face = new Decoding(48, 64).With([1, 1], 0.75f).With([1, 1404], 8);
        Assert.That(face.Decoder!.PlaceOf(5, new Keypoint(0.5f, 0.5f, 1)), Is.Null);
    }

    private static TestCaseData Case(string name, bool first, int output, int[] at, Decoding decoding) =>
        new TestCaseData(name, decoding, output, at).SetArgDisplayNames(name, first ? "values first" : "values last", $"{output}");
}
