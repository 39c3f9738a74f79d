using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary>Holding out a share of the pictures, and telling ink from pictures that fill their frame.</summary>
public class DataSetTests
{
    [Test]
    public void Split_takes_the_share_of_each_class_and_loses_nothing()
    {
        var data = Numbered(30, 50, 7);
        var (train, heldOut) = data.Split(0.1, 5);
        Assert.Multiple(() =>
        {
            Assert.That(CountLabels(heldOut), Is.EqualTo(new[] { 3, 5, 1 }));
            Assert.That(CountLabels(train), Is.EqualTo(new[] { 27, 45, 6 }));
            Assert.That(Identities(train).Concat(Identities(heldOut)), Is.EquivalentTo(Identities(data)));
        });
    }

    [Test]
    public void Split_depends_on_the_seed_alone()
    {
        var data = Numbered(40, 40);
        var first = Identities(data.Split(0.25, 5).HeldOut);
        Assert.Multiple(() =>
        {
            Assert.That(Identities(data.Split(0.25, 5).HeldOut), Is.EqualTo(first));
            Assert.That(Identities(data.Split(0.25, 6).HeldOut), Is.Not.EqualTo(first));
        });
    }

    [Test]
    public void A_part_of_a_part_has_its_pictures_and_copies_none()
    {
        var data = new DataSet(64, 32, 4, new byte[3000 * 64 * 32], [.. Enumerable.Range(0, 3000).Select(i => (byte)(i % 4))]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var (train, heldOut) = data.Split(0.1, 5);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(data.Count * 100), "bytes a picture");
        Assert.That((train.Count, heldOut.Count), Is.EqualTo((2700, 300)));
        var numbered = Numbered(30, 50, 7);
        var part = numbered.Subset([40, 3, 80, 41]).Subset([2, 0, 2]);
        Assert.That(Identities(part), Is.EqualTo(new[] { 80, 40, 80 }));
        Assert.That(Enumerable.Range(0, 3).Select(part.Label), Is.EqualTo(new[] { 2, 1, 2 }));
    }

    [Test]
    public void Counts_that_disagree_and_labels_out_of_range_are_errors()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => new DataSet(2, 3, 2, new byte[11], [0, 1]),
                Throws.TypeOf<CnnException>().With.Message.Contains("need 12 pixels"));
            Assert.That(() => new DataSet(2, 3, 2, new byte[12], [0, 2]),
                Throws.TypeOf<CnnException>().With.Message.Contains("label 2 is out of range"));
        });
    }

    [TestCase(2, true)]
    [TestCase(0, false)]
    public void Ink_has_a_clear_margin(int margin, bool ink)
    {
        var pixels = new byte[36 * 20];
        for (int y = margin; y < 36 - margin; y++)
            for (int x = margin; x < 20 - margin; x++)
                pixels[y * 20 + x] = 200;
        Assert.That(new DataSet(36, 20, 1, pixels, [0]).IsInk, Is.EqualTo(ink));
    }

    // Pictures of two pixels that hold their own number, so that each can be told from the others.
    private static DataSet Numbered(params int[] countOfClass)
    {
        var labels = countOfClass.SelectMany((count, label) => Enumerable.Repeat((byte)label, count)).ToArray();
        var pixels = labels.SelectMany((_, i) => new[] { (byte)(i / 256), (byte)i }).ToArray();
        return new DataSet(1, 2, countOfClass.Length, pixels, labels);
    }

    private static int[] Identities(DataSet data) =>
        Enumerable.Range(0, data.Count).Select(i => data.Image(i)[0] * 256 + data.Image(i)[1]).ToArray();

    private static int[] CountLabels(DataSet data) =>
        Enumerable.Range(0, data.Count).GroupBy(data.Label).OrderBy(g => g.Key).Select(g => g.Count()).ToArray();
}
