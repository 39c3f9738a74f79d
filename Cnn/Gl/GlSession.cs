using Cnn.Backends;
using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>A planned graph with its device memory; a run is the list of its launches.</summary>
internal sealed class GlSession : IGlSession
{
    private readonly GlDevice _device;
    private readonly GL _gl;
    private readonly GlVariables _variables;
    private readonly CompiledGraph _compiled;
    private readonly Plan _plan;
    private readonly Derivation[] _derivations;
    // The derivations' first; of those only what is due runs.
    private readonly Launch[] _launches;
    private readonly bool[] _due;
    private readonly GlTimers _timers;
    private readonly Shadows _shadows;
    private readonly InFlight _flight;
    private readonly Dictionary<Node, RowMajor> _rowMajor = [];
    private readonly List<GlReadback> _waiting = [];
    private long _changes = -1;
    private int _next;
    private bool _running, _complete, _isLong, _disposed;

    public GlSession(GlDevice device, CompiledGraph compiled, GlVariables variables, Plan plan)
    {
        (_device, _gl, _compiled, _variables, _plan) = (device, device.Gl, compiled, variables, plan);
        _derivations = [.. plan.Derivations];
        _due = new bool[_derivations.Length];
        _launches = [.. _derivations.Select(d => d.Launch), .. plan.Launches];
        foreach (var memory in plan.Owned)
            memory.Allocate(_gl, device.Limits);
        foreach (var (place, value) in plan.Tables)
            Transfer.Upload(_gl, place, value, "a table");
        foreach (var node in compiled.Graph.Nodes)
            if (node.Op is Constant constant)
                Transfer.Upload(_gl, plan.ValueOf(node), constant.Value, node.Name);
            else if (node.Op is Input)
                Transfer.Upload(_gl, plan.ValueOf(node), new Tensor(node.Shape, node.Type), node.Name);
        _timers = new GlTimers(_gl, _launches.Select(l => new NodeTime(compiled.Origin(l.Node), l.Label, 0)));
        _shadows = new Shadows(_gl, device.Limits);
        _flight = new InFlight(device);
    }

    public Graph Graph => _compiled.Source;

    public IReadOnlyList<NodeTime> Timings => _timers.Rows;

    public Weights Weights { get; private set; } = Weights.None;

    public bool IsIdle => !_running && _flight.IsEmpty;

    public void TimeNextRun() => _timers.TimeNextRun();

    public void Write(Node input, Tensor value)
    {
        RequireOpen();
        InputChecks.Require(Graph, input, value);
        Transfer.Upload(_gl, Require(input), value, input.Name);
    }

    public void Write(Node input, uint buffer, int count)
    {
        RequireOpen();
        InputChecks.RequireFront(Graph, input, count);
        Transfer.Copy(_gl, buffer, Require(input).Memory.Buffer, count);
    }

    public bool Step(TimeSpan budget)
    {
        RequireOpen();
        var deadline = _device.In(budget);
        if (!(_running ? _flight.MayGive(deadline) : TryBegin(deadline)))
            return false;
        while (_next < _launches.Length)
        {
            if (RunNext())
                _flight.Gave(deadline);
            if (_next == _launches.Length || (!deadline.IsOver && _flight.MayGive(deadline)))
                continue;
            _isLong = true;
            // Once, when a run that used to fit is longer than its budget, it ends late: what is drawn has no copy.
            if (_shadows.Cover || !_complete)
            {
                _timers.Pause();
                return false;
            }
        }
        End();
        return true;
    }

    public void Read(Node node, Tensor destination)
    {
        RequireOpen();
        var value = Require(node);
        Transfer.RequireFit(node, destination);
        Transfer.Download(_gl, RowMajorOf(node, value).Refresh(), destination);
    }

    public IReadback Readback(Node node)
    {
        RequireOpen();
        return new GlReadback(_device, node, RowMajorOf(node, Require(node)), this);
    }

    public void Publish()
    {
        RequireOpen();
        _variables.PublishNow();
    }

    /// <summary>Copies what a readback wants of the last complete run: now or, while one is under way, at its end.</summary>
    public void Serve(GlReadback readback)
    {
        if (_running)
            _waiting.Add(readback);
        else
            readback.Copy();
    }

    public GlView? ViewOf(Node node)
    {
        var tensor = Require(node);
        var memory = tensor.Memory;
        if (!node.IsLeaf)
        {
            var shadow = _shadows.Ask(memory);
            if (!_complete || (_running && shadow is null))
                return null;
            memory = shadow ?? memory;
        }
        return new GlView(memory.Buffer, tensor.Layout, node.Shape, node.Type);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (!_device.Context.IsToBeHad())
            return;
        foreach (var copy in _rowMajor.Values)
            copy.Dispose();
        foreach (var memory in _plan.Owned)
            memory.Dispose();
        _shadows.Dispose();
        _flight.Dispose();
        _variables.Release();
        _timers.Dispose();
    }

    /// <summary>Makes sure that OpenGL can be called for this session.</summary>
    /// <exception cref="GlException">It or its backend was disposed, or its context is current on another thread.</exception>
    public void RequireOpen()
    {
        if (_disposed)
            throw new GlException("the session was disposed; compile the graph again");
        _device.Context.Require();
    }

    // Once the device has done the last run and has the newest weights.
    private bool TryBegin(in Deadline deadline)
    {
        _variables.PublishSome(betweenRuns: false);
        if (!_flight.MayBegin(deadline) || !_variables.Refresh(deadline))
            return false;
        _shadows.BeginRun(copy: _complete && _isLong && !deadline.IsEndless);
        (_running, _isLong, _next, Weights) = (true, false, 0, _variables.Weights);
        if (_variables.Changes != _changes)
            for (int i = 0; i < _derivations.Length; i++)
                _due[i] |= _derivations[i].IsDue(_variables);
        _changes = _variables.Changes;
        _timers.BeginRun();
        return true;
    }

    // Whether there was anything to run.
    private bool RunNext()
    {
        int row = _next++;
        if (row < _due.Length)
        {
            if (!_due[row])
                return false;
            _due[row] = false;
        }
        _timers.Before(row);
        _launches[row].Run(_gl);
        _timers.After(row);
        return true;
    }

    private void End()
    {
        _timers.EndRun();
        ApplyUpdates();
        // Whoever draws or copies from the results comes after this.
        _gl.MemoryBarrier(MemoryBarrierMask.AllBarrierBits);
        _shadows.EndRun();
        (_running, _complete) = (false, true);
        foreach (var readback in _waiting)
            readback.Copy();
        _waiting.Clear();
        _flight.End();
    }

    // All reads of the run have seen the old values; only now do the variables change.
    private void ApplyUpdates()
    {
        if (_plan.Updates.Count == 0)
            return;
        _gl.MemoryBarrier(MemoryBarrierMask.BufferUpdateBarrierBit);
        foreach (var (_, value, staging) in _plan.Updates)
            if (staging is not null)
                Transfer.Copy(_gl, value.Memory, staging.Memory);
        foreach (var (variable, value, staging) in _plan.Updates)
        {
            Transfer.Copy(_gl, (staging ?? value).Memory, _plan.ValueOf(variable).Memory);
            _variables.Wrote(variable.Name);
        }
        _variables.PublishSome(betweenRuns: true);
    }

    private RowMajor RowMajorOf(Node node, GlTensor value)
    {
        if (!_rowMajor.TryGetValue(node, out var copy))
            _rowMajor[node] = copy = new RowMajor(_device, node, value);
        return copy;
    }

    private GlTensor Require(Node node) =>
        _compiled.Place(node) is { } place && _plan.IsKept(place) && _plan.TryValueOf(place, out var tensor)
        ? tensor
        : throw new CnnException($"node '{node.Name}' is not in this session's graph, or was not watched");
}
