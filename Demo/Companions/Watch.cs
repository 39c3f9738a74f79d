using Cnn;
using Demo.Drawing;
using Demo.Engines;
using Demo.Models;
using Demo.Outputs;
using Demo.Shell;
using Demo.Sources;
using Demo.Ui;

namespace Demo.Companions;

/// <summary>What there is to see in a tick.</summary>
/// <param name="Frame">The newest frame.</param>
/// <param name="Tick">The tick in which it was taken.</param>
/// <param name="Moves">Whether frames keep coming.</param>
/// <param name="Device">Where it may lie on the device that draws.</param>
internal readonly record struct Moment(Frame Frame, long Tick, bool Moves, FrameOnDevice? Device);

/// <summary>What a network beside the opened one is run on, on one engine: what comes next, and what a run said.</summary>
/// <param name="row">Its row on the screen.</param>
/// <param name="live">The network.</param>
/// <param name="engine">What runs it.</param>
internal abstract class Watch(CompanionRow row, LiveNetwork live, IEngine engine)
{
    private Moment _begun;

    /// <summary>The engine's runs.</summary>
    public CompleteRuns Runs { get; } = new(engine, live.Network.Parts.Output);

    /// <summary>When the frame of the last run was captured.</summary>
    public TimeSpan Captured => _begun.Frame.Captured;

    protected CompanionRow Row => row;

    protected LiveNetwork Live => live;

    protected Output Output => live.Network.Parts.Output;

    protected Func<Node, Tensor?> Read { get; } = engine.Read;

    protected Func<Node, long> RunOf { get; } = engine.RunOf;

    /// <summary>Begins the next run, if there is something new; only while the runs are idle.</summary>
    /// <param name="now">What there is to see.</param>
    /// <param name="things">What was found there, for who looks at things.</param>
    public abstract bool TryBegin(in Moment now, FoundThings? things);

    /// <summary>Takes what the run said that has ended; how old it is on the screen is not known yet.</summary>
    public RunResult Take()
    {
        var (answer, of, id) = Said();
        row.Output = Output;
        return new RunResult(_begun.Tick, _begun.Frame.Time, answer, TimeSpan.Zero)
        {
            Network = live.Network.Parts.Name,
            Of = of,
            Id = id,
        };
    }

    /// <summary>What the run said, and of which thing.</summary>
    protected abstract (Answer Answer, string? Of, int Id) Said();

    protected void Begin(in Moment now, in Frame seen, FrameOnDevice? device)
    {
        _begun = now;
        Runs.Start(seen, live.Network.Choices, device);
    }
}

/// <summary>Runs on whole frames: each new one, if there is time for it.</summary>
internal sealed class FrameWatch(CompanionRow row, LiveNetwork live, IEngine engine) : Watch(row, live, engine)
{
    private Frame _seen;

    public override bool TryBegin(in Moment now, FoundThings? things)
    {
        if (now.Frame == _seen)
            return false;
        _seen = now.Frame;
        Begin(now, _seen, now.Device);
        return true;
    }

    protected override (Answer, string?, int) Said()
    {
        (Row.Read, Row.RunOf) = (Read, RunOf);
        Row.Part = Live.Area.Seen(Read, _seen.Width, _seen.Height);
        var values = new RunValues(Read, Live.Network.Parts.Preprocessing.FoundNothing(Read)) { RunOf = RunOf };
        var answer = Output.Answer(values);
        Row.Said = Output.Brief(values, answer);
        return (answer, null, 0);
    }
}
