namespace Demo.Platform;

/// <summary>
/// Keeps a loop from turning faster than a rate. The display's own swap interval does not do that everywhere: a virtual
/// display, or a driver whose synchronisation is switched off, swaps at once.
/// </summary>
internal sealed class FrameLimiter(TimeProvider time)
{
    /// <summary>The most turns a second; 0 for no limit.</summary>
    public double Rate { get; set; }

    /// <summary>The timestamp at which the turn begins that was waited for last.</summary>
    public long Due { get; private set; }

    /// <summary>Sleeps until the next turn is due. Late turns are not made up for.</summary>
    public void Wait()
    {
        if (Rate <= 0)
            return;
        long now = time.GetTimestamp();
        long period = (long)(time.TimestampFrequency / Rate);
        Due = Due + period < now ? now : Due + period;
        // Whole milliseconds rounded down: what is left over is made up by the next turn, so the average is the rate.
        int milliseconds = (int)time.GetElapsedTime(now, Due).TotalMilliseconds;
        if (milliseconds > 0)
            Thread.Sleep(milliseconds);
    }
}
