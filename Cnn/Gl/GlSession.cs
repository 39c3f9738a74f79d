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
    private readonly CompiledGraph _compiled;
    private readonly Plan _plan;
    private readonly TimeProvider _time;
    private readonly Derivation[] _derivations;
    // The derivations' first; of those only what is due runs.
    private readonly Launch[] _launches;
    private readonly bool[] _due;
    private readonly GlTimers _timers;
    private readonly Shadows _shadows;
    private readonly Dictionary<Node, RowMajor> _rowMajor = [];
    private readonly List<GlReadback> _waiting = [];
    private long _versions = -1;
    private int _next;
    private bool _running, _complete, _isLong, _disposed;

    public GlSession(
        GL gl, GlLimits limits, ProgramCache programs, CompiledGraph compiled, GlVariables variables, Plan plan, TimeProvider time)
    {
        (_gl, _limits, _programs, _compiled, _variables, _plan, _time) = (gl, limits, programs, compiled, variables, plan, time);
        _derivations = [.. plan.Derivations];
        _due = new bool[_derivations.Length];
        _launches = [.. _derivations.Select(d => d.Launch), .. plan.Launches];
        foreach (var memory in plan.Owned)
            memory.Allocate(gl, limits);
        foreach (var (place, value) in plan.Tables)
            Transfer.Upload(gl, place, value);
        foreach (var node in compiled.Graph.Nodes)
            if (node.Op is Constant constant)
                Transfer.Upload(gl, plan.ValueOf(node), constant.Value);
            else if (node.Op is Input)
                Transfer.Upload(gl, plan.ValueOf(node), new Tensor(node.Shape, node.Type));
        _timers = new GlTimers(gl, _launches.Select(l => new NodeTime(compiled.Origin(l.Node), l.Label, 0)));
        _shadows = new Shadows(gl, limits);
    }

    public Graph Graph => _compiled.Source;

    public IReadOnlyList<NodeTime> Timings => _timers.Rows;

    public void Write(Node input, Tensor value)
    {
        InputChecks.Require(Graph, input, value);
        Transfer.Upload(_gl, Require(input), value);
    }

    public bool Step(TimeSpan budget)
    {
        long start = _time.GetTimestamp();
        bool late = false;
        if (!_running)
            Begin(budget);
        while (_next < _launches.Length)
        {
            RunNext();
            late = budget >= TimeSpan.Zero && _next < _launches.Length && _time.GetElapsedTime(start) >= budget;
            _isLong |= late;
            // Once, when a run that used to fit is longer than its budget, it ends late: what is drawn has no copy.
            if (late && (_shadows.Cover || !_complete))
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
        var value = Require(node);
        Transfer.RequireFit(node, destination);
        Transfer.Download(_gl, RowMajorOf(node, value).Refresh(), destination);
    }

    public IReadback Readback(Node node) => new GlReadback(_gl, node, RowMajorOf(node, Require(node)), this);

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
        foreach (var copy in _rowMajor.Values)
            copy.Dispose();
        foreach (var memory in _plan.Owned)
            memory.Dispose();
        _shadows.Dispose();
        _variables.Release();
        _timers.Dispose();
    }

    private void Begin(TimeSpan budget)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _shadows.BeginRun(copy: _complete && _isLong && budget >= TimeSpan.Zero);
        (_running, _isLong, _next) = (true, false, 0);
        long versions = 0;
        foreach (var variable in _compiled.Graph.Variables)
            versions += _variables.Refresh(variable.Name);
        if (versions != _versions)
            for (int i = 0; i < _derivations.Length; i++)
                _due[i] |= _derivations[i].IsDue(_variables.Set);
        _versions = versions;
        _timers.BeginRun();
    }

    private void RunNext()
    {
        int row = _next++;
        if (row < _due.Length)
        {
            if (!_due[row])
                return;
            _due[row] = false;
        }
        _timers.Before(row);
        _launches[row].Run(_gl);
        _timers.After(row);
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
    }

    private RowMajor RowMajorOf(Node node, GlTensor value)
    {
        if (!_rowMajor.TryGetValue(node, out var copy))
            _rowMajor[node] = copy = new RowMajor(_gl, _limits, _programs, node, value);
        return copy;
    }

    private GlTensor Require(Node node) => _compiled.Place(node) is { } place && _plan.IsKept(place) && _plan.TryValueOf(place, out var tensor)
        ? tensor
        : throw new CnnException($"node '{node.Name}' is not in this session's graph, or was not watched");
}
