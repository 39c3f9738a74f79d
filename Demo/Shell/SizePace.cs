namespace Demo.Shell;

/// <summary>
/// Says whether a network that follows a moving source keeps up: it is looked at for two seconds, once it has warmed up, and too slow
/// if it gives fewer than ten results a second and frames were left out for it.
/// </summary>
/// <param name="time">The app's clock.</param>
internal sealed class SizePace(TimeProvider time)
{
    // Boxes that come more rarely do not look as if they followed a thing.
    private const double LeastRate = 10;

    // The first runs compile.
    private const int WarmUp = 3;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private object? _engine;
    private long _began, _runs, _dropped;
    private bool _looks;

    /// <summary>Once a tick; the rate when it has turned out to be too low, once for each engine.</summary>
    /// <param name="engine">What runs the network.</param>
    /// <param name="runs">How many runs it has completed.</param>
    /// <param name="counts">What became of the frames.</param>
    /// <param name="moves">Whether the source gives frames by itself.</param>
    public double? TooSlow(object engine, long runs, in FrameCounts counts, bool moves)
    {
        if (engine != _engine)
            (_engine, _looks, _runs) = (engine, true, -1);
        if (!_looks || runs < WarmUp)
            return null;
        if (!moves)
            _runs = -1;
        else if (_runs < 0)
            (_began, _runs, _dropped) = (time.GetTimestamp(), runs, counts.Dropped);
        else if (time.GetElapsedTime(_began) is var passed && passed >= Look)
        {
            _looks = false;
            double rate = (runs - _runs) / passed.TotalSeconds;
            return rate < LeastRate && counts.Dropped > _dropped ? rate : null;
        }
        return null;
    }
}
