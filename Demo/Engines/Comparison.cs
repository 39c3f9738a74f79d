using Cnn;
using Cnn.Backends;
using Cnn.Gl;
using Demo.Drawing;
using Demo.Sources;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Engines;

/// <summary>
/// Holds a backend to the reference while it runs: takes a snapshot of one run's values, computes the same on a worker at
/// its own rate, and keeps how far they are apart, layer by layer. Nobody waits for it.
/// </summary>
/// <param name="gl">OpenGL, to upload the differences to; null where nothing is drawn.</param>
/// <param name="parts">The network.</param>
/// <param name="waits">Whether the clock is a virtual one, so that times mean nothing.</param>
internal sealed class Comparison(GL? gl, NetworkParts parts, bool waits) : IActivations, IDisposable
{
    private readonly FrameInputs _inputs = new(parts);
    private readonly UploadedActivations? _uploaded = gl is null ? null : new(gl);
    private readonly Snapshot _snapshot = new(parts.Graph);
    private readonly Dictionary<Node, Tensor> _differences = [];
    private IComparedEngine? _engine;
    private IEngine? _shown, _compared;
    private long _run;
    private ComparingSession? _session;
    private Task<LayerErrors>? _work;

    /// <summary>The newest result.</summary>
    public LayerErrors? Result { get; private set; }

    public long Version => Result?.Run ?? 0;

    /// <summary>Whether a comparison is under way.</summary>
    public bool Busy => _engine is not null || _work is not null;

    /// <summary>Another engine's values are shown, or the same one's still: results are about these alone.</summary>
    public void Follow(IEngine engine)
    {
        if (_shown != engine)
            Result = null;
        _shown = engine;
    }

    /// <summary>
    /// Begins with the engine's last run or, where runs follow each other without a pause, with the next one; only when not busy.
    /// </summary>
    /// <param name="engine">Whose run is compared; it begins no other until that one is copied.</param>
    /// <param name="frame">What the last run saw, if none is under way.</param>
    /// <param name="choices">The switches that it saw.</param>
    public void Begin(IComparedEngine engine, in Frame frame, ReadOnlySpan<int> choices)
    {
        (_engine, _compared, _run) = (engine, engine, 0);
        if (engine.Busy)
        {
            engine.HoldAfterNext = _inputs;
            return;
        }
        engine.Held = true;
        _inputs.Keep(frame, choices);
    }

    /// <summary>Goes on for about the budget (negative: to the end); true once for each result.</summary>
    public bool Advance(TimeSpan budget)
    {
        if (_engine is not null && !Take(_engine, budget))
            return false;
        if (_work is null || (budget >= TimeSpan.Zero && !_work.IsCompleted))
            return false;
        var result = _work.GetAwaiter().GetResult();
        _work = null;
        // What another engine computed meanwhile says nothing of this one.
        Result = _shown is null || _shown == _compared ? result : null;
        return true;
    }

    /// <summary>How far a node was off in the newest result; null where that is not known.</summary>
    public Tensor? DifferenceOfLast(Node node) => Result is not null && !Busy ? _differences.GetValueOrDefault(node) : null;

    public bool TryView(Node node, out MapView view)
    {
        view = default;
        // The worker writes the differences.
        return Result is not null && _work is null && _uploaded is not null && _differences.TryGetValue(node, out var value)
            && _uploaded.TryView(node, value, Result.Run, out view);
    }

    public void Dispose()
    {
        _work?.Wait();
        if (_engine is not null)
            (_engine.Held, _engine.HoldAfterNext) = (false, null);
        _session?.Dispose();
        _snapshot.Free();
        _uploaded?.Dispose();
    }

    // Takes the run over; true when it is here and the work has begun.
    private bool Take(IComparedEngine engine, TimeSpan budget)
    {
        if (engine.IsRunning)
            return false;
        if (_run == 0 && !engine.Held)
        {
            // There was no next run: the last one can be had whenever it is asked for.
            if (!engine.Busy)
                (engine.HoldAfterNext, _engine) = (null, null);
            return false;
        }
        if (_run == 0)
        {
            _run = engine.Runs;
            _snapshot.Begin(engine.Session!);
        }
        if (engine.Held && !_snapshot.Copy(engine.Session!, budget))
            return false;
        engine.Held = false;
        if (!_snapshot.Fetch(budget))
            return false;
        _engine = null;
        long run = _run;
        _work = Task.Run(() => Compare(run));
        return true;
    }

    private LayerErrors Compare(long run)
    {
        _session ??= new ComparingSession(_snapshot, parts.Graph, _snapshot.Variables);
        _inputs.WriteKept(_session);
        _session.Run();
        var rows = _session.Differences();
        foreach (var row in rows)
            if (row.Node.Type == DataType.Float32)
                _session.ReadDifference(row.Node, DifferenceOf(row.Node));
        return new LayerErrors(rows, run, timed: !waits);
    }

    private Tensor DifferenceOf(Node node) => _differences.TryGetValue(node, out var difference)
        ? difference
        : _differences[node] = new Tensor(node.Shape);
}
