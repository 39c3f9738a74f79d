using Cnn.Backends;
using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>A planned graph with its device memory; a run is the list of its launches.</summary>
internal sealed class GlSession : IGlSession
{
    private readonly GL _gl;
    private readonly GlLimits _limits;
    private readonly ProgramCache _programs;
    private readonly GlVariables _variables;
    private readonly Plan _plan;
    private readonly TimeProvider _time;
    private readonly Derivation[] _derivations;
    private readonly Launch[] _launches;
    private readonly GlTimers _timers;
    private readonly Dictionary<Node, RowMajor> _rowMajor = [];
    private int _next;
    private bool _disposed;

    public GlSession(GL gl, GlLimits limits, ProgramCache programs, Graph graph, GlVariables variables, Plan plan, TimeProvider time)
    {
        (_gl, _limits, _programs, Graph, _variables, _plan, _time) = (gl, limits, programs, graph, variables, plan, time);
        _derivations = [.. plan.Derivations];
        _launches = [.. plan.Launches];
        foreach (var memory in plan.Owned)
            memory.Allocate(gl, limits);
        foreach (var (place, value) in plan.Tables)
            Transfer.Upload(gl, place, value);
        foreach (var node in graph.Nodes)
            if (node.Op is Constant constant)
                Transfer.Upload(gl, plan.ValueOf(node), constant.Value);
            else if (node.Op is Input)
                Transfer.Upload(gl, plan.ValueOf(node), new Tensor(node.Shape, node.Type));
        _timers = new GlTimers(gl, _derivations.Select(d => d.Launch).Concat(_launches));
    }

    public Graph Graph { get; }

    public IReadOnlyList<NodeTime> Timings => _timers.Rows;

    public void Write(Node input, Tensor value)
    {
        InputChecks.Require(Graph, input, value);
        Transfer.Upload(_gl, _plan.ValueOf(input), value);
    }

    public bool Step(TimeSpan budget)
    {
        long start = _time.GetTimestamp();
        if (_next == 0)
            Begin();
        while (_next < _launches.Length)
        {
            Run(_launches[_next], _derivations.Length + _next);
            _next++;
            if (budget >= TimeSpan.Zero && _next < _launches.Length && _time.GetElapsedTime(start) >= budget)
                return false;
        }
        _next = 0;
        _timers.EndRun();
        ApplyUpdates();
        // Whoever draws or copies from the results comes after this.
        _gl.MemoryBarrier(MemoryBarrierMask.AllBarrierBits);
        return true;
    }

    public void Read(Node node, Tensor destination)
    {
        var value = Require(node);
        Transfer.RequireFit(node, destination);
        Transfer.Download(_gl, RowMajorOf(node, value).Refresh(), destination);
    }

    public IReadback Readback(Node node) => new GlReadback(_gl, node, RowMajorOf(node, Require(node)));

    public GlView ViewOf(Node node)
    {
        var tensor = Require(node);
        return new GlView(tensor.Memory.Buffer, tensor.Layout, node.Shape, node.Type);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        foreach (var copy in _rowMajor.Values)
            copy.Dispose();
        foreach (var memory in _plan.Owned)
            memory.Dispose();
        _variables.Release();
        _timers.Dispose();
    }

    private void Begin()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        foreach (var variable in Graph.Variables)
            _variables.Refresh(variable.Name);
        _timers.BeginRun();
        for (int i = 0; i < _derivations.Length; i++)
            if (_derivations[i].IsDue(_variables.Set))
                Run(_derivations[i].Launch, i);
    }

    private void Run(Launch launch, int row)
    {
        _timers.Before(row);
        launch.Run(_gl);
        _timers.After(row);
    }

    // All reads of the run have seen the old values; only now do the variables change.
    private void ApplyUpdates()
    {
        if (_plan.Updates.Count == 0)
            return;
        _gl.MemoryBarrier(MemoryBarrierMask.BufferUpdateBarrierBit);
        foreach (var (_, value, staging) in _plan.Updates)
            if (staging is not null)
                Transfer.Copy(_gl, value, staging);
        foreach (var (variable, value, staging) in _plan.Updates)
        {
            Transfer.Copy(_gl, staging ?? value, _plan.ValueOf(variable));
            _variables.Wrote(variable.Name);
        }
    }

    private RowMajor RowMajorOf(Node node, GlTensor value)
    {
        if (!_rowMajor.TryGetValue(node, out var copy))
            _rowMajor[node] = copy = new RowMajor(_gl, _limits, _programs, node, value);
        return copy;
    }

    private GlTensor Require(Node node) => _plan.TryValueOf(node, out var tensor) && _plan.IsKept(node)
        ? tensor
        : throw new CnnException($"node '{node.Name}' is not in this session's graph, or was not watched");
}
