using System.Runtime.ExceptionServices;
using Cnn;
using Cnn.Backends;
using Cnn.Gl;
using Demo.Drawing;
using Demo.Sources;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Engines;

/// <summary>
/// Runs the network on the CPU on a thread of its own, on a copy of the frame. After a run the values that somebody looks at are copied
/// and change places with the ones on the screen; those that are drawn are uploaded.
/// </summary>
internal sealed class WorkerEngine : IComparedEngine, IActivations
{
    private readonly IBackend _backend;
    private readonly NetworkParts _parts;
    private readonly FrameInputs _inputs;
    private readonly UploadedActivations? _uploaded;
    private readonly Thread _thread;
    private readonly SemaphoreSlim _begin = new(0), _end = new(0);
    // What nobody asked for in so many runs is not copied any more.
    private const int Patience = 30;

    private sealed class Watch(Node node)
    {
        public Node Node => node;
        public Tensor Shown = new(node.Shape, node.Type), Fresh = new(node.Shape, node.Type);
        public long Run, Wanted;
    }

    private readonly HashSet<Node> _nodes;
    private readonly Dictionary<Node, Watch> _watches = [];
    // Those that the run under way copies at its end.
    private readonly List<Watch> _copied = [];
    private ISession? _session;
    private NodeTime[] _timings = [], _freshTimings = [];
    private readonly double[] _shares;
    private ExceptionDispatchInfo? _error;
    private double _progress;
    private volatile bool _stop;

    /// <param name="gl">Where maps are drawn; null where nothing is.</param>
    /// <param name="backend">The backend.</param>
    /// <param name="parts">The network.</param>
    public WorkerEngine(GL? gl, IBackend backend, NetworkParts parts)
    {
        (_backend, _parts) = (backend, parts);
        _inputs = new FrameInputs(parts);
        _uploaded = gl is null ? null : new UploadedActivations(gl);
        _nodes = [.. parts.Graph.Nodes.Where(n => !n.IsLeaf)];
        _shares = SharesOf([.. parts.Graph.Nodes.Where(n => !n.IsLeaf)]);
        _thread = new Thread(Work) { IsBackground = true, Name = "network" };
        _thread.Start();
    }

    /// <summary>Is told when a run ends, on the worker's thread, so that its values need not wait for the next frame.</summary>
    public Action? Finished { get; init; }

    public string Backend => _backend.Name;

    public string Device => _backend.Device;

    public IActivations Activations => this;

    public long Version => Runs;

    public double Progress => Runs > 0 || !IsRunning ? 1 : Volatile.Read(ref _progress);

    public string Preparing => $"first run on {Backend}";

    public bool Busy => IsRunning || Held;

    public bool IsRunning { get; private set; }

    public bool Held { get; set; }

    public FrameInputs? HoldAfterNext { get; set; }

    public ISession? Session => IsRunning ? null : _session;

    public long Runs { get; private set; }

    public IReadOnlyList<NodeTime> Timings => _timings;

    public bool Prepare(TimeSpan budget) => true;

    public void Start(in Frame frame, ReadOnlySpan<int> choices, FrameOnDevice? device)
    {
        _inputs.Keep(frame, choices);
        _copied.Clear();
        foreach (var watch in _watches.Values)
            if (Runs - watch.Wanted < Patience)
                _copied.Add(watch);
        if (HoldAfterNext is not null)
        {
            HoldAfterNext.Keep(frame, choices);
            (HoldAfterNext, Held) = (null, true);
        }
        IsRunning = true;
        _begin.Release();
    }

    public bool Advance(TimeSpan budget)
    {
        if (!IsRunning || !_end.Wait(budget < TimeSpan.Zero ? Timeout.InfiniteTimeSpan : TimeSpan.Zero))
            return false;
        _error?.Throw();
        (_timings, _freshTimings) = (_freshTimings, _timings);
        IsRunning = false;
        Runs++;
        foreach (var watch in _copied)
            (watch.Shown, watch.Fresh, watch.Run) = (watch.Fresh, watch.Shown, Runs);
        return true;
    }

    public Tensor? Read(Node node) => Look(node) is { Run: > 0 } watch ? watch.Shown : null;

    public long RunOf(Node node) => _watches.TryGetValue(node, out var watch) ? watch.Run : 0;

    public bool TryView(Node node, out MapView view) => TryView(node, -1, out view);

    public bool TryView(Node node, int channel, out MapView view)
    {
        view = default;
        return _uploaded is not null && Look(node) is { Run: > 0 } watch
            && _uploaded.TryView(node, channel, watch.Shown, watch.Run, out view);
    }

    public void Dispose()
    {
        _stop = true;
        _begin.Release();
        _thread.Join();
        _uploaded?.Dispose();
        _begin.Dispose();
        _end.Dispose();
        _backend.Dispose();
    }

    // What is newly looked at comes at once where the thread rests, else with the run under way or the next one.
    private Watch? Look(Node node)
    {
        if (Runs == 0 || !_nodes.Contains(node))
            return null;
        if (!_watches.TryGetValue(node, out var watch))
            _watches[node] = watch = new Watch(node);
        watch.Wanted = Runs;
        if (!IsRunning && watch.Run != Runs)
        {
            _session!.Read(node, watch.Shown);
            watch.Run = Runs;
        }
        return watch;
    }

    private void Work()
    {
        while (true)
        {
            _begin.Wait();
            if (_stop)
                break;
            try
            {
                var session = _session ??= _backend.CompileNow(_parts.Graph, _parts.Variables);
                _inputs.WriteKept(session);
                Run(session);
                foreach (var watch in _copied)
                    session.Read(watch.Node, watch.Fresh);
                if (_freshTimings.Length != session.Timings.Count)
                    _freshTimings = new NodeTime[session.Timings.Count];
                for (int i = 0; i < _freshTimings.Length; i++)
                    _freshTimings[i] = session.Timings[i];
            }
            catch (CnnException e)
            {
                _error = ExceptionDispatchInfo.Capture(e);
            }
            _end.Release();
            Finished?.Invoke();
        }
        _session?.Dispose();
    }

    // The first run goes on operator by operator, as far as the backend has such steps, and says how far it is.
    private void Run(ISession session)
    {
        if (Runs > 0)
        {
            session.Run();
            return;
        }
        double done = 0;
        for (int step = 0; !session.Step(TimeSpan.Zero); step++)
        {
            done += step < _shares.Length ? _shares[step] : 0;
            Volatile.Write(ref _progress, done);
            if (_stop)
                return;
        }
    }

    // Which part of a run's work each node is: multiply-accumulates, or elements where there are none.
    private static double[] SharesOf(Node[] nodes)
    {
        double[] work = [.. nodes.Select(n => (double)Math.Max(n.MultiplyAccumulates, n.Shape.Count))];
        double whole = Math.Max(1, work.Sum());
        return [.. work.Select(w => w / whole)];
    }
}
