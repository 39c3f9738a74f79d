using Demo.Shell;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Companions;

/// <summary>What of a tick networks beside the opened one may take.</summary>
public class ShareTests
{
    [TestCase(0, 10)]
    [TestCase(1, 9)]
    [TestCase(5, 8)]
    [TestCase(40, 8)]
    public void They_get_what_the_opened_one_leaves_and_always_enough_to_come_on(int took, int left)
    {
        var clock = new Clock();
        var budget = new TickBudget(waits: false, clock);
        clock.Now = TimeSpan.FromSeconds(3);
        budget.BeginRunning();
        clock.Now += TimeSpan.FromMilliseconds(took);
        budget.BeginBeside();
        Assert.That(budget.Beside, Is.EqualTo(TimeSpan.FromMilliseconds(left)));
        clock.Now += TimeSpan.FromMilliseconds(left - 1);
        Assert.That(budget.Beside, Is.EqualTo(TimeSpan.FromMilliseconds(1)));
        clock.Now += TimeSpan.FromMilliseconds(5);
        Assert.That(budget.Beside, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void Where_each_tick_waits_they_have_all_the_time()
    {
        var budget = new TickBudget(waits: true, new Clock());
        budget.BeginBeside();
        Assert.That(budget.Beside, Is.EqualTo(Timeout.InfiniteTimeSpan));
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
