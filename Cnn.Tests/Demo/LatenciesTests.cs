using Demo;
using Demo.Shell;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

public class LatenciesTests
{
    [Test]
    public void Quantiles_are_right_to_a_tenth_of_a_millisecond()
    {
        var latencies = new Latencies();
        Assert.That(latencies.Quantile(0.5), Is.NaN);
        for (int i = 100; i >= 1; i--)
            latencies.Add(TimeSpan.FromMilliseconds(i - 0.05));
        Assert.That((latencies.Quantile(0.5), latencies.Quantile(0.95)), Is.EqualTo((50, 95)));
        Assert.That((latencies.Count, latencies.Largest), Is.EqualTo((100, TimeSpan.FromMilliseconds(99.95))));
        latencies.Add(TimeSpan.FromSeconds(9));
        Assert.That(latencies.Quantile(1), Is.EqualTo(9000), "beyond the counts the largest is known");
    }
}
