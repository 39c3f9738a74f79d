using Cnn;
using Demo.Drawing;
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
internal readonly record struct RunResult(long Frame, TimeSpan Time, Answer Answer, TimeSpan Latency, bool Again = false)
{
    /// <summary>Whether it saw a sheet without ink: the network has an opinion of that too, but nobody asked for it.</summary>
    public bool SawNoInk { get; init; }

    /// <summary>Which network said it; null where there is only one.</summary>
    public string? Network { get; init; }

    /// <summary>What kind of thing it was said of, and the thing's number; null where it was said of the whole frame.</summary>
    public string? Of { get; init; }

    public int Id { get; init; }
}

/// <summary>What became of the frames; those that are under way are captured only.</summary>
/// <param name="Captured">How many the source had.</param>
/// <param name="Shown">Of how many the result was on the screen.</param>
/// <param name="Dropped">How many were replaced by a newer one before that.</param>
internal readonly record struct FrameCounts(long Captured, long Shown, long Dropped);

/// <summary>
/// One tick: the newest frame in, the network on it, the result out. A new run only for a new frame; a frame that is
/// replaced before the network had time for it is dropped.
/// </summary>
/// <param name="budget">What the network may take of a tick.</param>
/// <param name="time">The app's clock.</param>
/// <param name="device">Takes each new frame, for the screen and the network; null where nothing is drawn.</param>
internal sealed class Pipeline(TickBudget budget, TimeProvider time, FrameOnDevice? device = null)
{
    private readonly record struct Run(long Number, long Tick, TimeSpan Captured, TimeSpan Time, bool Again, bool SawNoInk);

    private readonly Queue<Run> _unreported = new();
    private Network _network = null!;
    private IFrameSource _source = null!;
    private Frame _newest;
    private long _newestTick, _tick = -1;
    private bool _due, _new;
    private Weights? _weights;
    private FrameCounts _counts;

    /// <summary>What runs the network; another one begins with the newest frame.</summary>
    public IEngine Engine { get; private set; } = null!;

    /// <summary>What a person calls the network.</summary>
    public string Name => _network.Parts.Name;

    /// <summary>What the network and others may take of a tick.</summary>
    public TickBudget Budget => budget;

    /// <summary>The newest frame; no pixels before the first.</summary>
    public Frame Newest => _newest;

    /// <summary>The tick in which it was taken.</summary>
    public long NewestTick => _newestTick;

    /// <summary>Whether the network is compiled.</summary>
    public bool IsReady { get; private set; }

    /// <summary>What the last run saw or sees; no pixels once a sheet was drawn on since, which changes them in place.</summary>
    public Frame Seen => _new ? default : _newest;

    /// <summary>Whether the last run saw or sees a sheet without ink.</summary>
    public bool SawNoInk { get; private set; }

    /// <summary>What became of the frames of all sources so far.</summary>
    public FrameCounts Counts => _counts;

    /// <summary>Frames that the source gave.</summary>
    public long Taken { get; private set; }

    /// <summary>
    /// Whether frames are held back; <see cref="StepOnce"/> lets one through. A sheet shows at once what is drawn on it, but it is
    /// not run.
    /// </summary>
    public bool Frozen { get; set; }

    public bool StepOnce { get; set; }

    /// <summary>Whether no run begins meanwhile: something else is measured.</summary>
    public bool Rests { get; set; }

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
        budget.Forget();
        _unreported.Clear();
        Rerun();
    }

    /// <summary>The newest frame is to be run again: a switch or a weight has changed.</summary>
    public void Rerun() => _due = _newest.Pixels is not null;

    /// <summary>Takes the source's newest frame and runs the network for its share of the tick.</summary>
    /// <returns>Whether there is a new frame, to be shown at once.</returns>
    public bool Tick()
    {
        _tick++;
        bool fresh = Take();
        IsReady = Engine.Prepare(budget.Compiling);
        if (!IsReady)
            return fresh;
        budget.BeginRunning();
        Advance();
        // The network learns, or somebody turned back to what it was.
        if (_weights != _network.Parts.Variables.Published)
            Rerun();
        if (!_due || Rests || Engine.Busy)
            return fresh;
        // What came while the last run ended is newer.
        fresh |= !budget.Waits && Take();
        budget.BeginRun();
        _weights = _network.Parts.Variables.Published;
        Engine.Start(_newest, _network.Choices, device);
        _unreported.Enqueue(new Run(Engine.Runs + 1, _newestTick, _newest.Captured, _newest.Time, Again: !_new, _newest.IsEmpty));
        (_due, _new, SawNoInk) = (false, false, _newest.IsEmpty);
        // A run that ended took its part of the tick.
        if (budget.Running != TimeSpan.Zero)
            Advance();
        return fresh;
    }

    private void Advance()
    {
        long began = time.GetTimestamp();
        bool ended = Engine.Advance(budget.Running);
        budget.Ran(time.GetElapsedTime(began), ended);
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
            var values = new RunValues(Engine.Read, _network.Parts.Preprocessing.FoundNothing(Engine.Read))
            {
                RunOf = Engine.RunOf,
            };
            // Of an empty sheet the network has an opinion too, but nobody asked for it.
            var answer = run.SawNoInk ? new Answer("", null, "no ink") : output.Answer(values);
            result = new RunResult(run.Tick, run.Time, answer, shown - run.Captured, run.Again) { SawNoInk = run.SawNoInk };
            return true;
        }
        return false;
    }

    private bool Take()
    {
        bool held = Frozen && !StepOnce;
        bool fresh = (!held || _source.IsDrawnOn) && _source.TryTake(out var frame) && Show(frame);
        // What was only shown is run as well.
        if (!held && (fresh || _new))
            (_due, StepOnce) = (true, false);
        return fresh;
    }

    private bool Show(in Frame frame)
    {
        long passed = _newest.Pixels is null ? 1 : frame.Sequence - _newest.Sequence;
        // A frame that is given once more is none.
        if (passed > 0)
        {
            _counts = _counts with { Captured = _counts.Captured + passed, Dropped = _counts.Dropped + passed - 1 + (_new ? 1 : 0) };
            _new = true;
        }
        (_newest, _newestTick) = (frame, _tick);
        Taken++;
        device?.Take(frame);
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
