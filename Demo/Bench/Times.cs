namespace Demo.Bench;

/// <summary>The durations of many runs of one thing, in milliseconds.</summary>
internal sealed class Times
{
    private readonly List<double> _sorted = [];

    public int Count => _sorted.Count;

    public double Min => _sorted[0];

    public double Median => Percentile(50);

    /// <summary>The smallest duration that this share of all runs, in percent, did not exceed (nearest rank).</summary>
    public double Percentile(double percent) =>
        _sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * _sorted.Count) - 1, 0, _sorted.Count - 1)];

    public void Add(TimeSpan duration) => Add(duration.TotalMilliseconds);

    /// <summary>Adds all of another list.</summary>
    public void Add(Times other)
    {
        foreach (double milliseconds in other._sorted)
            Add(milliseconds);
    }

    private void Add(double milliseconds)
    {
        int at = _sorted.BinarySearch(milliseconds);
        _sorted.Insert(at < 0 ? ~at : at, milliseconds);
    }
}
