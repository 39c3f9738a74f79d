using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Networks;
using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary>The small network learns shapes from a few pictures, and its features then serve a head as any others.</summary>
public class SmallCnnTests
{
    [Test]
    public void Its_features_tell_stripes_apart_that_it_never_saw()
    {
        using var backend = new CpuBackend();
        var variables = new VariableSet();
        using (var training = new SmallCnnTraining(backend, variables, Stripes(seed: 1, count: 12), 2, seed: 1))
            while (training.Step()) { }
        var picture = new Node(new Input([1, 3, SmallCnn.Side, SmallCnn.Side]), "picture");
        var features = SmallCnn.Apply(variables, picture);
        using var session = backend.CompileNow(new Graph(features), variables);
        using var head = new HeadTraining(backend, new VariableSet(), Features(session, picture, features, Stripes(1, 12)), seed: 1);
        while (head.Step()) { }
        Assert.That(head.Accuracy(Features(session, picture, features, Stripes(seed: 2, count: 10))), Is.EqualTo(1));
    }

    [Test]
    public void A_batch_holds_moved_pictures_between_0_and_1_with_their_labels()
    {
        // Rows 0, 10, 20 … so that a shift down shows; 6 high, 11 wide.
        byte[] Rows(int label) => [.. Enumerable.Range(0, 3 * 6 * 11).Select(i => (byte)(i / 11 % 6 * 10 + label))];
        using var batches = new PictureBatches([new(Rows(0), 0), new(Rows(1), 1), new(Rows(2), 2)], 6, 11, size: 2, seed: 1);
        Assert.That(batches.PerEpoch, Is.EqualTo(1));
        for (int i = 0; i < 5; i++)
        {
            var batch = batches.Next();
            Assert.That(batch[0].Shape, Is.EqualTo(new Shape(2, 3, 6, 11)));
            Assert.That(batch[1].Span<int>().ToArray(), Is.Unique);
            // All of a row is one colour, however it was moved.
            for (int row = 0; row < 2 * 3 * 6; row++)
                Assert.That(batch[0].Floats.Slice(row * 11, 11).ToArray().Distinct().Count(), Is.EqualTo(1));
            Assert.That(batch[0].Floats.ToArray(), Is.All.InRange(0, 1));
        }
    }

    [Test]
    public void A_picture_of_another_size_is_refused() =>
        Assert.That(() => new PictureBatches([new(new byte[10], 0)], 2, 2, 1, 1),
            Throws.TypeOf<CnnException>().With.Message.EqualTo("a picture has 10 bytes; 3×2×2 take 12"));

    // Horizontal stripes of class 0, vertical ones of class 1; place, width and colours vary.
    private static List<LabelledPicture> Stripes(int seed, int count)
    {
        var random = new Random(seed);
        var pictures = new List<LabelledPicture>();
        for (int i = 0; i < 2 * count; i++)
        {
            int width = random.Next(4, 8), phase = random.Next(16), label = i % 2;
            byte[] pixels = new byte[3 * SmallCnn.Side * SmallCnn.Side];
            int[] colours = [random.Next(100), random.Next(120, 256)];
            for (int at = 0; at < pixels.Length; at++)
            {
                int along = (label == 0 ? at / SmallCnn.Side % SmallCnn.Side : at % SmallCnn.Side) + phase;
                pixels[at] = (byte)colours[along / width % 2];
            }
            pictures.Add(new LabelledPicture(pixels, label));
        }
        return pictures;
    }

    private static FeatureSet Features(ISession session, Node picture, Node features, List<LabelledPicture> pictures)
    {
        var rows = new FeatureSet(SmallCnn.Features, 2);
        foreach (var (pixels, label) in pictures)
        {
            session.Write(picture, Tensor.From(picture.Shape, [.. pixels.Select(p => p / 255f)]));
            session.Run();
            rows.Add(session.Read(features).Floats.ToArray(), label);
        }
        return rows;
    }
}
