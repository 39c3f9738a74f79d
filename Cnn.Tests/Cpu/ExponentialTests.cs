using Cnn.Cpu.Lanes;
using NUnit.Framework;

namespace Cnn.Tests.Cpu;

/// <summary>eˣ on registers of each width.</summary>
public class ExponentialTests
{
    [Test]
    public void It_is_exact_to_two_units_in_the_last_place()
    {
        Assert.That(Worst<Lanes4>(), Is.LessThanOrEqualTo(2));
        Assert.That(Worst<Lanes8>(), Is.LessThanOrEqualTo(2));
        Assert.That(Worst<Lanes16>(), Is.LessThanOrEqualTo(2));
    }

    [Test]
    public void Beyond_the_range_of_floats_it_is_0_and_infinity_and_NaN_stays()
    {
        foreach (var of in new Func<float, float>[] { One<Lanes4>, One<Lanes8>, One<Lanes16> })
        {
            Assert.That(of(89), Is.EqualTo(float.PositiveInfinity));
            Assert.That(of(float.PositiveInfinity), Is.EqualTo(float.PositiveInfinity));
            Assert.That(of(-104.5f), Is.Zero);
            Assert.That(of(float.NegativeInfinity), Is.Zero);
            Assert.That(of(float.NaN), Is.NaN);
            Assert.That(of(0), Is.EqualTo(1));
        }
    }

    // The largest difference over normal results, in units in the last place.
    private static double Worst<V>() where V : unmanaged, ILanes<V>
    {
        double worst = 0;
        for (float x = -87; x < 88.5f; x += 0.00713f)
        {
            float exact = (float)Math.Exp(x);
            worst = Math.Max(worst, Math.Abs((double)One<V>(x) - exact) / (MathF.BitIncrement(exact) - exact));
        }
        return worst;
    }

    private static unsafe float One<V>(float x) where V : unmanaged, ILanes<V>
    {
        float* lanes = stackalloc float[V.Count];
        V.Store(Exponential<V>.Of(V.All(x)), lanes);
        return lanes[V.Count - 1];
    }
}
