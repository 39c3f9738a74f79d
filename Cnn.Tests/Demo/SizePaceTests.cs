using Demo.Shell;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>When a network takes smaller pictures: if it keeps up too badly with a moving source, by its own fault.</summary>
public class SizePaceTests
{
    [TestCase(8, 1, ExpectedResult = 8)]
    [TestCase(12, 1, ExpectedResult = null, Description = "often enough")]
    [TestCase(8, 0, ExpectedResult = null, Description = "the source itself gives no more")]
    public int? A_rate_is_too_low(int rate, int dropped)
    {
        var clock = new Clock();
        return (int?)Play(new SizePace(clock), clock, new object(), rate, dropped, seconds: 4);
    }

    [Test]
    public void Each_engine_is_looked_at_once()
    {
        var clock = new Clock();
        var pace = new SizePace(clock);
        var engine = new object();
        Assert.That(Play(pace, clock, engine, rate: 5, dropped: 1, seconds: 4), Is.EqualTo(5).Within(0.6));
        Assert.That(Play(pace, clock, engine, rate: 5, dropped: 1, seconds: 9), Is.Null);
        Assert.That(Play(pace, clock, new object(), rate: 6, dropped: 1, seconds: 4), Is.EqualTo(6).Within(0.6));
    }

    // A tick each tenth of a second; the first answer, if there is one.
    private static double? Play(SizePace pace, Clock clock, object engine, int rate, int dropped, int seconds)
    {
        double? answer = null;
        for (int tick = 0; tick < 10 * seconds; tick++)
        {
            clock.Now += TimeSpan.FromSeconds(0.1);
            answer ??= pace.TooSlow(engine, 3 + tick * rate / 10, new FrameCounts(0, 0, tick * dropped), moves: true);
        }
        return answer;
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
