using System.Collections.Immutable;
using Cnn;
using Demo.Drawing;
using Demo.Engines;
using Demo.Models;
using Demo.Shell;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Companions;

/// <summary>
/// A network that runs beside the opened one. It is read and compiled when it is first switched on, a slice a tick, and run on the
/// engine of the backend in use; switched off it keeps what was compiled and does nothing.
/// </summary>
internal sealed class Companion : IDisposable
{
    private readonly CompanionFile _file;
    private readonly GL? _gl;
    private readonly AppOptions _options;
    private readonly TimingPace _timings;
    private LiveNetworks? _networks;
    private Task<NetworkFile>? _opening;
    private LiveNetwork? _live;
    private IEngine? _engine;
    private ImmutableArray<Node> _reads = [];
    private Watch? _watch;

    /// <param name="file">What to open.</param>
    /// <param name="gl">OpenGL, on whose thread all calls are made; null where nothing is drawn.</param>
    /// <param name="options">What the command line asks.</param>
    /// <param name="time">The app's clock.</param>
    public Companion(CompanionFile file, GL? gl, AppOptions options, TimeProvider time)
    {
        (_file, _gl, _options, _timings) = (file, gl, options, new TimingPace(time));
        Row = new CompanionRow(file.Name, file.Help, listed: file.IsOn) { IsOn = file.IsOn };
    }

    public CompanionRow Row { get; }

    /// <summary>The name of the things that it looks at; null for whole frames, or while it is not ready.</summary>
    public string? Of => _live?.Network.Parts.Preprocessing.Recipe?.Of;

    /// <summary>What it found in what there is to see; null where it looks for nothing, or has not seen it yet.</summary>
    public FoundThings? Things { get; private set; }

    /// <summary>Its maps; null while it has none of what there is to see.</summary>
    public IActivations? Maps => Row.Output is null ? null : _engine!.Activations;

    /// <summary>Goes on with reading and compiling for about the budget; true when it can run.</summary>
    /// <param name="drawn">Whether the source is drawn on.</param>
    /// <param name="backend">The backend in use, by its place in the options.</param>
    /// <param name="budget">Negative waits.</param>
    /// <exception cref="CnnException">It cannot be used.</exception>
    public bool Prepare(bool drawn, int backend, TimeSpan budget)
    {
        if (_networks is null)
        {
            Row.Progress = 0;
            _opening ??= Task.Run(_file.Open);
            if (budget >= TimeSpan.Zero && !_opening.IsCompleted)
                return false;
            _networks = new LiveNetworks(_gl, _opening.GetAwaiter().GetResult(), _options);
            _opening = null;
        }
        var live = _networks.For(drawn);
        var engine = live.Engines[backend];
        bool ready = engine.Prepare(budget);
        Row.Progress = ready ? 1 : engine.Progress;
        if (!ready || engine == _engine)
            return ready;
        Forget();
        (_live, _engine, _reads) = (live, engine, live.Network.Parts.Output.Reads);
        live.Times.Forget();
        Row.LooksAtThings = Of is not null;
        _watch = NewWatch();
        return true;
    }

    /// <summary>Runs on what is new, until that or the budget is used up.</summary>
    /// <param name="now">What there is to see.</param>
    /// <param name="things">What was found there.</param>
    /// <param name="budget">What is left of the tick.</param>
    /// <param name="results">Takes what is said, and when the frame was captured.</param>
    /// <exception cref="CnnException">It cannot be run.</exception>
    public void Run(in Moment now, FoundThings? things, TickBudget budget, Queue<(TimeSpan Captured, RunResult Result)> results)
    {
        do
        {
            if (_watch!.Runs.IsIdle && !_watch.TryBegin(now, things))
                return;
            if (!_watch.Runs.Advance(budget.Beside))
                return;
            results.Enqueue((_watch.Captured, _watch.Take()));
            Measure(now.Moves);
            if (Things is null && _live!.Network.Parts.Output.Finder is not null)
                Things = new FoundThings(_live, _engine!, _watch.Runs.Number - 1, Row);
        }
        while (budget.Beside != TimeSpan.Zero);
    }

    /// <summary>What was said means nothing any more: there is something else to see, or it was switched.</summary>
    public void Forget()
    {
        Row.Output?.Rest();
        (Row.Output, Row.Said, Row.Finder, Things) = (null, "", null, null);
        Row.Things.Clear();
        // What is under way ends unheard.
        if (_watch is not null)
            _watch = NewWatch();
    }

    /// <summary>Whether a node is one that its output is read from.</summary>
    public bool Has(Node node) => _reads.Contains(node);

    /// <summary>It cannot be used: it is as before it was opened.</summary>
    public void Close()
    {
        _watch = null;
        Forget();
        (Row.IsOn, Row.Progress, Row.Milliseconds) = (false, 1, double.NaN);
        Dispose();
        (_networks, _opening, _live, _engine, _reads) = (null, null, null, null, []);
    }

    public void Dispose() => _networks?.Dispose();

    private Watch NewWatch() => Of is { } of ? new ThingWatch(Row, _live!, _engine!, of) : new FrameWatch(Row, _live!, _engine!);

    private void Measure(bool moves)
    {
        if (_options.Realtime)
            _timings.Update(_engine!, _live!.Times, moves);
        Row.Milliseconds = _live!.Times.Total;
    }
}
