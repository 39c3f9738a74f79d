using Demo.Platform;
using NUnit.Framework;

namespace Cnn.Tests.Platform;

public class FrameLimiterTests
{
    // Stands still unless told otherwise, so that every wait is as long as the limiter thinks it must be.
    private sealed class StoppedClock : TimeProvider
    {
        public long Now { get; set; } = 1_000_000;

        public override long TimestampFrequency => 1_000_000;

        public override long GetTimestamp() => Now;
    }

    [Test]
    public void A_late_turn_is_not_made_up_for()
    {
        var clock = new StoppedClock();
        using var limiter = new FrameLimiter(clock) { Rate = 2000 };
        limiter.Wait();
        clock.Now += 60_000_000;
        limiter.Wait();
        // After a minute's pause the next turn is due one period from now, not in the past.
        Assert.That(limiter.Due, Is.EqualTo(clock.Now));
        limiter.Wait();
        Assert.That(limiter.Due, Is.EqualTo(clock.Now + 500));
    }

    [Test]
    public void Whoever_calls_is_kept_step_with()
    {
        var clock = new StoppedClock();
        using var limiter = new FrameLimiter(clock) { Rate = 20 };
        limiter.Wait();
        limiter.Wake();
        limiter.Wait();
        Assert.That(limiter.Due, Is.EqualTo(clock.Now + 2000), "now, and the next turn a little after the next call");
    }

    [Test]
    public void Turns_are_one_period_apart_on_average()
    {
        var clock = new StoppedClock();
        using var limiter = new FrameLimiter(clock) { Rate = 1000 };
        limiter.Wait();
        long first = limiter.Due;
        for (int i = 0; i < 5; i++)
        {
            // The sleep was cut to whole milliseconds: the turn comes a little early and the next one waits longer.
            clock.Now = limiter.Due - 300;
            limiter.Wait();
        }
        Assert.That(limiter.Due - first, Is.EqualTo(5 * 1000));
    }
}
