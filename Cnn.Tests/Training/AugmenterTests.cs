using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary>Variations: the same for the same seed, within 0…1, and doing what their names say.</summary>
public class AugmenterTests
{
    private const int Size = 28;

    [Test]
    public void The_same_seed_epoch_and_index_give_the_same_picture_in_any_order()
    {
        var data = Strokes();
        var one = new Augmenter(data, Augmentation.Ink, 3);
        var other = new Augmenter(data, Augmentation.Ink, 3);
        var first = Apply(one, 0, 1);
        Apply(other, 1, 4);
        Assert.Multiple(() =>
        {
            Assert.That(Apply(other, 0, 1), Is.EqualTo(first));
            Assert.That(Apply(other, 0, 2), Is.Not.EqualTo(first), "another epoch");
            Assert.That(Apply(new Augmenter(data, Augmentation.Ink, 4), 0, 1), Is.Not.EqualTo(first), "another seed");
        });
    }

    [Test]
    public void Every_variation_is_in_range_and_keeps_its_ink_in_the_frame()
    {
        var augmenter = new Augmenter(Strokes(), Augmentation.Ink with { Noise = 0 }, 3);
        for (int epoch = 0; epoch < 200; epoch++)
        {
            var picture = Apply(augmenter, epoch % 2, epoch);
            Assert.That(picture, Is.All.InRange(0f, 1f));
            Assert.That(picture.Max(), Is.GreaterThan(0.2f), $"epoch {epoch} lost its ink");
            Assert.That(EdgeSum(picture), Is.LessThan(0.15f * picture.Sum()), $"epoch {epoch} was cut off");
        }
    }

    [Test]
    public void None_is_the_picture_itself()
    {
        var data = Strokes();
        var plain = new float[Size * Size];
        Augmenter.Plain(data, 1, plain);
        Assert.That(Apply(new Augmenter(data, Augmentation.None, 3), 1, 9), Is.EqualTo(plain).Within(1e-6));
    }

    [Test]
    public void A_redrawn_stroke_has_the_width_of_the_pen()
    {
        // A vertical bar 6 pixels wide, redrawn with pens of 2 and 5 pixels: ink per row is the width.
        var data = new DataSet(Size, Size, 1, Bar(11, 6), [0]);
        foreach (double pen in new[] { 2.0, 5.0 })
        {
            var redraw = Augmentation.None with { Redraw = 1, MinPen = pen, MaxPen = pen };
            var picture = Apply(new Augmenter(data, redraw, 3), 0, 0);
            Assert.That(picture.AsSpan(14 * Size, Size).ToArray().Sum(), Is.EqualTo(pen).Within(0.3));
        }
    }

    [Test]
    public void A_flag_is_drawn_on_redrawn_ones_and_on_nothing_else()
    {
        // Both pictures are a bar; one is a 1 and one is not. The flag is ink to the left of the bar, above its middle.
        var data = new DataSet(Size, Size, 2, [.. Bar(15, 3), .. Bar(15, 3)], [1, 0]);
        var augmenter = new Augmenter(data, Augmentation.None with { Redraw = 1, MinPen = 2, MaxPen = 2, Flag = 1 }, 3);
        int bases = 0;
        for (int epoch = 0; epoch < 20; epoch++)
        {
            var picture = Apply(augmenter, 0, epoch);
            Assert.That(Ink(picture, 4, 18, 0, 15), Is.GreaterThan(0.5), "the flag");
            Assert.That(Ink(picture, 0, 4, 0, 28) + Ink(picture, 8, 20, 19, 28), Is.LessThan(1), "above, and to the right of the bar");
            Assert.That(Ink(Apply(augmenter, 1, epoch), 0, Size, 0, 14), Is.LessThan(0.5), "no 1");
            bases += Ink(picture, 21, 25, 0, 13) > 1 ? 1 : 0;
        }
        Assert.That(bases, Is.InRange(1, 15), "some have a base");
    }

    [Test]
    public void Refit_brings_the_ink_to_the_box_and_centre_of_the_recipe()
    {
        // Ink in a corner, 10×4 pixels: fitted to 20 rows and centred.
        var pixels = new byte[Size * Size];
        for (int y = 2; y < 12; y++)
            for (int x = 3; x < 7; x++)
                pixels[y * Size + x] = 255;
        var refit = Augmentation.None with { Refit = true };
        var picture = Apply(new Augmenter(new DataSet(Size, Size, 1, pixels, [0]), refit, 3), 0, 0);
        double mass = picture.Sum();
        Assert.Multiple(() =>
        {
            Assert.That(mass, Is.EqualTo(20 * 8).Within(8));
            Assert.That(picture.Select((v, i) => v * (i / Size)).Sum() / mass, Is.EqualTo(13.5).Within(0.05));
            Assert.That(picture.Select((v, i) => v * (i % Size)).Sum() / mass, Is.EqualTo(13.5).Within(0.05));
        });
    }

    [Test]
    public void A_picture_without_ink_stays_empty()
    {
        var data = new DataSet(Size, Size, 1, new byte[Size * Size], [0]);
        var augmenter = new Augmenter(data, Augmentation.Ink with { Noise = 0 }, 3);
        for (int epoch = 0; epoch < 20; epoch++)
            Assert.That(Apply(augmenter, 0, epoch), Is.All.EqualTo(0f));
    }

    [Test]
    public void A_photo_that_is_moved_goes_on_at_its_edge_and_all_its_channels_move_alike()
    {
        // Rows of one value each, another in each channel: 6 high, 11 wide; nothing in them is 0.
        byte[] pixels = [.. Enumerable.Range(0, 3 * 6 * 11).Select(i => (byte)(40 + i / 11 % 6 * 20 + i / 66))];
        var augmenter = new Augmenter(new DataSet(6, 11, 1, pixels, [0], channels: 3), new Augmentation { Shift = 3 }, 1);
        var moved = new float[pixels.Length];
        bool differs = false;
        for (int epoch = 0; epoch < 8; epoch++)
        {
            augmenter.Apply(0, epoch, moved);
            for (int row = 0; row < 3 * 6; row++)
                Assert.That(moved[(row * 11)..(row * 11 + 11)],
                    Is.All.EqualTo(moved[row * 11]).Within(1e-6).And.All.GreaterThanOrEqualTo(40 / 255f - 1e-6f));
            for (int i = 0; i < 66; i++)
                Assert.That(moved[66 + i] - moved[i], Is.EqualTo(1 / 255f).Within(1e-6));
            differs |= Math.Abs(moved[0] - pixels[0] / 255f) > 0.01;
        }
        Assert.That(differs, Is.True);
    }

    private static float[] Apply(Augmenter augmenter, int index, int epoch)
    {
        var picture = new float[Size * Size];
        augmenter.Apply(index, epoch, picture);
        return picture;
    }

    private static float Ink(float[] picture, int top, int bottom, int left, int right) => Enumerable.Range(top, bottom - top)
        .Sum(y => picture.AsSpan(y * Size + left, right - left).ToArray().Sum());

    // Two pictures: a vertical bar, and a cross.
    private static DataSet Strokes()
    {
        var cross = Bar(13, 3);
        for (int y = 13; y < 16; y++)
            cross.AsSpan(y * Size + 6, 16).Fill(255);
        return new DataSet(Size, Size, 2, [.. Bar(12, 4), .. cross], [0, 1]);
    }

    private static byte[] Bar(int left, int width)
    {
        var pixels = new byte[Size * Size];
        for (int y = 4; y < 24; y++)
            pixels.AsSpan(y * Size + left, width).Fill(255);
        return pixels;
    }

    private static float EdgeSum(float[] picture)
    {
        float sum = 0;
        for (int i = 0; i < picture.Length; i++)
            if (i / Size is 0 or Size - 1 || i % Size is 0 or Size - 1)
                sum += picture[i];
        return sum;
    }
}
