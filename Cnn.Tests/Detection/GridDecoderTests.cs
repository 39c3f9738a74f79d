using Cnn.Detection;
using NUnit.Framework;
using static Cnn.Tests.Detection.Decoding;

namespace Cnn.Tests.Detection;

/// <summary>Decoders of boxes on grids, against places computed by hand; inputs are wider than high, or the other way round.</summary>
public class GridDecoderTests
{
    private static readonly DecoderSettings TwoStrides = new() { Strides = [8, 16] };

    // 24×40: 3×5 cells of 8 and, with the last row and column half outside, 2×3 of 16.
    [Test]
    public void NanoDet_takes_the_mean_of_bins([Values] bool valuesFirst)
    {
        int[] Shape(int cells, int values) => valuesFirst ? [1, values, cells] : [1, cells, values];
        int[] At(int cell, int value) => valuesFirst ? [0, value, cell] : [0, cell, value];
        // Bins 1, 2, 3 and, half and half, 0 and 7.
        var found = new Decoding(24, 40, settings: TwoStrides)
            .With(Shape(6, 3), 0.1f)
            .With(Shape(15, 32), 0, (At(7, 1), 60), (At(7, 8 + 2), 60), (At(7, 16 + 3), 60), (At(7, 24), 60), (At(7, 24 + 7), 60))
            .With(Shape(6, 32), 0)
            .With(Shape(15, 3), 0.1f, (At(7, 2), 0.9f))
            .Decode("nanodet");
        // Cell 7 is column 2 of row 1, its middle (20, 12).
        AreNear(found.Boxes, new Box(2, 0.9f, 12 / 40f, -4 / 24f, 44 / 40f, 40 / 24f));
    }

    [Test]
    public void NanoDet_Plus_has_all_in_one_and_counts_from_corners()
    {
        // 32×48: 24 + 6 + 2 + 1 cells of 8, 16, 32, 64.
        var decoding = new Decoding(32, 48, labels: 3).With([1, 33, 35], 0, ([0, 24 + 4, 1], 0.8f),
            ([0, 28, 3 + 1], 60), ([0, 28, 11 + 1], 60), ([0, 28, 19 + 2], 60), ([0, 28, 27 + 1], 60));
        Assert.That(decoding.Decoder!.Candidates, Is.EqualTo(33));
        // Cell 4 of the second grid is column 1 of row 1.
        AreNear(decoding.Decode("nanodet").Boxes, new Box(1, 0.8f, 0, 0, 48 / 48f, 32 / 32f));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void YOLOv8_reads_both_orders_and_keeps_boxes_of_two_classes(bool valuesFirst)
    {
        int[] At(int cell, int value) => valuesFirst ? [0, value, cell] : [0, cell, value];
        (int[], float)[] Candidate(int cell, float x, float width, int label, float score) =>
            [(At(cell, 0), x), (At(cell, 1), 16), (At(cell, 2), width), (At(cell, 3), 8), (At(cell, 4 + label), score)];
        var found = new Decoding(32, 48, labels: 3)
            .With(valuesFirst ? [1, 7, 32] : [1, 32, 7], 0,
            [
                .. Candidate(3, 24, 24, 2, 0.6f), .. Candidate(9, 24, 24, 0, 0.5f), .. Candidate(31, 25, 24, 2, 0.7f),
                .. Candidate(30, 40, 4, 2, 0.3f), .. Candidate(29, float.NaN, 4, 1, 0.9f), .. Candidate(28, 8, 4, 1, float.NaN),
                .. Candidate(27, 8, float.PositiveInfinity, 1, 0.9f), .. Candidate(26, 8, -4, 1, 0.9f),
            ])
            .Decode("yolov8");
        AreNear(found.Boxes,
            new Box(2, 0.7f, 13 / 48f, 12 / 32f, 37 / 48f, 20 / 32f), new Box(0, 0.5f, 12 / 48f, 12 / 32f, 36 / 48f, 20 / 32f),
            new Box(2, 0.3f, 38 / 48f, 12 / 32f, 42 / 48f, 20 / 32f));
    }

    [Test]
    public void YOLOv8_finds_nothing_where_nothing_is() =>
        Assert.That(new Decoding(32, 48).With([1, 84, 32], 0).Decode("yolov8").Boxes.Length, Is.Zero);

    [Test]
    public void YOLOv8_has_poses_too()
    {
        var found = new Decoding(32, 48).With([1, 56, 32], 0,
            ([0, 0, 5], 24), ([0, 1, 5], 16), ([0, 2, 5], 24), ([0, 3, 5], 16), ([0, 4, 5], 0.9f),
            ([0, 5 + 3 * 16, 5], 12), ([0, 6 + 3 * 16, 5], 20), ([0, 7 + 3 * 16, 5], 0.5f)).Decode("yolov8");
        AreNear(found.Boxes, new Box(0, 0.9f, 0.25f, 0.25f, 0.75f, 0.75f));
        IsNear(found.PointsOf(0)[16], 0.25f, 0.625f, 0.5f);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void YOLOv5_is_read_as_its_model_decoded_it(bool valuesFirst)
    {
        int[] At(int cell, int value) => valuesFirst ? [0, value, cell] : [0, cell, value];
        // Three anchors in each of 32 cells.
        var found = new Decoding(32, 48, labels: 2).With(valuesFirst ? [1, 7, 96] : [1, 96, 7], 0,
            (At(95, 0), 24), (At(95, 1), 8), (At(95, 2), 12), (At(95, 3), 8), (At(95, 4), 0.9f), (At(95, 6), 0.5f),
            (At(90, 0), 4), (At(90, 1), 8), (At(90, 2), 4), (At(90, 3), 8), (At(90, 4), 0.9f), (At(90, 6), 0.2f)).Decode("yolov5");
        AreNear(found.Boxes, new Box(1, 0.45f, 18 / 48f, 4 / 32f, 30 / 48f, 12 / 32f));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void YOLOv5_is_decoded_from_its_anchors(bool apart)
    {
        // 32×64: 4×8, 2×4 and 1×2 cells. The second anchor of stride 16 is 62×45.
        float logit = MathF.Log(9);
        Decoding Level(Decoding to, int rows, int columns, params (int Value, float To)[] set) => to.With(
            apart ? [1, 3, rows, columns, 7] : [1, 21, rows, columns], -20,
            [.. set.Select(s => (apart ? new[] { 0, 1, 1, 3, s.Value } : [0, 7 + s.Value, 1, 3], s.To))]);
        var decoding = new Decoding(32, 64, labels: 2, apart ? null : new DecoderSettings { Decoder = "yolov5" });
        Level(decoding, 4, 8);
        Level(decoding, 2, 4, (0, 0), (1, 0), (2, 0), (3, 0), (4, logit), (6, logit));
        Level(decoding, 1, 2);
        Assert.That(decoding.Decoder!.Candidates, Is.EqualTo(3 * 42));
        AreNear(decoding.Decode("yolov5").Boxes, Box.Around(1, 0.81f, 56 / 64f, 24 / 32f, 62 / 64f, 45 / 32f));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void YOLOX_counts_from_the_cells_corner(bool valuesFirst)
    {
        int[] At(int cell, int value) => valuesFirst ? [0, value, cell] : [0, cell, value];
        // Cell 24 + 5 is column 2 of row 1 of the 2×3 cells of 16.
        var found = new Decoding(32, 48, labels: 3).With(valuesFirst ? [1, 8, 32] : [1, 32, 8], 0, (At(29, 0), 0.5f),
            (At(29, 1), 0.25f), (At(29, 2), MathF.Log(2)), (At(29, 3), 0), (At(29, 4), 0.8f), (At(29, 7), 0.75f)).Decode("yolox");
        AreNear(found.Boxes, Box.Around(2, 0.6f, 40 / 48f, 20 / 32f, 32 / 48f, 16 / 32f));
    }

    [Test]
    public void FastestDet_has_one_grid()
    {
        // 80×64: 5×4 cells; COCO's classes need not be named.
        int[] At(int value) => [0, value, 2, 1];
        var found = new Decoding(80, 64).With([1, 85, 5, 4], 0, (At(0), 1), (At(1), 0), (At(2), 0.5f), (At(3), 0), (At(4), 0),
            (At(5 + 79), 0.5f)).Decode("fastestdet");
        AreNear(found.Boxes, Box.Around(79, MathF.Pow(0.5f, 0.4f), 1 / 4f, (2 + MathF.Tanh(0.5f)) / 5, 0.5f, 0.5f));
    }
}
