namespace Demo.Shell;

/// <summary>How latencies are distributed, in memory that does not grow: counts of tenths of a millisecond up to two seconds.</summary>
internal sealed class Latencies
{
    private const double StepMs = 0.1;

    // The last one counts everything above.
    private readonly int[] _counts = new int[20_001];

    /// <summary>How many were added.</summary>
    public long Count { get; private set; }

    /// <summary>The largest; zero while there is none.</summary>
    public TimeSpan Largest { get; private set; }

    public void Add(TimeSpan latency)
    {
        int step = (int)Math.Clamp(latency.TotalMilliseconds / StepMs, 0, _counts.Length - 1);
        _counts[step]++;
        Count++;
        Largest = latency > Largest ? latency : Largest;
    }

    /// <summary>The milliseconds that a share of the latencies stays below, to a tenth; NaN while there is none.</summary>
    /// <param name="share">0.5 for the median.</param>
    public double Quantile(double share)
    {
        if (Count == 0)
            return double.NaN;
        long below = (long)Math.Ceiling(share * Count), seen = 0;
        int step = 0;
        while ((seen += _counts[step]) < below)
            step++;
        return step == _counts.Length - 1 ? Largest.TotalMilliseconds : Math.Min((step + 1) * StepMs, Largest.TotalMilliseconds);
    }
}
