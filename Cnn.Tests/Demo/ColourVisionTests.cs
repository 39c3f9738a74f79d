using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>Maps and classes can be told apart by whoever lacks a kind of cones.</summary>
public class ColourVisionTests
{
    private const int Steps = 16;

    [TearDown]
    public void Back() => Theme.Shown = ThemeColours.Dark;

    // White is white to all, and the colours of a traffic light are nearly one to whom red or green is lacking.
    [Test]
    public void The_simulation_is_one()
    {
        foreach (var lacking in Enum.GetValues<Lacking>())
        {
            Assert.That(ColourVision.Lab(0xFFFFFFFF, lacking).L, Is.EqualTo(100).Within(0.1));
            Assert.That(ColourVision.Between(0xFFFFFFFF, 0xFF000000, lacking), Is.EqualTo(100).Within(0.5));
        }
        // Sharma et al. and any table of CIELAB: sRGB's red.
        Assert.That(ColourVision.Lab(0xFFFF0000).L, Is.EqualTo(53.24).Within(0.05));
        Assert.That(ColourVision.Lab(0xFFFF0000).A, Is.EqualTo(80.09).Within(0.05));
        Assert.That(ColourVision.Between(0xFFC06020, 0xFF808000, Lacking.Medium),
            Is.LessThan(ColourVision.Between(0xFFC06020, 0xFF808000, Lacking.None) / 2));
    }

    [Test]
    public void Below_and_above_zero_are_told_apart_and_grow_with_the_value([Values] bool light, [Values] Lacking lacking)
    {
        Theme.Shown = light ? ThemeColours.Light : ThemeColours.Dark;
        uint Of(double value) => Palette.Of(ColourMap.Diverging, value, -1, 1);
        Assert.That(ColourVision.Between(Of(-1), Of(1), lacking), Is.GreaterThan(80));
        Assert.That(ColourVision.Between(Of(-0.3), Of(0.3), lacking), Is.GreaterThan(20));
        foreach (int sign in (int[])[-1, 1])
        {
            double last = 0;
            for (double value = 0.1; value < 1.01; value += 0.1)
            {
                double away = Math.Abs(ColourVision.Lab(Of(0), lacking).L - ColourVision.Lab(Of(sign * value), lacking).L);
                Assert.That(away, Is.GreaterThan(last + 1), $"{sign * value}");
                last = away;
            }
        }
    }

    [Test]
    public void Maps_without_a_sign_become_brighter_with_every_step(
        [Values("BlueYellow", "Viridis", "Grey")] string map, [Values] Lacking lacking)
    {
        double last = Lightness(Enum.Parse<ColourMap>(map), 0, lacking);
        for (int i = 1; i <= Steps; i++)
        {
            double next = Lightness(Enum.Parse<ColourMap>(map), (double)i / Steps, lacking);
            Assert.That(next, Is.GreaterThan(last), $"step {i} of {Steps}");
            last = next;
        }
        Assert.That(last - Lightness(Enum.Parse<ColourMap>(map), 0, lacking), Is.GreaterThan(70));
    }

    [Test]
    public void Blue_yellow_looks_nearly_the_same_without_red_or_green([Values(Lacking.Long, Lacking.Medium)] Lacking lacking)
    {
        for (int i = 0; i <= Steps; i++)
        {
            var (seen, meant) = (Lab(i, lacking), Lab(i, Lacking.None));
            Assert.That(Math.Sqrt(Square(seen.L - meant.L) + Square(seen.A - meant.A) + Square(seen.B - meant.B)), Is.LessThan(8), $"{i}");
        }

        static (double L, double A, double B) Lab(int i, Lacking lacking) =>
            ColourVision.Lab(Palette.Of(ColourMap.BlueYellow, i, 0, Steps), lacking);
        static double Square(double value) => value * value;
    }

    // Why there is another one: its red end is as dark as its blue one.
    [Test]
    public void Turbo_does_not_become_brighter_with_every_step() =>
        Assert.That(Lightness(ColourMap.Turbo, 1, Lacking.None), Is.LessThan(Lightness(ColourMap.Turbo, 0.5, Lacking.None) - 40));

    [Test]
    public void Classes_are_told_apart([Values] Lacking lacking)
    {
        var colours = ClassColours.All;
        for (int i = 0; i < colours.Length; i++)
            for (int k = 0; k < i; k++)
                Assert.That(ColourVision.Between(colours[i], colours[k], lacking), Is.GreaterThan(21), $"{i} and {k}");
        // And those that share a colour by their shade.
        for (int i = 0; i < 2 * colours.Length; i++)
            Assert.That(ColourVision.Between(ClassColours.Of(i), ClassColours.Of(i + colours.Length), lacking), Is.GreaterThan(7), $"{i}");
    }

    private static double Lightness(ColourMap map, double share, Lacking lacking) =>
        ColourVision.Lab(Palette.Of(map, share, 0, 1), lacking).L;
}
