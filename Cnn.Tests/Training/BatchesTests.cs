using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary>The row of batches: every picture once an epoch, in an order and a variation that the seed decides.</summary>
public class BatchesTests
{
    [Test]
    public void An_epoch_shows_every_picture_once_and_the_next_in_another_order()
    {
        using var batches = new Batches(Numbered(12), 4, Augmentation.None, 5);
        Assert.That(batches.PerEpoch, Is.EqualTo(3));
        var first = Enumerable.Range(0, 3).SelectMany(_ => Labels(batches.Next())).ToArray();
        var second = Enumerable.Range(0, 3).SelectMany(_ => Labels(batches.Next())).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(first, Is.EquivalentTo(Enumerable.Range(0, 12)));
            Assert.That(second, Is.EquivalentTo(first));
            Assert.That(second, Is.Not.EqualTo(first));
        });
    }

    [Test]
    public void Labels_belong_to_their_pictures()
    {
        using var batches = new Batches(Numbered(13), 4, Augmentation.None, 5);
        for (int step = 0; step < 7; step++)
        {
            var batch = batches.Next();
            for (int i = 0; i < 4; i++)
                Assert.That(batch.Images.Floats[i * 6], Is.EqualTo(batch.Labels.Span<int>()[i] / 255f));
        }
    }

    [Test]
    public void The_same_seed_gives_the_same_batches()
    {
        using var one = new Batches(Numbered(9), 2, Augmentation.Image, 5);
        using var same = new Batches(Numbered(9), 2, Augmentation.Image, 5);
        using var other = new Batches(Numbered(9), 2, Augmentation.Image, 6);
        var differs = false;
        for (int step = 0; step < 6; step++)
        {
            var (images, labels) = one.Next();
            var again = same.Next();
            Assert.That(again.Images.Floats.ToArray(), Is.EqualTo(images.Floats.ToArray()));
            Assert.That(Labels(again), Is.EqualTo(labels.Span<int>().ToArray()));
            differs |= !other.Next().Images.Floats.SequenceEqual(images.Floats);
        }
        Assert.That(differs, Is.True);
    }

    [Test]
    public void Fewer_pictures_than_a_batch_are_an_error() =>
        Assert.That(() => new Batches(Numbered(3), 4, Augmentation.None, 5),
            Throws.TypeOf<CnnException>().With.Message.Contains("batches of 4"));

    private static int[] Labels(Batch batch) => batch.Labels.Span<int>().ToArray();

    // Each picture of 2×3 pixels has its own class, and its label as its grey.
    private static DataSet Numbered(int count) => new(
        2, 3, count,
        Enumerable.Range(0, count).SelectMany(i => Enumerable.Repeat((byte)i, 6)).ToArray(),
        Enumerable.Range(0, count).Select(i => (byte)i).ToArray());
}
