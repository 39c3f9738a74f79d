using Cnn.Backends;
using Cnn.Gl;
using Demo;
using Demo.Drawing;
using Demo.Engines;
using Demo.Outputs;
using Demo.Shell;
using Demo.Sources;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>One tick: which frames run, which are dropped, and when results are told.</summary>
public class PipelineTests
{
    private readonly Stage _stage = Stage.OfLeNet();

    [OneTimeTearDown]
    public void Close() => _stage.Dispose();

    private Pipeline Make(Engine engine, IFrameSource source, bool waits)
    {
        var clock = new Clock();
        var pipeline = new Pipeline(new TickBudget(waits, clock), clock);
        pipeline.Use(_stage.Network, engine, source);
        return pipeline;
    }

    [Test]
    public void A_run_only_for_a_new_frame()
    {
        var engine = new Engine(_stage.Network.Parts.Output.Reads[0], slices: 1);
        using var source = new Source();
        var pipeline = Make(engine, source, waits: true);
        source.Give(1);
        Assert.That(pipeline.Tick());
        Assert.That(pipeline.Tick(), Is.False);
        Assert.That(engine.Runs, Is.EqualTo(1));
        pipeline.Rerun();
        pipeline.Tick();
        Assert.That(engine.Runs, Is.EqualTo(2), "a changed switch runs the frame again");
        var variables = _stage.Network.Parts.Variables;
        variables.Write("conv1.bias", variables["conv1.bias"]);
        pipeline.Tick();
        Assert.That(pipeline.Tick(), Is.False);
        Assert.That(engine.Runs, Is.EqualTo(3), "so do weights that were published, once");
    }

    [Test]
    public void A_slow_network_drops_frames_and_shows_the_newest()
    {
        var engine = new Engine(_stage.Network.Parts.Output.Reads[0], slices: 4);
        using var source = new Source();
        var pipeline = Make(engine, source, waits: false);
        for (int i = 1; i <= 8; i++)
        {
            source.Give(i);
            Assert.That(pipeline.Tick(), "each frame is shown at once");
        }
        Assert.That(engine.Started, Is.EqualTo(new[] { 1L, 4, 7 }));
        Assert.That(pipeline.Counts.Dropped, Is.EqualTo(4), "2, 3, 5 and 6; 8 is still waiting");
        source.Give(20);
        pipeline.Tick();
        Assert.That(pipeline.Counts.Dropped, Is.EqualTo(4 + 1 + 11), "8, and 9 to 19 that the source itself dropped");
    }

    // A short run is not spread, so that its frame is not three ticks old when it is shown.
    [TestCase(1, 3)]
    [TestCase(3, 3)]
    [TestCase(2, 19)]
    public void A_run_of_up_to_40_ms_may_end_in_its_tick(int slices, int milliseconds)
    {
        var engine = Play(slices, milliseconds, 20, out var longest);
        Assert.That(engine.Budgets,
            Is.All.GreaterThan(TimeSpan.FromMilliseconds(1)).And.All.LessThanOrEqualTo(TimeSpan.FromMilliseconds(40)));
        Assert.That(longest, Is.LessThanOrEqualTo(TimeSpan.FromMilliseconds(40 + milliseconds)));
        Assert.That(engine.Runs, Is.InRange(20 / slices - 2, 20));
    }

    // The window's rate: whatever the network costs, a tick gives it no more than its share.
    [TestCase(10, 12, 400)]
    [TestCase(3, 10, 130)]
    public void Longer_runs_are_spread_after_the_eighth_and_now_and_then_tried_whole_again(int slices, int milliseconds, int ticks)
    {
        var engine = Play(slices, milliseconds, ticks, out var longest);
        var wholes = engine.Budgets.Select((budget, i) => (Spread: budget <= TimeSpan.FromMilliseconds(10), Run: i / slices))
            .GroupBy(b => b.Run)
            .Where(run => !run.All(b => b.Spread)).Select(run => run.Key).ToArray();
        Assert.That(wholes, Is.EqualTo(new[] { 0, 1, 2, 3, 4, 5, 6, 7, 33 }), "runs that might have ended in one tick");
        Assert.That(longest, Is.LessThanOrEqualTo(TimeSpan.FromMilliseconds(40 + 12)));
    }

    // Runs frame after frame; each call of the engine takes so long.
    private Engine Play(int slices, int milliseconds, int ticks, out TimeSpan longest)
    {
        var clock = new Clock();
        var engine =
            new Engine(_stage.Network.Parts.Output.Reads[0], slices) { Cost = () => clock.Now += TimeSpan.FromMilliseconds(milliseconds) };
        using var source = new Source();
        var pipeline = new Pipeline(new TickBudget(false, clock), clock);
        pipeline.Use(_stage.Network, engine, source);
        longest = default;
        for (int i = 1; i <= ticks; i++)
        {
            source.Give(i);
            var began = clock.Now;
            Assert.That(pipeline.Tick(), "each frame is shown at once");
            longest = clock.Now - began > longest ? clock.Now - began : longest;
        }
        return engine;
    }

    [Test]
    public void A_source_that_stalls_costs_nothing_and_its_last_frame_stays()
    {
        var engine = new Engine(_stage.Network.Parts.Output.Reads[0], slices: 1);
        using var source = new Source();
        var pipeline = Make(engine, source, waits: false);
        source.Give(1);
        pipeline.Tick();
        for (int i = 0; i < 100; i++)
            Assert.That(pipeline.Tick(), Is.False);
        Assert.That((engine.Runs, pipeline.Newest.Sequence, pipeline.Counts.Captured), Is.EqualTo((1L, 1L, 1L)));
        source.Give(9);
        Assert.That(pipeline.Tick(), Is.True);
        Assert.That(engine.Runs, Is.EqualTo(2));
    }

    [Test]
    public void Results_come_with_the_tick_and_time_of_their_frame()
    {
        var engine = new Engine(_stage.Network.Parts.Output.Reads[0], slices: 3);
        using var source = new Source();
        var pipeline = Make(engine, source, waits: false);
        pipeline.Tick();
        source.Give(1);
        var results = new List<RunResult>();
        for (int i = 0; i < 5; i++)
        {
            pipeline.Tick();
            while (pipeline.TryReport(TimeSpan.FromSeconds(2), out var result))
                results.Add(result);
        }
        Assert.That(results.Single(),
            Is.EqualTo(new RunResult(1, TimeSpan.FromSeconds(1), new Answer("3", 0.75f, "3"), TimeSpan.FromSeconds(1))));
        Assert.That(pipeline.Counts, Is.EqualTo(new FrameCounts(1, 1, 0)));
    }

    [Test]
    public void Frozen_lets_nothing_through_but_single_steps()
    {
        var engine = new Engine(_stage.Network.Parts.Output.Reads[0], slices: 1);
        using var source = new Source();
        var pipeline = Make(engine, source, waits: true);
        pipeline.Frozen = true;
        source.Give(1);
        pipeline.Tick();
        Assert.That(engine.Runs, Is.Zero);
        pipeline.StepOnce = true;
        pipeline.Tick();
        source.Give(2);
        pipeline.Tick();
        Assert.That(engine.Runs, Is.EqualTo(1));
    }

    [Test]
    public void A_sheet_that_is_drawn_on_while_frames_are_held_is_shown_and_run_later()
    {
        var engine = new Engine(_stage.Network.Parts.Output.Reads[0], slices: 1);
        using var canvas = new CanvasSource(new Clock(), 16);
        var pipeline = Make(engine, canvas, waits: true);
        pipeline.Tick();
        Assert.That((pipeline.SawNoInk, pipeline.Seen.IsEmpty, engine.Runs), Is.EqualTo((true, true, 1)));
        pipeline.Frozen = true;
        canvas.Draw([(0.5f, 0.5f)]);
        Assert.That(pipeline.Tick(), "there is something new to be seen");
        Assert.That((pipeline.Newest.IsEmpty, pipeline.SawNoInk, pipeline.Seen.Pixels, engine.Runs),
            Is.EqualTo((false, true, (int[]?)null, 1)));
        canvas.Draw([(0.2f, 0.5f)]);
        pipeline.Tick();
        pipeline.StepOnce = true;
        pipeline.Tick();
        Assert.That((pipeline.SawNoInk, engine.Runs, pipeline.StepOnce, pipeline.Counts.Dropped), Is.EqualTo((false, 2, false, 1)));
        canvas.Clear();
        pipeline.Tick();
        pipeline.Frozen = false;
        pipeline.Tick();
        Assert.That((pipeline.SawNoInk, engine.Runs), Is.EqualTo((true, 3)));
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }

    private sealed class Source : IFrameSource
    {
        private Frame? _next;

        public string Name => "test";

        public string Title => "Test";

        public bool Moves => true;

        public void Give(int number) => _next = new Frame(new int[12], 4, 3, TimeSpan.FromSeconds(number), number);

        public bool TryTake(out Frame newest)
        {
            newest = _next ?? default;
            bool given = _next is not null;
            _next = null;
            return given;
        }

        public void Renew() { }

        public void Dispose() { }
    }

    // Takes so many slices for a run; its scores are always class 3 at 0.75.
    private sealed class Engine(Node scores, int slices) : IEngine, IActivations
    {
        private readonly Tensor _scores = new(scores.Shape);
        private int _left;

        public List<long> Started { get; } = [];

        public List<TimeSpan> Budgets { get; } = [];

        public Action Cost { get; init; } = () => { };

        public string Backend => "test";

        public string Device => "test";

        public IActivations Activations => this;

        public long Version => Runs;

        public double Progress => 1;

        public bool Busy { get; private set; }

        public long Runs { get; private set; }

        public IReadOnlyList<NodeTime> Timings => [];

        public bool Prepare(TimeSpan budget) => true;

        public void Start(in Frame frame, ReadOnlySpan<int> choices, FrameOnDevice? device)
        {
            Assert.That(Busy, Is.False);
            (Busy, _left) = (true, slices);
            Started.Add(frame.Sequence);
        }

        public bool Advance(TimeSpan budget)
        {
            if (!Busy)
                return false;
            Cost();
            Budgets.Add(budget);
            if (--_left > 0 && budget >= TimeSpan.Zero)
                return false;
            Busy = false;
            Runs++;
            _scores.Floats[3] = 0.75f;
            return true;
        }

        public Tensor? Read(Node node) => Runs > 0 ? _scores : null;

        public long RunOf(Node node) => Runs;

        public bool TryView(Node node, out MapView view)
        {
            view = default;
            return false;
        }

        public void Dispose() { }
    }
}
