using Cnn.Backends;
using Demo.Engines;
using Demo.Sources;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>The engine on a thread of its own.</summary>
public class WorkerEngineTests
{
    [Test]
    public void The_first_run_says_how_far_it_is_and_later_ones_show_what_there_is()
    {
        using var stage = Stage.OfLeNet();
        using var backend = new SteppedBackend();
        using var engine = new WorkerEngine(null, backend, stage.Network.Parts);
        var frame = new Frame(new int[100 * 80], 100, 80, TimeSpan.Zero, 1);
        Assert.That(engine.Progress, Is.EqualTo(1), "nothing is under way");
        engine.Start(frame, stage.Network.Choices, null);
        Assert.That((engine.Progress, engine.Preparing), Is.EqualTo((0.0, "first run on reference")));
        var seen = new List<double>();
        for (int i = 0; i < 10; i++)
        {
            backend.Go();
            seen.Add(engine.Progress);
        }
        // Whatever is found wrong, the thread must not wait for this test any more.
        backend.GoOnAlone();
        Assert.That(seen, Is.Unique.And.Ordered.Ascending.And.All.InRange(1e-12, 0.999999));
        Assert.That(engine.Advance(Timeout.InfiniteTimeSpan), Is.True);
        Assert.That(engine.Progress, Is.EqualTo(1));
        engine.Start(frame, stage.Network.Choices, null);
        Assert.That(engine.Progress, Is.EqualTo(1), "the last run is shown meanwhile");
        Assert.That(engine.Advance(Timeout.InfiniteTimeSpan), Is.True);
    }

    // By then its values are there to be taken.
    [Test]
    public void Whoever_draws_is_told_when_a_run_ends()
    {
        using var stage = Stage.OfLeNet();
        using var told = new SemaphoreSlim(0);
        using var engine = new WorkerEngine(null, new ReferenceBackend(), stage.Network.Parts) { Finished = () => told.Release() };
        for (int run = 0; run < 2; run++)
        {
            engine.Start(new Frame(new int[100 * 80], 100, 80, TimeSpan.Zero, 1), stage.Network.Choices, null);
            Assert.That(told.Wait(TimeSpan.FromMinutes(2)), Is.True);
            Assert.That(engine.Advance(TimeSpan.Zero), Is.True);
        }
        Assert.That(told.CurrentCount, Is.Zero);
    }

    // The reference, of which each step waits for the test.
    private sealed class SteppedBackend : IBackend, ICompilation, ISession
    {
        private readonly SemaphoreSlim _go = new(0), _done = new(0);
        private ISession _session = null!;
        private bool _began;
        private volatile bool _alone;

        public string Name => "reference";

        public string Device => "test";

        public double Progress => 1;

        public ISession Session => this;

        public Cnn.Graph Graph => _session.Graph;

        public IReadOnlyList<NodeTime> Timings => _session.Timings;

        // One step, and what the engine does after it.
        public void Go()
        {
            _go.Release();
            _done.Wait();
        }

        public void GoOnAlone()
        {
            _alone = true;
            _go.Release();
        }

        public ICompilation Compile(Cnn.Graph graph, VariableSet variables, CompileOptions? options = null)
        {
            _session = new ReferenceBackend().CompileNow(graph, variables);
            return this;
        }

        bool ICompilation.Step(TimeSpan budget) => true;

        public bool Step(TimeSpan budget)
        {
            if (_alone)
                return _session.Step(budget);
            if (_began)
                _done.Release();
            _began = true;
            _go.Wait();
            return _session.Step(budget);
        }

        public void Write(Node input, Tensor value) => _session.Write(input, value);

        public void Read(Node node, Tensor destination) => _session.Read(node, destination);

        public IReadback Readback(Node node) => _session.Readback(node);

        public void Dispose() { }
    }
}
