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
/// Runs the network on the CPU on a thread of its own, on a copy of the frame. When a run is complete its values change
/// places with the ones on the screen, and those that are drawn are uploaded.
/// </summary>
internal sealed class WorkerEngine : IEngine, IActivations
{
    private readonly IBackend _backend;
    private readonly NetworkParts _parts;
    private readonly FrameInputs _inputs;
    private readonly UploadedActivations? _uploaded;
    private readonly Thread _thread;
    private readonly SemaphoreSlim _begin = new(0), _end = new(0);
    private readonly Node[] _kept;
    private Dictionary<Node, Tensor> _shown, _fresh;
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
        _kept = [.. parts.Graph.Nodes.Where(n => !n.IsLeaf)];
        _shown = _kept.ToDictionary(n => n, n => new Tensor(n.Shape, n.Type));
        _fresh = _kept.ToDictionary(n => n, n => new Tensor(n.Shape, n.Type));
        _shares = SharesOf(_kept);
        _thread = new Thread(Work) { IsBackground = true, Name = "network" };
        _thread.Start();
    }

    public string Backend => _backend.Name;

    public string Device => _backend.Device;

    public IActivations Activations => this;

    public long Version => Runs;

    public double Progress => Runs > 0 || !Busy ? 1 : Volatile.Read(ref _progress);

    public string Preparing => $"first run on {Backend}";

    public bool Busy { get; private set; }

    public long Runs { get; private set; }

    public IReadOnlyList<NodeTime> Timings => _timings;

    public bool Prepare(TimeSpan budget) => true;

    public void Start(in Frame frame, ReadOnlySpan<int> choices, FrameOnDevice? device)
    {
        _inputs.Keep(frame, choices);
        Busy = true;
        _begin.Release();
    }

    public bool Advance(TimeSpan budget)
    {
        if (!Busy || !_end.Wait(budget < TimeSpan.Zero ? Timeout.InfiniteTimeSpan : TimeSpan.Zero))
            return false;
        _error?.Throw();
        (_shown, _fresh) = (_fresh, _shown);
        (_timings, _freshTimings) = (_freshTimings, _timings);
        Busy = false;
        Runs++;
        return true;
    }

    public Tensor? Read(Node node) => Runs > 0 ? _shown.GetValueOrDefault(node) : null;

    public long RunOf(Node node) => Runs;

    public bool TryView(Node node, out GlView view)
    {
        view = default;
        return Runs > 0 && _uploaded is not null && _shown.TryGetValue(node, out var value)
            && _uploaded.TryView(node, value, Runs, out view);
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

    private void Work()
    {
        ISession? session = null;
        while (true)
        {
            _begin.Wait();
            if (_stop)
                break;
            try
            {
                session ??= _backend.CompileNow(_parts.Graph, _parts.Variables);
                _inputs.WriteKept(session);
                Run(session);
                foreach (var node in _kept)
                    session.Read(node, _fresh[node]);
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
        }
        session?.Dispose();
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
