namespace Cnn.Gl;

/// <summary>What is left of a budget; a negative budget never ends.</summary>
internal readonly struct Deadline(TimeProvider time, TimeSpan budget)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>Whether there is no end: whoever asks wants to wait.</summary>
    public bool IsEndless => budget < TimeSpan.Zero;

    /// <summary>Whether the budget is spent.</summary>
    public bool IsOver => !IsEndless && time.GetElapsedTime(_start) >= budget;

    /// <summary>What is left: 0 when it is spent, infinite where there is no end.</summary>
    public TimeSpan Left
    {
        get
        {
            if (IsEndless)
                return Timeout.InfiniteTimeSpan;
            var left = budget - time.GetElapsedTime(_start);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }
}
