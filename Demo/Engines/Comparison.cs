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
/// its own rate, and keeps how far they are apart, layer by layer.
/// </summary>
/// <param name="gl">OpenGL, to upload the differences to; null where nothing is drawn.</param>
/// <param name="parts">The network.</param>
/// <param name="waits">Whether <see cref="Begin"/> waits for the result, so that it is the same every time.</param>
internal sealed class Comparison(GL? gl, NetworkParts parts, bool waits) : IActivations, IDisposable
{
    private readonly FrameInputs _inputs = new(parts.Preprocessing);
    private readonly UploadedActivations? _uploaded = gl is null ? null : new UploadedActivations(gl);
    private readonly Snapshot _snapshot = new(parts.Graph, parts.Variables);
    private readonly Dictionary<Node, Tensor> _differences = [];
    private ComparingSession? _session;
    private Task<LayerErrors>? _work;

    /// <summary>The newest result.</summary>
    public LayerErrors? Result { get; private set; }

    public long Version => Result?.Run ?? 0;

    /// <summary>Whether a comparison is under way.</summary>
    public bool Busy => _work is not null;

    /// <summary>Takes the snapshot and begins; only when not busy and between two runs.</summary>
    /// <param name="session">Whose values they are.</param>
    /// <param name="frame">What the last run saw.</param>
    /// <param name="choices">The switches that it saw.</param>
    /// <param name="run">Its number.</param>
    public void Begin(ISession session, in Frame frame, ReadOnlySpan<int> choices, long run)
    {
        _snapshot.Take(session);
        _inputs.Keep(frame, choices);
        _work = Task.Run(() => Compare(run));
        if (waits)
            Poll(wait: true);
    }

    /// <summary>Takes the result over when it is there; true once for each.</summary>
    public bool Poll(bool wait = false)
    {
        if (_work is null || (!wait && !_work.IsCompleted))
            return false;
        Result = _work.GetAwaiter().GetResult();
        _work = null;
        return true;
    }

    public bool TryView(Node node, out GlView view)
    {
        view = default;
        return Result is not null && !Busy && _uploaded is not null && _differences.TryGetValue(node, out var value)
            && _uploaded.TryView(node, value, Result.Run, out view);
    }

    public void Dispose()
    {
        _work?.Wait();
        _session?.Dispose();
        _uploaded?.Dispose();
    }

    private LayerErrors Compare(long run)
    {
        _session ??= new ComparingSession(_snapshot, parts.Graph, parts.Variables);
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
