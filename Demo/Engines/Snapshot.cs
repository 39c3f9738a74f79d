using Cnn;
using Cnn.Backends;

namespace Demo.Engines;

/// <summary>
/// The values of one run of a session, kept: a backend that computes nothing. The comparing session holds it to the
/// reference on another thread while the real one goes on. They are copied a little in each tick, while the next run waits, and
/// fetched when fences say that they have arrived: nobody waits for the device.
/// </summary>
internal sealed class Snapshot(Graph graph) : IBackend, ICompilation, ISession
{
    private readonly Dictionary<Node, Tensor> _values = [];
    private readonly Node[] _computed = [.. graph.Nodes.Where(n => !n.IsLeaf)];
    private readonly List<IReadback> _readbacks = [];
    private int _copied, _taken;

    public string Name => "snapshot";

    public string Device => "none";

    public double Progress => 1;

    public ISession Session => this;

    public Graph Graph => graph;

    public IReadOnlyList<NodeTime> Timings => [];

    /// <summary>The weights of the run.</summary>
    public VariableSet Variables { get; } = new();

    /// <summary>Begins to take over what a session computed in its last run; no other run may begin before all is copied.</summary>
    public void Begin(ISession session)
    {
        if (session.Weights.Revision > 0)
            Variables.Write(session.Weights);
        (_copied, _taken) = (0, 0);
    }

    /// <summary>Goes on copying on the device for about the budget; true when all of the run is copied.</summary>
    public bool Copy(ISession session, TimeSpan budget)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (_copied < _computed.Length)
        {
            if (_readbacks.Count == _copied)
                _readbacks.Add(session.Readback(_computed[_copied]));
            _readbacks[_copied++].Request();
            if (IsOver(start, budget))
                break;
        }
        return _copied == _computed.Length;
    }

    /// <summary>Goes on fetching what has arrived for about the budget; true when all of the run is here.</summary>
    public bool Fetch(TimeSpan budget)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (_taken < _computed.Length)
        {
            bool arrived = _readbacks[_taken].TryTake(TensorFor(_computed[_taken]));
            _taken += arrived ? 1 : 0;
            if (budget >= TimeSpan.Zero && (!arrived || IsOver(start, budget)))
                break;
        }
        return _taken == _computed.Length;
    }

    public ICompilation Compile(Graph compiled, VariableSet set, CompileOptions? options = null) => this;

    public void Write(Node input, Tensor value) => TensorFor(input).CopyFront(value);

    public bool Step(TimeSpan budget) => true;

    public void Read(Node node, Tensor destination) => destination.CopyFrom(node.Op switch
    {
        Constant constant => constant.Value,
        Variable => Variables[node.Name],
        _ => TensorFor(node),
    });

    public IReadback Readback(Node node) => throw new CnnException("a snapshot does not change; read it");

    // As a compilation and a session, of which there are many; on any thread.
    public void Dispose() { }

    /// <summary>Frees what the device keeps; on the thread that draws.</summary>
    public void Free()
    {
        foreach (var readback in _readbacks)
            readback.Dispose();
        _readbacks.Clear();
    }

    // A virtual clock stands still while things are done; this is about real time.
    private static bool IsOver(long start, TimeSpan budget) =>
        budget >= TimeSpan.Zero && TimeProvider.System.GetElapsedTime(start) >= budget;

    private Tensor TensorFor(Node node)
    {
        if (!_values.TryGetValue(node, out var tensor))
            _values[node] = tensor = new Tensor(node.Shape, node.Type);
        return tensor;
    }
}
