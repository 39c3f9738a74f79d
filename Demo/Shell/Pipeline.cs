using Cnn;
using Demo.Engines;
using Demo.Outputs;
using Demo.Sources;
using Demo.Ui;

namespace Demo.Shell;

/// <summary>What one run found, when it was on the screen.</summary>
/// <param name="Frame">The tick in which the frame was taken, from 0.</param>
/// <param name="Time">The frame's time, which is its source's own.</param>
/// <param name="Answer">What the network said.</param>
/// <param name="Latency">From the frame's capture until the result was on the screen.</param>
/// <param name="Again">Whether the frame had been run before: a switch has changed.</param>
internal readonly record struct RunResult(long Frame, TimeSpan Time, Answer Answer, TimeSpan Latency, bool Again = false);

/// <summary>What became of the frames; those that are under way are captured only.</summary>
/// <param name="Captured">How many the source had.</param>
/// <param name="Shown">Of how many the result was on the screen.</param>
/// <param name="Dropped">How many were replaced by a newer one before that.</param>
internal readonly record struct FrameCounts(long Captured, long Shown, long Dropped);

/// <summary>
/// One tick: the newest frame in, the network on it, the result out. A new run only for a new frame; a frame that is
/// replaced before the network had time for it is dropped.
/// </summary>
/// <param name="waits">Whether each tick waits for its run: the same frames then give the same results.</param>
/// <param name="time">The app's clock.</param>
internal sealed class Pipeline(bool waits, TimeProvider time)
{
    // Of a frame at 60 a second, what the network may take so that drawing keeps its share.
    private static readonly TimeSpan RunBudget = TimeSpan.FromMilliseconds(10);
    // A network whose runs take up to this long is not spread: in three ticks, each with its own drawing, a camera's frame would
    // be three times as old. With what drawing takes it leaves 30 frames a second.
    private static readonly TimeSpan WholeRun = TimeSpan.FromMilliseconds(24);
    // What a run that once takes longer may take.
    private static readonly TimeSpan MostOfATick = TimeSpan.FromMilliseconds(40);
    // Longer runs in a row until runs are spread, and until one is tried whole again.
    private const int LongUntilSpread = 8, LongUntilTried = 32;
    private static readonly TimeSpan CompileBudget = TimeSpan.FromMilliseconds(25);

    private readonly record struct Run(long Number, long Tick, TimeSpan Captured, TimeSpan Time, bool Again);

    private readonly Queue<Run> _unreported = new();
    private Network _network = null!;
    private IFrameSource _source = null!;
    private Frame _newest;
    private long _newestTick, _tick = -1;
    private bool _due, _new;
    private FrameCounts _counts;
    private TimeSpan _run;
    private int _long;

    /// <summary>What runs the network; another one begins with the newest frame.</summary>
    public IEngine Engine { get; private set; } = null!;

    /// <summary>The newest frame; no pixels before the first.</summary>
    public Frame Newest => _newest;

    /// <summary>What became of the frames of all sources so far.</summary>
    public FrameCounts Counts => _counts;

    /// <summary>Frames that the source gave.</summary>
    public long Taken { get; private set; }

    /// <summary>Whether frames are held back; <see cref="StepOnce"/> lets one through.</summary>
    public bool Frozen { get; set; }

    public bool StepOnce { get; set; }

    /// <summary>Takes frames from a source and runs a network on an engine; all of them may be what they were.</summary>
    public void Use(Network network, IEngine engine, IFrameSource source)
    {
        if (Engine is { Busy: true })
            Engine.Advance(Timeout.InfiniteTimeSpan);
        if (source != _source)
        {
            source.Renew();
            (_newest, _new) = (default, false);
        }
        (_network, Engine, _source) = (network, engine, source);
        _long = 0;
        _unreported.Clear();
        Rerun();
    }

    /// <summary>The newest frame is to be run again: a switch has changed.</summary>
    public void Rerun() => _due = _newest.Pixels is not null;

    /// <summary>Takes the source's newest frame and runs the network for its share of the tick.</summary>
    /// <returns>Whether there is a new frame, to be shown at once.</returns>
    public bool Tick()
    {
        _tick++;
        bool fresh = Take();
        if (!Engine.Prepare(waits ? Timeout.InfiniteTimeSpan : CompileBudget))
            return fresh;
        long began = time.GetTimestamp();
        Advance(Share);
        if (!_due || Engine.Busy)
            return fresh;
        // What came while the last run ended is newer.
        fresh |= !waits && Take();
        _run = TimeSpan.Zero;
        Engine.Start(_newest, _network.Choices);
        _unreported.Enqueue(new Run(Engine.Runs + 1, _newestTick, _newest.Captured, _newest.Time, Again: !_new));
        (_due, _new) = (false, false);
        // A run that ended took its part of the tick.
        var left = Share - time.GetElapsedTime(began);
        if (waits || left > TimeSpan.Zero)
            Advance(left);
        return fresh;
    }

    // What the network may take of a tick.
    private TimeSpan Share => _long < LongUntilSpread ? MostOfATick : RunBudget;

    private void Advance(TimeSpan budget)
    {
        long began = time.GetTimestamp();
        bool ended = Engine.Advance(waits ? Timeout.InfiniteTimeSpan : budget);
        _run += time.GetElapsedTime(began);
        if (ended)
            _long = _run <= WholeRun ? 0 : _long == LongUntilTried ? LongUntilSpread - 1 : _long + 1;
    }

    /// <summary>The next result that has come back from the device, oldest first; call when the tick is on the screen.</summary>
    /// <param name="shown">When that was.</param>
    /// <param name="result">The result.</param>
    public bool TryReport(TimeSpan shown, out RunResult result)
    {
        result = default;
        var output = _network.Parts.Output;
        while (_unreported.TryPeek(out var run) && TryRuns(output, out long oldest, out long newest))
        {
            if (oldest < run.Number && newest <= run.Number)
                return false;
            _unreported.Dequeue();
            if (newest > run.Number)
            {
                _counts = _counts with { Dropped = _counts.Dropped + (run.Again ? 0 : 1) };
                continue;
            }
            _counts = _counts with { Shown = _counts.Shown + (run.Again ? 0 : 1) };
            var values = new RunValues(Engine.Read, _network.Parts.Preprocessing.FoundNothing(Engine.Read));
            result = new RunResult(run.Tick, run.Time, output.Answer(values), shown - run.Captured, run.Again);
            return true;
        }
        return false;
    }

    private bool Take()
    {
        if ((Frozen && !StepOnce) || !_source.TryTake(out var frame))
            return false;
        StepOnce = false;
        long passed = _newest.Pixels is null ? 1 : frame.Sequence - _newest.Sequence;
        // A frame that is given once more is none.
        if (passed > 0)
        {
            _counts = _counts with { Captured = _counts.Captured + passed, Dropped = _counts.Dropped + passed - 1 + (_new ? 1 : 0) };
            _new = true;
        }
        (_newest, _newestTick, _due) = (frame, _tick, true);
        Taken++;
        return true;
    }

    // Of which runs what the output is read from has come back; false while something of it never has.
    private bool TryRuns(Output output, out long oldest, out long newest)
    {
        (oldest, newest) = (long.MaxValue, 0);
        bool all = true;
        foreach (var node in output.Reads)
        {
            all &= Engine.Read(node) is not null;
            long run = Engine.RunOf(node);
            (oldest, newest) = (Math.Min(oldest, run), Math.Max(newest, run));
        }
        return all;
    }
}
