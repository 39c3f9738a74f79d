using System.Diagnostics;
using Cnn.Backends;
using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>A planned graph with its device memory; a run is the list of its dispatches.</summary>
internal sealed class GlSession : IGlSession
{
    private readonly GL _gl;
    private readonly GlVariables _variables;
    private readonly Plan _plan;
    private readonly Dispatch[] _dispatches;
    private readonly GlTimers _timers;
    private int _next;

    public GlSession(GL gl, GlLimits limits, Graph graph, GlVariables variables, Plan plan)
    {
        (_gl, Graph, _variables, _plan) = (gl, graph, variables, plan);
        _dispatches = [.. plan.Dispatches];
        foreach (var memory in plan.Owned)
            memory.Allocate(gl, limits);
        foreach (var node in graph.Nodes)
            if (node.Op is Constant constant)
                Transfer.Upload(gl, plan.ValueOf(node), constant.Value);
            else if (node.Op is Input)
                Transfer.Upload(gl, plan.ValueOf(node), new Tensor(node.Shape, node.Type));
        _timers = new GlTimers(gl, _dispatches);
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
        long start = Stopwatch.GetTimestamp();
        if (_next == 0)
        {
            foreach (var variable in Graph.Variables)
                _variables.Refresh(variable.Name);
            _timers.BeginRun();
        }
        while (_next < _dispatches.Length)
        {
            _timers.Before(_next);
            _dispatches[_next].Run(_gl);
            _timers.After(_next);
            _next++;
            if (budget >= TimeSpan.Zero && _next < _dispatches.Length && Stopwatch.GetElapsedTime(start) >= budget)
                return false;
        }
        _next = 0;
        _timers.EndRun();
        // All reads of the run have seen the old values; only now do the variables change.
        foreach (var (variable, value) in Graph.Updates)
        {
            Copy(_plan.ValueOf(value), _plan.ValueOf(variable));
            _variables.Wrote(variable.Name);
        }
        // Whoever draws or copies from the results comes after this.
        _gl.MemoryBarrier(MemoryBarrierMask.AllBarrierBits);
        return true;
    }

    public void Read(Node node, Tensor destination)
    {
        var tensor = Require(node);
        if (destination.Type != node.Type || destination.Count != node.Shape.Count)
            throw new CnnException($"cannot read {node.Type} {node.Shape} into {destination.Type} {destination.Shape}");
        Transfer.Download(_gl, tensor, destination);
    }

    public IReadback Readback(Node node) => new GlReadback(_gl, Require(node));

    public GlView ViewOf(Node node)
    {
        var tensor = Require(node);
        var storage = tensor.Memory.IsImage ? GlStorage.Image : GlStorage.Buffer;
        return new GlView(tensor.Memory.Handle, storage, tensor.Layout, node.Shape, node.Type);
    }

    public void Dispose()
    {
        foreach (var memory in _plan.Owned)
            memory.Dispose();
        _timers.Dispose();
    }

    private void Copy(GlTensor from, GlTensor to)
    {
        if (from.Memory == to.Memory || to.Shape.Count == 0)
            return;
        _gl.MemoryBarrier(MemoryBarrierMask.BufferUpdateBarrierBit);
        _gl.BindBuffer(BufferTargetARB.CopyReadBuffer, from.Memory.Handle);
        _gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, to.Memory.Handle);
        _gl.CopyBufferSubData(CopyBufferSubDataTarget.CopyReadBuffer, CopyBufferSubDataTarget.CopyWriteBuffer, 0, 0, (nuint)(4 * to.Shape.Count));
    }

    private GlTensor Require(Node node) => _plan.TryValueOf(node, out var tensor)
        ? tensor
        : throw new CnnException($"node '{node.Name}' is not in this session's graph");
}
