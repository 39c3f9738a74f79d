using Cnn.Backends;
using Cnn.Cpu;
using Demo.Engines;

namespace Cnn.Tests.Demo.Automatic;

/// <summary>A backend of which a run takes so long on a virtual clock as is said, and that can fail.</summary>
internal sealed class TimedBackend(string name, Clock clock, Func<double> milliseconds) : IBackend
{
    private readonly CpuBackend _backend = new(threads: 1);
    private int _open;

    /// <summary>The row of a backend whose trials take so long.</summary>
    public static BackendRow Row(string name, Clock clock, Func<double> milliseconds) => BackendTable.Find("cpu")! with
    {
        Name = name,
        NeedsOpenGl = name == "gl",
        OpenBeside = _ => new TimedBackend(name, clock, milliseconds),
    };

    public string Name => name;

    public string Device => "";

    public ICompilation Compile(Graph graph, VariableSet variables, CompileOptions? options = null)
    {
        _open++;
        return new Compilation(this, _backend.Compile(graph, variables, options));
    }

    public void Dispose()
    {
        if (_open > 0)
            throw new InvalidOperationException("a session is still open");
        _backend.Dispose();
    }

    private sealed class Compilation(TimedBackend owner, ICompilation inner) : ICompilation
    {
        public double Progress => inner.Progress;

        public ISession Session => new Session(owner, inner.Session);

        public bool Step(TimeSpan budget) => inner.Step(budget);

        public void Dispose() => inner.Dispose();
    }

    private sealed class Session(TimedBackend owner, ISession inner) : ISession
    {
        public Graph Graph => inner.Graph;

        public IReadOnlyList<NodeTime> Timings => inner.Timings;

        public Weights Weights => inner.Weights;

        public void Write(Node input, Tensor value) => inner.Write(input, value);

        public bool Step(TimeSpan budget)
        {
            if (!inner.Step(budget))
                return false;
            owner.Advance();
            return true;
        }

        public void Read(Node node, Tensor destination) => inner.Read(node, destination);

        public IReadback Readback(Node node) => inner.Readback(node);

        public void TimeNextRun() => inner.TimeNextRun();

        public void Publish() => inner.Publish();

        public void Dispose()
        {
            inner.Dispose();
            owner._open--;
        }
    }

    private void Advance() => clock.Now += TimeSpan.FromMilliseconds(milliseconds());
}

/// <summary>A clock that goes on when it is told to.</summary>
internal sealed class Clock : TimeProvider
{
    public TimeSpan Now { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.Ticks;
}
