using Demo.Drawing;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>Ranges of values as the processor finds them.</summary>
public class ValueRangeTests
{
    private static readonly float[] NoNumbers = [.. Enumerable.Repeat(float.NaN, 37)];

    // Whole registers and what is left over, the extremes at any place.
    [Test]
    public void The_smallest_and_the_largest_value_are_found_wherever_they_are([Values(1, 2, 15, 16, 17, 33, 40)] int count)
    {
        for (int low = 0; low < count; low++)
        {
            int high = (low + count / 2) % count;
            float[] values = [.. Enumerable.Range(0, count).Select(i => i == high ? 9f : i == low ? -7 : i % 3)];
            Assert.That(ValueRange.Of(values), Is.EqualTo(new ValueRange(values.Min(), 9)));
        }
    }

    [Test]
    public void What_is_no_number_says_nothing()
    {
        Assert.That(ValueRange.Of(NoNumbers), Is.EqualTo(default(ValueRange)));
        Assert.That(ValueRange.Of([]), Is.EqualTo(default(ValueRange)));
        for (int i = 0; i < NoNumbers.Length; i++)
        {
            float[] values = [.. NoNumbers];
            values[i] = 3;
            Assert.That(ValueRange.Of(values), Is.EqualTo(new ValueRange(3, 3)));
        }
    }

    [Test]
    public void Infinities_are_values() => Assert.That(
        ValueRange.Of([1, float.PositiveInfinity, float.NegativeInfinity]),
        Is.EqualTo(new ValueRange(float.NegativeInfinity, float.PositiveInfinity)));

    [Test]
    public void A_layers_range_is_around_its_channels() => Assert.That(
        ValueRange.Around([new(-1, 2), new(0, 5), new(-3, -2)]), Is.EqualTo(new ValueRange(-3, 5)));

    // One that is far off, one of zeros and one that was never drawn do not count.
    [Test]
    public void The_networks_range_is_what_half_of_the_layers_keep_to() => Assert.That(
        ValueRange.OfNetwork([new(0, 1), new(-1.1f, 0.5f), new(0, 1000), default, new(0, 1.05f), default]),
        Is.EqualTo(new ValueRange(0, 1.1f)));

    [Test]
    public void Of_no_layers_it_is_nothing() => Assert.That(ValueRange.OfNetwork([default]), Is.EqualTo(default(ValueRange)));
}
