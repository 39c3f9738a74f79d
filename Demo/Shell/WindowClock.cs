using Demo.Platform;

namespace Demo.Shell;

/// <summary>The app's one clock: the window's, which is virtual when the window is.</summary>
internal sealed class WindowClock(IWindow window) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => (long)Math.Round(window.Time * TimeSpan.TicksPerSecond);
}
