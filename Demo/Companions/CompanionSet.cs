using System.Collections.Immutable;
using Cnn;
using Demo.Drawing;
using Demo.Shell;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Companions;

/// <summary>
/// The networks that run beside the opened one, on the same frames: each tick they share what that leaves of it. One that cannot be
/// used is a line, and the others go on.
/// </summary>
internal sealed class CompanionSet : IDisposable
{
    private readonly Selection _selection;
    private readonly Messages _messages;
    private readonly FrameOnDevice? _device;
    private readonly Companion[] _all;
    private readonly Queue<(TimeSpan Captured, RunResult Result)> _said = new();
    private FoundThings? _opened;
    private JoinedActivations? _joined;
    private IActivations? _main;
    private int _turn;

    /// <param name="gl">OpenGL, on whose thread all calls are made; null where nothing is drawn.</param>
    /// <param name="selection">What is in use.</param>
    /// <param name="device">The newest frame on the device; null where nothing is drawn.</param>
    /// <param name="options">What the command line asks.</param>
    /// <param name="messages">Where it is said.</param>
    /// <param name="time">The app's clock.</param>
    public CompanionSet(
        GL? gl, Selection selection, FrameOnDevice? device, AppOptions options, Messages messages, TimeProvider time)
    {
        (_selection, _device, _messages) = (selection, device, messages);
        _all = [.. options.Companions.Select(file => new Companion(file, gl, options, time))];
        Rows = [.. _all.Select(companion => companion.Row)];
        selection.Used += Forget;
        Forget();
    }

    /// <summary>What the screen knows of them.</summary>
    public ImmutableArray<CompanionRow> Rows { get; }

    /// <summary>Whether one is on.</summary>
    public bool Running
    {
        get
        {
            foreach (var companion in _all)
                if (companion.Row.IsOn)
                    return true;
            return false;
        }
    }

    /// <summary>The maps that can be drawn: the opened network's, and what those beside it say.</summary>
    public IActivations MapsBeside(IActivations main)
    {
        if (!Running)
            return main;
        // Another network's maps are another object, so that nobody takes them for the last one's.
        if (_main != main)
            (_main, _joined) = (main, new JoinedActivations(main, _all));
        return _joined!;
    }

    /// <summary>Switches one on, or off again.</summary>
    public void Switch(int index)
    {
        var companion = _all[index];
        companion.Row.IsOn = !companion.Row.IsOn;
        companion.Forget();
    }

    /// <summary>Goes on with all that are on; after the opened network has had its part of the tick.</summary>
    public void Tick()
    {
        var pipeline = _selection.Pipeline;
        var frame = pipeline.Frozen ? pipeline.Seen : pipeline.Newest;
        // A view that runs a network of its own shows no other.
        if (_all.Length == 0 || !pipeline.IsReady || _selection.Own is not null)
            return;
        var budget = pipeline.Budget;
        bool moves = _selection.Sources.Current.Moves || _selection.IsDrawn;
        var now = new Moment(frame, pipeline.NewestTick, moves, _device);
        budget.BeginBeside();
        var compiling = budget.CompilingBeside;
        _turn = (_turn + 1) % _all.Length;
        // Where each is waited for, who looks at things may come before who finds them.
        for (int i = 0; i < _all.Length * (budget.Waits ? 2 : 1); i++)
        {
            var companion = _all[(i + _turn) % _all.Length];
            if (companion.Row.IsOn && Advance(companion, now, budget, ref compiling))
                return;
        }
    }

    /// <summary>The next thing that was said, oldest first; call when the tick is on the screen.</summary>
    /// <param name="shown">When that was.</param>
    /// <param name="result">What was said.</param>
    public bool TryReport(TimeSpan shown, out RunResult result)
    {
        bool any = _said.TryDequeue(out var said);
        result = said.Result with { Latency = shown - said.Captured };
        return any;
    }

    public void Dispose()
    {
        foreach (var companion in _all)
            companion.Dispose();
    }

    // True when nothing of the tick is left.
    private bool Advance(Companion companion, in Moment now, TickBudget budget, ref TimeSpan compiling)
    {
        try
        {
            if (!companion.Prepare(_selection.IsDrawn, _selection.BackendIndex, compiling))
            {
                // One is compiled at a time.
                compiling = TimeSpan.Zero;
                return false;
            }
            if (now.Frame.Pixels is not null && !now.Frame.IsEmpty)
                companion.Run(now, ThingsFor(companion.Of), budget, _said);
        }
        catch (CnnException e)
        {
            companion.Close();
            _messages.Say($"{companion.Row.Name}: {e.Message}");
        }
        return budget.Beside == TimeSpan.Zero;
    }

    // The opened network comes first.
    private FoundThings? ThingsFor(string? name)
    {
        if (name is null || _opened!.Finds(name))
            return name is null ? null : _opened;
        foreach (var companion in _all)
            if (companion.Row.IsOn && companion.Things is { } things && things.Finds(name))
                return things;
        return null;
    }

    private void Forget()
    {
        var engine = _selection.Pipeline.Engine;
        _opened = new FoundThings(_selection.Live, engine, engine.Runs, row: null);
        foreach (var companion in _all)
            companion.Forget();
    }
}
