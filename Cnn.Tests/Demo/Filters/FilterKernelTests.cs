using Demo.Views.Filters;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Filters;

/// <summary>What the buttons beside a kernel do to its numbers.</summary>
public class FilterKernelTests
{
    private static readonly FilterKernel Kernel = new("k", "k", 3, [1, 2, 3, 4, 5, 6, 7, 8, 10]);

    [Test]
    public void It_is_mirrored_flipped_and_turned()
    {
        Assert.That(Kernel.Mirror().Numbers, Is.EqualTo((float[])[3, 2, 1, 6, 5, 4, 10, 8, 7]));
        Assert.That(Kernel.Flip().Numbers, Is.EqualTo((float[])[7, 8, 10, 4, 5, 6, 1, 2, 3]));
        Assert.That(Kernel.Rotate().Numbers, Is.EqualTo((float[])[7, 4, 1, 8, 5, 2, 10, 6, 3]));
        Assert.That(Kernel.Rotate().Rotate().Rotate().Rotate(), Is.EqualTo(Kernel));
        var many = LabSession.RandomKernel(1, 5, maps: 2, channels: 3);
        Assert.That(many.Rotate().Rotate(), Is.EqualTo(many.Mirror().Flip()));
    }

    [Test]
    public void Another_size_keeps_the_middle()
    {
        var large = Kernel.Resized(7);
        Assert.That((large.Size, large.Numbers.Count, large.SumOf()), Is.EqualTo((7, 49, 46.0)));
        Assert.That(large.Numbers[large.IndexOf(0, 0, 3, 3)], Is.EqualTo(5));
        Assert.That(large.Resized(3), Is.EqualTo(Kernel));
        var many = LabSession.RandomKernel(1, 3, maps: 2, channels: 3);
        Assert.That(many.Resized(5).Resized(3), Is.EqualTo(many));
    }

    [Test]
    public void Normalised_the_sum_is_1_or_the_sum_without_signs()
    {
        Assert.That(Kernel.Normalise().SumOf(), Is.EqualTo(1).Within(1e-6));
        Assert.That(Kernel.Normalise().Numbers, Is.EqualTo(Kernel.Numbers));
        var edge = new FilterKernel("e", "e", 3, [-1, 0, 1, -2, 0, 2, -1, 0, 1], Scale: 3);
        Assert.That(edge.Normalise().Scale, Is.EqualTo(0.125f));
        var tenths = new FilterKernel("t", "t", 3, [0.1f, 0.1f, 0.1f, 0, 0, 0, -0.3f, 0, 0]);
        Assert.That(tenths.Normalise().Scale, Is.EqualTo(1 / 0.6f).Within(1e-5));
        var zeros = Kernel with { Numbers = Floats.Create(new float[9]) };
        Assert.That(zeros.Normalise(), Is.EqualTo(zeros));
    }

    [Test]
    public void Over_three_channels_it_sees_the_brightness_and_back_it_is_the_same()
    {
        var across = Kernel.ForChannels(3);
        Assert.That((across.Channels, across.Numbers.Count), Is.EqualTo((3, 27)));
        Assert.That(across.Numbers[across.IndexOf(0, 1, 2, 2)], Is.EqualTo(10 * 150 / 256f));
        Assert.That(across.SumOf(), Is.EqualTo(Kernel.SumOf()).Within(1e-5));
        Assert.That(across.ForChannels(1).Numbers.ToArray(), Is.EqualTo(Kernel.Numbers.ToArray()).Within(1e-5));
    }

    [TestCase(1f, "")]
    [TestCase(1 / 9f, "× 1/9")]
    [TestCase(-1 / 4096f, "× −1/4096")]
    [TestCase(0.3f, "× 0.3")]
    [TestCase(-0.76923f, "× −0.7692")]
    [TestCase(2f, "× 2")]
    [TestCase(0f, "× 0")]
    public void A_scale_is_written_as_people_do(float scale, string text) =>
        Assert.That((Kernel with { Scale = scale }).ScaleText, Is.EqualTo(text));

    [Test]
    public void The_sizes_formula_has_the_numbers_in_it()
    {
        Assert.That(new SizeFormula(300, 1, 3, 1, 1).Text, Is.EqualTo("(300 + 2·1 − 3) / 1 + 1 = 300"));
        Assert.That(new SizeFormula(300, 0, 3, 1, 1).Text, Is.EqualTo("(300 − 3) / 1 + 1 = 298"));
        Assert.That(new SizeFormula(300, 1, 3, 1, 2).Text, Is.EqualTo("⌊(300 + 2·1 − 3) / 2⌋ + 1 = 150"));
        Assert.That(new SizeFormula(300, 4, 5, 2, 1).Text, Is.EqualTo("(300 + 2·4 − 9) / 1 + 1 = 300"));
        Assert.That(new SizeFormula(300, 4, 5, 2, 1).ExtentText, Is.EqualTo("2·(5 − 1) + 1 = 9"));
        Assert.That(new SizeFormula(6, 0, 7, 1, 1).Text, Is.EqualTo("6 < 7: does not fit"));
    }

    [Test]
    public void A_row_has_four_stages_and_is_equal_by_what_is_in_it()
    {
        var row = LabRow.StartingWith(Kernel).Add(new ActivationStage(ActivationKind.Tanh));
        Assert.That(() => row.Add(new PoolStage(PoolKind.Max)), Throws.TypeOf<CnnException>().With.Message.Contains("4 stages"));
        Assert.That(row.Without(3), Is.EqualTo(LabRow.StartingWith(Kernel)));
        Assert.That(row.Without(3).GetHashCode(), Is.EqualTo(LabRow.StartingWith(Kernel).GetHashCode()));
        Assert.That(row.Without(0).Insert(0, row.Stages[0]), Is.EqualTo(row));
        Assert.That(row.Replace(0, new FilterStage(Kernel.Mirror())), Is.Not.EqualTo(row));
    }
}
