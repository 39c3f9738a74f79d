using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary>Holding out a share of the pictures, and telling ink from pictures that fill their frame.</summary>
public class DataSetTests
{
    [Test]
    public void SplitTakesTheShareOfEachClassAndLosesNothing()
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
    public void SplitDependsOnTheSeedAlone()
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
    public void CountsThatDisagreeAndLabelsOutOfRangeAreErrors()
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
    public void InkHasAClearMargin(int margin, bool ink)
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
