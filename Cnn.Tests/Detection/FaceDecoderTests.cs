using Cnn.Detection;
using Cnn.Ops;
using NUnit.Framework;
using static Cnn.Tests.Detection.Decoding;

namespace Cnn.Tests.Detection;

/// <summary>Decoders of faces, against places computed by hand.</summary>
public class FaceDecoderTests
{
    // 64×128: two anchors in each of 8×16 cells and six in each of 4×8.
    [Test]
    public void BlazeFace_counts_from_its_anchors_middles()
    {
        // Row 70 of the second is anchor 4 of cell 11, column 3 of row 1: its middle is (56, 24).
        (int[], float)[] box = [([0, 70, 0], 4), ([0, 70, 1], -8), ([0, 70, 2], 32), ([0, 70, 3], 16), ([0, 70, 4], 2), ([0, 70, 15], 8)];
        var found = new Decoding(64, 128)
            .With([1, 256, 1], -9).With([1, 192, 1], -9, ([0, 70, 0], MathF.Log(4))).With([1, 256, 16], 0).With([1, 192, 16], 0, box)
            .Decode("blazeface");
        AreNear(found.Boxes, new Box(0, 0.8f, 44 / 128f, 8 / 64f, 76 / 128f, 24 / 64f));
        Assert.That(found.PointsPerBox, Is.EqualTo(6));
        IsNear(found.PointsOf(0)[0], 58 / 128f, 24 / 64f, 1);
        IsNear(found.PointsOf(0)[5], 56 / 128f, 32 / 64f, 1);

        // The same with both strides in one output.
        var joined = new Decoding(64, 128).With([1, 448, 1], -9, ([0, 326, 0], MathF.Log(4)))
            .With([1, 448, 16], 0, [.. box.Select(b => (new[] { 0, b.Item1[1] + 256, b.Item1[2] }, b.Item2))]).Decode("blazeface");
        AreNear(joined.Boxes, found.Boxes[0]);
    }

    // 40×24: 5×3, 3×2 and 2×1 cells; the last ones reach beyond the input.
    [Test]
    public void YuNet_multiplies_two_scores()
    {
        var decoding = new Decoding(40, 24);
        foreach (int cells in new[] { 15, 6, 2 })
        {
            bool middle = cells == 6;
            // Cell 3 is column 1 of row 1.
            decoding.With([1, cells, 1], 0.1f, middle ? [([0, 3, 0], 0.81f)] : []).With([1, cells, 1], 0, middle ? [([0, 3, 0], 1)] : [])
                .With([1, cells, 4], 0, middle ? [([0, 3, 0], 0.5f), ([0, 3, 1], 0.25f), ([0, 3, 2], MathF.Log(0.5f))] : [])
                .With([1, cells, 10], 0, middle ? [([0, 3, 8], 0.25f), ([0, 3, 9], -0.5f)] : []);
        }
        var found = decoding.Decode("yunet");
        AreNear(found.Boxes, Box.Around(0, 0.9f, 24 / 24f, 20 / 40f, 8 / 24f, 16 / 40f));
        IsNear(found.PointsOf(0)[4], 20 / 24f, 8 / 40f, 1);
    }

    // 32×64: 3·32 + 2·8 + 2·2 + 3·1 anchors.
    [Test]
    public void UltraFace_takes_boxes_that_are_decoded()
    {
        var found = new Decoding(32, 64).With([1, 119, 2], 0.1f, ([0, 118, 1], 0.9f))
            .With([1, 119, 4], 0, ([0, 118, 0], 0.25f), ([0, 118, 1], 0.5f), ([0, 118, 2], 0.5f), ([0, 118, 3], 0.75f)).Decode("ultraface");
        AreNear(found.Boxes, new Box(0, 0.9f, 0.25f, 0.5f, 0.5f, 0.75f));
    }

    [Test]
    public void UltraFace_decodes_offsets_from_anchors()
    {
        // Of the 2×4 cells of 16 the anchors' sides are 32 and 48: the second of cell 5, column 1 of row 1, is number 96 + 11.
        var raw = new Node(new Reshape([1, 119, 4]), [new Node(new Input([1, 476]), "conv")], "boxes");
        var found = new Decoding(32, 64).With([1, 119, 2], 0.1f, ([0, 107, 1], 0.9f))
            .With(raw, 0, ([0, 107, 0], 1), ([0, 107, 3], 5 * MathF.Log(2))).Decode("ultraface");
        AreNear(found.Boxes, Box.Around(0, 0.9f, (24 + 4.8f) / 64, 24 / 32f, 48 / 64f, 96 / 32f));
    }
}
