using Cnn.Backends;

namespace Cnn.Cpu;

/// <summary>A planned graph with its memory; a run is the list of its launches.</summary>
internal sealed class CpuSession : ISession
{
    private readonly CompiledGraph _compiled;
    private readonly CpuVariables _variables;
    private readonly Plan _plan;
    private readonly ThreadCrew _crew;
    private readonly TimeProvider _time;
    private readonly Launch[] _launches;
    private readonly LaunchTimes _times;
    private int _next;
    private bool _disposed;

    public CpuSession(CompiledGraph compiled, VariableSet variables, Plan plan, ThreadCrew crew, TimeProvider time)
    {
        (_compiled, _plan, _crew, _time) = (compiled, plan, crew, time);
        _launches = [.. plan.Launches];
        _times = new LaunchTimes([.. _launches.Select(l => new NodeTime(compiled.Origin(l.Node), l.Label, 0))], time);
        foreach (var memory in plan.Owned)
            memory.Allocate();
        foreach (var node in compiled.Graph.Nodes)
            if (node.Op is Constant constant)
                constant.Value.Bytes.CopyTo(plan.ValueOf(node).Bytes);
        _variables = new CpuVariables(compiled.Graph, variables, plan, time);
    }

    public Graph Graph => _compiled.Source;

    public IReadOnlyList<NodeTime> Timings => _times;

    public Weights Weights => _variables.Weights;

    public void Write(Node input, Tensor value)
    {
        RequireOpen();
        InputChecks.Require(Graph, input, value);
        value.Bytes.CopyTo(Require(input).Bytes);
    }

    public bool Step(TimeSpan budget)
    {
        RequireOpen();
        long start = _time.GetTimestamp();
        if (_next == 0)
            TakeVariables();
        long begin = start;
        while (_next < _launches.Length)
        {
            _crew.Run(_launches[_next]);
            long end = _time.GetTimestamp();
            _times.Took(_next, end - begin);
            begin = end;
            _next++;
            if (budget >= TimeSpan.Zero && _next < _launches.Length && _time.GetElapsedTime(start, end) >= budget)
                return false;
        }
        _next = 0;
        _variables.Update();
        return true;
    }

    public void Read(Node node, Tensor destination)
    {
        RequireOpen();
        var value = Require(node);
        if (destination.Type != node.Type || destination.Count != node.Shape.Count)
            throw new CnnException($"cannot copy {node.Type} {node.Shape} to {destination.Type} {destination.Shape}");
        if (value.IsPacked)
            PackedRows.Copy(value, destination.Floats);
        else
            value.Bytes.CopyTo(destination.Bytes);
    }

    public IReadback Readback(Node node)
    {
        RequireOpen();
        Require(node);
        return new ImmediateReadback(node, Read);
    }

    public void Publish()
    {
        RequireOpen();
        _variables.Publish();
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        // What nobody has seen yet would be lost.
        _variables.Publish();
        _disposed = true;
        foreach (var memory in _plan.Owned)
            memory.Free();
    }

    // Packed weights and the like follow the variables.
    private void TakeVariables()
    {
        if (!_variables.Take())
            return;
        foreach (var launch in _plan.Derivations)
            _crew.Run(launch);
    }

    private void RequireOpen()
    {
        if (_disposed)
            throw new CnnException("the session was disposed; compile the graph again");
    }

    private CpuTensor Require(Node node) =>
        _compiled.Place(node) is { } place && _plan.IsKept(place) && _plan.TryValueOf(place, out var tensor)
        ? tensor
        : throw new CnnException($"node '{node.Name}' is not in this session's graph, or was not watched");
}
