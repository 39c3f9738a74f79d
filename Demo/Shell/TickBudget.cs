namespace Demo.Shell;

/// <summary>
/// Owns a tick's time: says what compiling, running the network and comparing may take of it, so that drawing keeps its share.
/// </summary>
/// <param name="waits">Whether each tick waits for its run: the same frames then give the same results.</param>
/// <param name="time">The app's clock.</param>
internal sealed class TickBudget(bool waits, TimeProvider time)
{
    // Of a frame at 60 a second, what the network may take so that drawing keeps its share.
    private static readonly TimeSpan SpreadRun = TimeSpan.FromMilliseconds(10);

    // A network whose runs take up to this long is not spread: in three ticks, each with its own drawing, a camera's frame would
    // be three times as old. With what drawing takes it leaves 30 frames a second.
    private static readonly TimeSpan WholeRun = TimeSpan.FromMilliseconds(24);

    // What a run that once takes longer may take.
    private static readonly TimeSpan MostOfATick = TimeSpan.FromMilliseconds(40);

    // Longer runs in a row until runs are spread, and until one is tried whole again.
    private const int LongUntilSpread = 8, LongUntilTried = 32;

    // Nothing runs meanwhile, and the window shows how far it is.
    private static readonly TimeSpan Compile = TimeSpan.FromMilliseconds(25);

    // Beside a network that goes on running.
    private static readonly TimeSpan CompileBeside = TimeSpan.FromMilliseconds(10);

    // The network stands still while a run is copied, and nothing of it is urgent.
    private static readonly TimeSpan Compare = TimeSpan.FromMilliseconds(3);

    // Networks beside the main one get what that leaves of its share, and always so much together: they come on as well.
    private static readonly TimeSpan LeastBeside = TimeSpan.FromMilliseconds(8);

    private long _began, _beganBeside;
    private TimeSpan _beside;
    private TimeSpan _run;
    private int _long;

    /// <summary>Whether each tick waits for its run: all budgets are endless.</summary>
    public bool Waits => waits;

    /// <summary>For compiling the network in use.</summary>
    public TimeSpan Compiling => Of(Compile);

    /// <summary>For compiling the next network while the one in use goes on.</summary>
    public TimeSpan CompilingBeside => Of(CompileBeside);

    /// <summary>For taking over what a run computed, to be compared.</summary>
    public TimeSpan Comparing => Of(Compare);

    /// <summary>What is left for the network's runs in this tick; 0 when it is spent.</summary>
    public TimeSpan Running
    {
        get
        {
            var left = (_long < LongUntilSpread ? MostOfATick : SpreadRun) - time.GetElapsedTime(_began);
            return Of(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }

    /// <summary>The network's part of a tick begins.</summary>
    public void BeginRunning() => _began = time.GetTimestamp();

    /// <summary>What is left for the networks beside the main one in this tick; 0 when it is spent.</summary>
    public TimeSpan Beside
    {
        get
        {
            var left = _beside - time.GetElapsedTime(_beganBeside);
            return Of(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }

    /// <summary>The part of a tick begins in which networks beside the main one run; that has had its own.</summary>
    public void BeginBeside()
    {
        _beganBeside = time.GetTimestamp();
        var left = SpreadRun - time.GetElapsedTime(_began);
        _beside = left > LeastBeside ? left : LeastBeside;
    }

    /// <summary>A run begins.</summary>
    public void BeginRun() => _run = TimeSpan.Zero;

    /// <summary>The run took so long in this tick; where it ended, its whole length says whether the next ones are spread.</summary>
    public void Ran(TimeSpan took, bool ended)
    {
        _run += took;
        if (ended)
            _long = _run <= WholeRun ? 0 : _long == LongUntilTried ? LongUntilSpread - 1 : _long + 1;
    }

    /// <summary>Another network or engine runs.</summary>
    public void Forget() => _long = 0;

    private TimeSpan Of(TimeSpan share) => waits ? Timeout.InfiniteTimeSpan : share;
}
