using Cnn.Detection;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Detection;

/// <summary>Which decoder is recognised by the outputs' shapes, what is suppressed, and what is refused.</summary>
public class FindingTests
{
    [TestCase(640, 640, new[] { 1, 84, 8400 }, "yolov8", 80, 8400)]
    [TestCase(640, 640, new[] { 1, 8400, 84 }, "yolov8", 80, 8400)]
    [TestCase(384, 640, new[] { 1, 5, 5040 }, "yolov8", 1, 5040)]
    [TestCase(640, 640, new[] { 1, 8400, 85 }, "yolox", 80, 8400)]
    [TestCase(416, 416, new[] { 1, 3549, 6 }, "yolox", 1, 3549)]
    [TestCase(640, 640, new[] { 1, 25200, 85 }, "yolov5", 80, 25200)]
    [TestCase(320, 640, new[] { 1, 12600, 8 }, "yolov5", 3, 12600)]
    [TestCase(416, 416, new[] { 1, 3598, 112 }, "nanodet", 80, 3598)]
    [TestCase(352, 352, new[] { 1, 85, 22, 22 }, "fastestdet", 80, 484)]
    public void A_head_is_recognised_by_its_shape(int height, int width, int[] shape, string name, int classes, int candidates)
    {
        var decoder = new Decoding(height, width).With(shape, 0).Decoder!;
        Assert.That((decoder.Name, decoder.Classes, decoder.Candidates), Is.EqualTo((name, classes, candidates)));
        Assert.That(decoder.Labels.Length, Is.EqualTo(classes == 80 ? 80 : 0));
    }

    [TestCase(new[] { 1, 1000 })]
    [TestCase(new[] { 1, 63 })]
    [TestCase(new[] { 1, 136 })]
    [TestCase(new[] { 1, 3, 64, 96 })]
    [TestCase(new[] { 1, 21, 64, 96 })]
    [TestCase(new[] { 1, 125, 2, 3 })]
    [TestCase(new[] { 2, 84, 126 })]
    [TestCase(new[] { 1, 84, 125 })]
    [TestCase(new[] { 1, 100, 4 })]
    [TestCase(new[] { 1, 4, 7, 18 })]
    [TestCase(new[] { 1, 7, 9, 14 })]
    public void What_may_be_something_else_is_left_alone(int[] shape) =>
        Assert.That(new Decoding(64, 96).With(shape, 0).Decoder?.Name, Is.Null);

    // Three cells of three strides.
    [Test]
    public void A_tiny_picture_has_no_detector() => Assert.That(new Decoding(7, 6).With([1, 3, 7], 0).Decoder, Is.Null);

    [Test]
    public void A_decoder_that_does_not_fit_says_what_it_takes()
    {
        var decoding = new Decoding(64, 96, settings: new DecoderSettings { Decoder = "yolov8" }).With([1, 84, 125], 0);
        Assert.That(() => decoding.Decoder, Throws.TypeOf<CnnException>().With.Message.EqualTo(
            "decoder yolov8 takes [1,4 + classes,n] or [1,n,4 + classes] for a picture of 64×96; there is 'y0' 1×84×125"));
        Assert.That(() => new Decoding(64, 96, settings: new DecoderSettings { Decoder = "yolo99" }).With([1, 84, 125], 0).Decoder,
            Throws.TypeOf<CnnException>().With.Message.StartsWith("there is no decoder \"yolo99\"; there are yunet, "));
    }

    [Test]
    public void A_skeleton_joins_points_that_there_are()
    {
        var settings = new DecoderSettings { Skeleton = [(0, 17)] };
        Assert.That(() => new Decoding(64, 96, settings: settings).With([1, 1, 17, 3], 0).Decoder,
            Throws.TypeOf<CnnException>().With.Message.Contains("17"));
    }

    [Test]
    public void Values_of_another_shape_are_refused()
    {
        var decoder = new Decoding(64, 96).With([1, 84, 126], 0).Decoder!;
        Assert.That(() => decoder.Decode([], 0.5f, new Detections()), Throws.TypeOf<CnnException>());
        Assert.That(() => decoder.Decode([new Tensor([1, 126, 84])], 0.5f, new Detections()), Throws.TypeOf<CnnException>());
    }

    // Thousands of candidates above the threshold: what is kept is bounded, and the best come first.
    [Test]
    public void Many_candidates_are_bounded()
    {
        var random = new Random(3);
        var node = new Node(new Input([1, 8400, 84]), "y");
        var value = new Tensor(node.Shape);
        for (int i = 0; i < 8400; i++)
        {
            (value.Floats[84 * i], value.Floats[84 * i + 1]) = (random.Next(640), random.Next(640));
            (value.Floats[84 * i + 2], value.Floats[84 * i + 3]) = (1 + random.Next(20), 1 + random.Next(20));
            value.Floats[84 * i + 4 + random.Next(80)] = (float)random.NextDouble();
        }
        var found = new Detections();
        Decoders.Find(new DetectorModel([node], 640, 640, 0, new()))!.Decode([value], 0.1f, found);
        Assert.That(found.Boxes.Length, Is.EqualTo(300));
        Assert.That(found.Boxes.ToArray().Select(box => box.Score), Is.Ordered.Descending);
    }

    [TestCase(1f, new[] { 2, 0, 1 })]
    [TestCase(0.8f, new[] { 2, 1 })]
    [TestCase(0.2f, new[] { 2 })]
    public void One_thing_has_one_name_if_the_recipe_says_so(float others, int[] labels)
    {
        // 0.9 and 0.3 of the best box are shared by a box of another class each.
        (int[], float)[] Candidate(int cell, float x, int label, float score) =>
            [([0, cell, 0], x), ([0, cell, 1], 16), ([0, cell, 2], 19), ([0, cell, 3], 8), ([0, cell, 4 + label], score)];
        var found = new Decoding(32, 48, labels: 3, new() { OverlapOthers = others })
            .With([1, 32, 7], 0, [.. Candidate(3, 24, 0, 0.5f), .. Candidate(9, 25, 2, 0.6f), .. Candidate(17, 14, 1, 0.4f)])
            .Decode("yolov8");
        Assert.That(found.Boxes.ToArray().Select(box => box.Label), Is.EqualTo(labels));
    }

    [Test]
    public void Overlap_is_the_share_of_both()
    {
        var box = new Box(0, 1, 0, 0, 0.4f, 0.2f);
        Assert.That(box.Overlap(new Box(0, 1, 0.2f, 0, 0.6f, 0.2f)), Is.EqualTo(1 / 3f).Within(1e-6));
        Assert.That(box.Overlap(box), Is.EqualTo(1).Within(1e-6));
        Assert.That(box.Overlap(new Box(0, 1, 0.4f, 0, 0.6f, 0.2f)), Is.Zero);
    }
}
