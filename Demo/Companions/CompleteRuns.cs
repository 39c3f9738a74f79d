using System.Collections.Immutable;
using Cnn;
using Demo.Drawing;
using Demo.Engines;
using Demo.Outputs;
using Demo.Sources;

namespace Demo.Companions;

/// <summary>An engine's runs one after the other: each is over when all that its output is read from has come back.</summary>
/// <param name="engine">The engine.</param>
/// <param name="output">What is read.</param>
internal sealed class CompleteRuns(IEngine engine, Output output)
{
    private readonly ImmutableArray<Node> _reads = output.Reads;
    private long _wanted;

    /// <summary>The run that is under way, or the last one.</summary>
    public long Number { get; private set; } = engine.Runs;

    /// <summary>Whether another run can begin.</summary>
    public bool IsIdle => _wanted == 0 && !engine.Busy;

    /// <summary>Begins a run; only while idle.</summary>
    public void Start(in Frame frame, ReadOnlySpan<int> choices, FrameOnDevice? device)
    {
        engine.Start(frame, choices, device);
        Number = _wanted = engine.Runs + 1;
    }

    /// <summary>Goes on for about the budget (negative: to the end); true once, when all of the run is here.</summary>
    public bool Advance(TimeSpan budget)
    {
        engine.Advance(budget);
        if (_wanted == 0 || engine.Runs < _wanted)
            return false;
        bool all = true;
        foreach (var node in _reads)
            all &= engine.Read(node) is not null && engine.RunOf(node) >= _wanted;
        _wanted = all ? 0 : _wanted;
        return all;
    }
}
