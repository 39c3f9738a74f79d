using Cnn.Detection;
using Cnn.Ops;
using NUnit.Framework;
using static Cnn.Tests.Detection.Decoding;

namespace Cnn.Tests.Detection;

/// <summary>Decoders of lists of boxes and of points, against places computed by hand.</summary>
public class ListDecoderTests
{
    [TestCase(true)]
    [TestCase(false)]
    public void SSD_reads_boxes_of_several_classes(bool valuesFirst)
    {
        int[] Shape(int values) => valuesFirst ? [1, values, 19] : [1, 19, values];
        int[] At(int row, int value) => valuesFirst ? [0, value, row] : [0, row, value];
        // The first of three classes is nothing: there are two names.
        var found = new Decoding(30, 50, labels: 2)
            .With(Shape(3), 0, (At(18, 0), 0.9f), (At(18, 1), 0.5f), (At(18, 2), 0.6f))
            .With(Shape(4), 0, (At(18, 0), 0.1f), (At(18, 1), 0.2f), (At(18, 2), 0.3f), (At(18, 3), 0.5f)).Decode("ssd");
        AreNear(found.Boxes, new Box(1, 0.6f, 0.1f, 0.2f, 0.3f, 0.5f), new Box(0, 0.5f, 0.1f, 0.2f, 0.3f, 0.5f));
    }

    [TestCase(BoxCorners.Ltrb, 10, 6, 20, 9)]
    [TestCase(BoxCorners.Tlbr, 6, 10, 9, 20)]
    [TestCase(BoxCorners.Centre, 15, 7.5f, 10, 3)]
    public void Boxes_are_written_in_several_ways(BoxCorners corners, float a, float b, float c, float d)
    {
        var settings = new DecoderSettings { Corners = corners, Pixels = true };
        var found = new Decoding(30, 50, settings: settings).With([1, 19, 3], 0, ([0, 4, 2], 0.6f))
            .With([1, 19, 4], 0, ([0, 4, 0], a), ([0, 4, 1], b), ([0, 4, 2], c), ([0, 4, 3], d)).Decode("ssd");
        AreNear(found.Boxes, new Box(2, 0.6f, 0.2f, 0.2f, 0.4f, 0.3f));
    }

    [Test]
    public void Chosen_boxes_come_with_their_labels()
    {
        var decoding = new Decoding(30, 50);
        decoding.With([7, 4], 0, ([2, 0], 10), ([2, 1], 6), ([2, 2], 20), ([2, 3], 9), ([6, 2], 50), ([6, 3], 30));
        decoding.With(new Node(new Input([7]), "labels"), -1, ([2], 17), ([6], float.NaN));
        decoding.With([7], 0, ([2], 0.75f), ([6], 0.9f), ([5], 0.9f));
        AreNear(decoding.Decode("chosen").Boxes, new Box(17, 0.75f, 0.2f, 0.2f, 0.4f, 0.3f));
    }

    // 4×6 cells; the middle of the picture counts most, and what is near where the middle points.
    [TestCase(true)]
    [TestCase(false)]
    public void MoveNet_finds_each_point_where_the_person_expects_it(bool valuesFirst)
    {
        int[] Shape(int values) => valuesFirst ? [1, values, 4, 6] : [1, 4, 6, values];
        int[] At(int y, int x, int value) => valuesFirst ? [0, value, y, x] : [0, y, x, value];
        var found = new Decoding(64, 96)
            .With(Shape(17), 0, (At(3, 4, 5), 0.8f), (At(0, 0, 5), 0.9f))
            .With(Shape(1), 0, (At(2, 3, 0), 0.5f), (At(0, 0, 0), 0.9f))
            .With(Shape(34), 0, (At(2, 3, 10), 1), (At(2, 3, 11), 1))
            .With(Shape(34), 0, (At(3, 4, 10), 0.5f), (At(3, 4, 11), 0.25f)).Decode("movenet", 0);
        IsNear(found.PointsOf(0)[5], 4.25f / 6, 3.5f / 4, 0.8f);
        Assert.That(found.PointsPerBox, Is.EqualTo(17));
    }

    [Test]
    public void MoveNet_may_have_decoded_itself()
    {
        var found = new Decoding(64, 96).With([1, 1, 17, 3], 0.1f, ([0, 0, 16, 0], 0.25f), ([0, 0, 16, 1], 0.5f), ([0, 0, 16, 2], 0.9f),
            ([0, 0, 3, 0], 0.75f), ([0, 0, 3, 1], 0.75f), ([0, 0, 3, 2], 0.7f)).Decode("movenet");
        AreNear(found.Boxes, new Box(0, 0.8f, 0.5f, 0.25f, 0.75f, 0.75f));
        IsNear(found.PointsOf(0)[16], 0.5f, 0.25f, 0.9f);
    }

    // 33×49 pixels in cells of 16, whose places begin at the first pixel; 32×48, padded at the end, at the sixteenth.
    [TestCase(33, 49, 3, 4, 0)]
    [TestCase(32, 48, 2, 3, 15)]
    public void PoseNet_adds_offsets_in_pixels(int height, int width, int rows, int columns, int first)
    {
        var found = new Decoding(height, width)
            .With([1, rows, columns, 32], 0)
            .With([1, rows, columns, 17], -5, ([0, 1, 2, 9], MathF.Log(9)), ([0, 0, 0, 0], MathF.Log(9)))
            .With([1, rows, columns, 34], 0, ([0, 1, 2, 9], -3), ([0, 1, 2, 17 + 9], 5)).With([1, rows, columns, 32], 0);
        IsNear(found.Decode("posenet").PointsOf(0)[9], (first + 32 + 5f) / width, (first + 16 - 3f) / height, 0.9f);
    }

    [TestCase(new[] { 1, 1404, 1, 1 }, 468)]
    [TestCase(new[] { 1, 1434 }, 478)]
    [TestCase(new[] { 1, 63 }, 21)]
    public void Landmarks_are_in_pixels(int[] shape, int points)
    {
        int[] At(int i) => [0, i, .. new int[shape.Length - 2]];
        var found = new Decoding(48, 64).With([1, 1], 0.75f).With(shape, 8, (At(6), 16), (At(7), 12)).Decode("landmarks");
        Assert.That((found.PointsPerBox, found.Boxes.Length), Is.EqualTo((points, 1)));
        IsNear(found.PointsOf(0)[2], 0.25f, 0.25f, 0.75f);
        IsNear(found.PointsOf(0)[points - 1], 8 / 64f, 8 / 48f, 0.75f);
    }
}
