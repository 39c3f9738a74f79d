using System.Runtime.InteropServices;

namespace Cnn.Tests.Onnx;

/// <summary>
/// The CPU time of one thread. Unlike wall time it stands still while other programs run, so that a limit on it means the same
/// on a busy machine; unlike a stopwatch it can be read from another thread, while the one that is measured hangs.
/// </summary>
internal sealed partial class ThreadClock
{
    private readonly int _clock;

    private ThreadClock(int clock) => _clock = clock;

    /// <summary>The clock of the calling thread; null on systems other than Linux.</summary>
    public static ThreadClock? OfThisThread() =>
        OperatingSystem.IsLinux() && GetCpuClock(Self(), out int clock) == 0 ? new ThreadClock(clock) : null;

    /// <summary>What the thread has used since it began; null once it has ended.</summary>
    public TimeSpan? Used => GetTime(_clock, out var time) == 0
        ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000)
        : null;

    private struct TimeSpec
    {
        public nint Seconds, Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "pthread_self")]
    private static partial nint Self();

    [LibraryImport("libc", EntryPoint = "pthread_getcpuclockid")]
    private static partial int GetCpuClock(nint thread, out int clock);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);
}
