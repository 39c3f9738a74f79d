namespace Demo.Platform;

/// <summary>
/// Keeps a loop from turning faster than a rate. The display's own swap interval does not do that everywhere: a virtual
/// display, or a driver whose synchronisation is switched off, swaps at once. A turn may begin early when there is something
/// to do; the later ones then keep step with whoever called.
/// </summary>
internal sealed class FrameLimiter(TimeProvider time) : IDisposable
{
    // A turn that is due so long after the caller's next call finds that call, and not the other way round.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(2);

    private readonly AutoResetEvent _wake = new(false);

    /// <summary>The most turns a second; 0 for no limit.</summary>
    public double Rate { get; set; }

    /// <summary>The timestamp at which the turn begins that was waited for last.</summary>
    public long Due { get; private set; }

    /// <summary>Ends the pause early; from any thread.</summary>
    public void Wake() => _wake.Set();

    /// <summary>Sleeps until the next turn is due. Late turns are not made up for.</summary>
    public void Wait()
    {
        if (Rate <= 0)
            return;
        long now = time.GetTimestamp();
        long period = (long)(time.TimestampFrequency / Rate);
        Due = Due + period < now ? now : Due + period;
        // At most twice as many turns, however often somebody calls.
        Thread.Sleep(Milliseconds(now, Due - period / 2));
        if (_wake.WaitOne(Milliseconds(time.GetTimestamp(), Due)))
            Due = time.GetTimestamp() + (long)(Slack.TotalSeconds * time.TimestampFrequency);
    }

    public void Dispose() => _wake.Dispose();

    // Whole ones, rounded down: what is left over is made up by the next turn, so the average is the rate.
    private int Milliseconds(long from, long to) => Math.Max(0, (int)time.GetElapsedTime(from, to).TotalMilliseconds);
}
