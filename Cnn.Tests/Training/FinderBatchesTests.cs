using Cnn.Networks;
using Cnn.Training;
using Demo.Pages;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary>What the finder learns from: windows, and what it should answer for each.</summary>
public class FinderBatchesTests
{
    private const int Side = FinderTraining.Window, Cells = Side / DigitFinder.Stride;

    private readonly float[] _present = new float[Cells * Cells], _absent = new float[Cells * Cells], _inside = new float[Cells * Cells];
    private readonly float[] _places = new float[4 * Cells * Cells];

    [Test]
    public void A_digit_is_learnt_in_the_cell_of_its_middle_with_its_box()
    {
        Fill(new SceneBox(Top: 21, Left: 40, Bottom: 53, Right: 51));
        int cell = 9 * Cells + 11;
        Assert.That(_present.Sum(), Is.EqualTo(1));
        Assert.That((_present[cell], _absent[cell]), Is.EqualTo((1, 0)));
        Assert.That(_absent[cell + 1], Is.GreaterThan(0).And.LessThan(1), "beside the middle it matters little");
        Assert.That(_absent[0], Is.EqualTo(1));
        float[] place = [.. Enumerable.Range(0, 4).Select(i => _places[i * Cells * Cells + cell])];
        // The middle is (37, 45.5), the cell's (38, 46).
        Assert.That(place, Is.EqualTo(new[] { -0.25f, -0.125f, MathF.Log(2), MathF.Log(11 / 16f) }).Within(1e-5));
        Assert.That(_inside[cell], Is.EqualTo(1));
    }

    [Test]
    public void A_digit_that_the_window_cuts_may_be_found_or_not([Values(-4, 110)] int left)
    {
        Fill(new SceneBox(Top: 40, left, Bottom: 60, left + 24));
        Assert.That(_present.Sum(), Is.Zero);
        Assert.That(_absent[12 * Cells + Math.Clamp((left + 12) / 4, 0, Cells - 1)], Is.Zero);
    }

    [Test]
    public void A_digit_much_too_large_is_background_and_one_a_little_too_large_is_not()
    {
        Fill(new SceneBox(2, 2, 2 + DigitFinder.Largest * 1.1f, 60));
        Assert.That(_absent[5 * Cells + 5], Is.Zero);
        Fill(new SceneBox(2, 2, 2 + DigitFinder.Largest * 1.5f, 60));
        Assert.That(_absent.Min(), Is.EqualTo(1));
        Assert.That(_present.Sum(), Is.Zero);
    }

    [Test]
    public void The_same_seed_gives_the_same_batches_with_any_number_of_threads()
    {
        using var one = new FinderBatches(Paint, windows: 3, inks: 2, perScene: 1, threads: 1, seed: 5);
        using var three = new FinderBatches(Paint, windows: 3, inks: 2, perScene: 1, threads: 3, seed: 5);
        using var other = new FinderBatches(Paint, windows: 3, inks: 2, perScene: 1, threads: 3, seed: 6);
        bool differs = false;
        // Beyond the first block of scenes.
        for (int step = 0; step < one.PerEpoch + 2; step++)
        {
            var (a, b, c) = (one.Next(), three.Next(), other.Next());
            for (int i = 0; i < a.Count; i++)
                Assert.That(a[i].Floats.SequenceEqual(b[i].Floats), $"step {step}, tensor {i}");
            differs |= !a[0].Floats.SequenceEqual(c[0].Floats);
        }
        Assert.That(differs);
    }

    [Test]
    public void A_painted_scene_s_boxes_hold_its_ink()
    {
        // Of a digit on an empty page nothing dark lies beyond the box, and something dark touches each of its sides.
        foreach (int number in Enumerable.Range(0, 8))
        {
            var marks = new List<Mark>();
            using var bitmap = PagePainter.Paint(Page.Generate(3, number, PageCondition.Plain), marks);
            var box = marks.Single().Box;
            int left = bitmap.Width, top = bitmap.Height, right = 0, bottom = 0;
            for (int y = 0; y < bitmap.Height; y++)
                for (int x = 0; x < bitmap.Width; x++)
                    if (bitmap.GetPixel(x, y).Red < 160)
                    {
                        (left, top) = (Math.Min(left, x), Math.Min(top, y));
                        (right, bottom) = (Math.Max(right, x + 1), Math.Max(bottom, y + 1));
                    }
            Assert.That(new[] { left, top, right, bottom }, Is.EqualTo(new[] { box.Left, box.Top, box.Right, box.Bottom }).Within(1.5));
        }
    }

    [Test]
    public void A_number_has_its_digits_from_left_to_right()
    {
        var marks = new List<Mark>();
        var page = Page.Generate(3, 1, PageCondition.Touching, digits: 5);
        using var bitmap = PagePainter.Paint(page, marks);
        Assert.That(page.Label, Has.Length.EqualTo(5));
        Assert.That(string.Concat(marks.OrderBy(m => m.Box.MidX).Select(m => m.Digit)), Is.EqualTo(page.Label));
    }

    // Quick to paint: noise with a digit's box somewhere.
    private static Scene Paint(int seed)
    {
        var random = new Random(seed);
        var grey = new byte[150 * 140];
        random.NextBytes(grey);
        var ink = new InkSample(new byte[InkNetwork.Side * InkNetwork.Side], new byte[InkNetwork.Side * InkNetwork.Side]);
        random.NextBytes(ink.Grey);
        float top = random.Next(100), left = random.Next(100);
        return new Scene(150, 140, grey, [new SceneBox(top, left, top + 30, left + 20)], [ink]);
    }

    private void Fill(SceneBox box) => new FinderTargets(Side).Fill([box], _present, _absent, _inside, _places);
}
