using Cnn;
using Cnn.Backends;
using Cnn.Gl;
using Demo.Drawing;
using Demo.Sources;
using Demo.Ui;

namespace Demo.Engines;

/// <summary>
/// Runs the network on the graphics device, on the thread and context that draw, a slice of time a frame. Maps are drawn
/// from the session's own buffers; numbers come back through fences without waiting.
/// </summary>
/// <param name="backend">The backend on the window's context.</param>
/// <param name="parts">The network.</param>
/// <param name="waits">Whether values are read at once, waiting for the device: for runs that must be repeatable.</param>
internal sealed class GlEngine(IBackend backend, NetworkParts parts, bool waits) : IComparedEngine, IActivations
{
    // What nobody asked for in so many runs is not read back any more.
    private const int Patience = 30;

    private sealed class Watch(Tensor value)
    {
        public readonly Tensor Value = value;
        public IReadback? Readback;
        public long Run, Asked, Wanted;
    }

    private readonly FrameInputs _inputs = new(parts);
    private readonly Dictionary<Node, Watch> _watches = [];
    private ICompilation? _compilation;
    private IGlSession? _session;
    private bool _running;

    public string Backend => backend.Name;

    public string Device => backend.Device;

    public IActivations Activations => this;

    public long Version => Runs;

    public double Progress => _session is not null ? 1 : _compilation?.Progress ?? 0;

    public bool Busy => _running || Held || (!waits && _session is { IsIdle: false });

    public bool IsRunning => _running;

    public bool Held { get; set; }

    public FrameInputs? HoldAfterNext { get; set; }

    public long Runs { get; private set; }

    public IReadOnlyList<NodeTime> Timings => _session?.Timings ?? [];

    public void TimeNextRun() => _session?.TimeNextRun();

    public ISession? Session => _session;

    public bool Prepare(TimeSpan budget)
    {
        if (_session is not null)
            return true;
        _compilation ??= backend.Compile(parts.Graph, parts.Variables);
        if (!_compilation.Step(budget))
            return false;
        _session = (IGlSession)_compilation.Session;
        _compilation.Dispose();
        return true;
    }

    public void Start(in Frame frame, ReadOnlySpan<int> choices, FrameOnDevice? device)
    {
        // Answers of the last run that have not been taken belong to it: take them before the values change.
        TakeAnswers();
        _inputs.Write(_session!, frame, choices, device);
        if (HoldAfterNext is not null)
        {
            HoldAfterNext.Keep(frame, choices);
            (HoldAfterNext, Held) = (null, true);
        }
        _running = true;
    }

    public bool Advance(TimeSpan budget)
    {
        if (!_running)
        {
            TakeAnswers();
            return false;
        }
        if (!_session!.Step(budget))
            return false;
        _running = false;
        Runs++;
        if (!waits)
            foreach (var watch in _watches.Values)
                if (Runs - watch.Wanted < Patience)
                    Ask(watch);
        TakeAnswers();
        return true;
    }

    public Tensor? Read(Node node)
    {
        if (_session is null || Runs == 0)
            return null;
        if (!_watches.TryGetValue(node, out var watch))
            _watches[node] = watch = new Watch(new Tensor(node.Shape, node.Type));
        watch.Wanted = Runs;
        if (waits && watch.Run != Runs)
        {
            _session.Read(node, watch.Value);
            watch.Run = Runs;
        }
        if (!waits && watch.Readback is null)
        {
            watch.Readback = _session.Readback(node);
            if (!_running)
                Ask(watch);
        }
        return watch.Run > 0 ? watch.Value : null;
    }

    public long RunOf(Node node) => _watches.TryGetValue(node, out var watch) ? watch.Run : 0;

    public bool TryView(Node node, out MapView view)
    {
        var place = _session?.ViewOf(node);
        view = place is { } found ? new MapView(found) : default;
        return place is not null;
    }

    public void Dispose()
    {
        foreach (var watch in _watches.Values)
            watch.Readback?.Dispose();
        _compilation?.Dispose();
        _session?.Dispose();
        backend.Dispose();
    }

    private void Ask(Watch watch)
    {
        if (watch.Asked > watch.Run)
            return;
        watch.Readback?.Request();
        watch.Asked = Runs;
    }

    private void TakeAnswers()
    {
        foreach (var watch in _watches.Values)
            if (watch.Asked > watch.Run && watch.Readback!.TryTake(watch.Value))
                watch.Run = watch.Asked;
    }
}
