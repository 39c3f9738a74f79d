using System.Text.Json;
using Cnn.Backends;
using Cnn.Networks;
using Cnn.Tests.Platform;
using Demo.Bench;
using NUnit.Framework;

namespace Cnn.Tests.Bench;

[Parallelizable]
public class BenchTests
{
    // Moves by a fixed step with each look at it.
    private sealed class SteppingClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => _now += 4;
    }

    private sealed class CountingPeer : IPeer
    {
        public string Name => "counter";
        public int Runs { get; private set; }
        public bool Spins => true;
        public void Run() => Runs++;
        public void Dispose() { }
    }

    [Test]
    public void Percentiles_are_nearest_ranks()
    {
        var times = new Times();
        foreach (int milliseconds in new[] { 30, 10, 50, 20, 40 })
            times.Add(TimeSpan.FromMilliseconds(milliseconds));
        Assert.That(
            (times.Min, times.Median, times.Percentile(95), times.Percentile(40), times.Count),
            Is.EqualTo((10.0, 30.0, 50.0, 20.0, 5)));
    }

    [Test]
    public void Engines_take_turns_and_warm_up_runs_do_not_count()
    {
        var variables = new VariableSet();
        CountingPeer[] peers = [new(), new()];
        var measured = Benchmark.Measure(
            new ReferenceBackend(), LeNet.Build(variables).Graph, variables, peers, TimeSpan.FromMilliseconds(700), new SteppingClock());
        Assert.That(measured.Ours.All.Count, Is.GreaterThan(5));
        foreach (var (peer, times) in peers.Zip(measured.Peers))
        {
            Assert.That(times.All.Count, Is.EqualTo(measured.Ours.All.Count));
            Assert.That(peer.Runs, Is.GreaterThan(times.All.Count));
            Assert.That(measured.Ours.RatioOf(times), Is.EqualTo(1));
        }
        // One look before a run and one after it.
        Assert.That(measured.Ours.All.Median, Is.EqualTo(4));
    }

    [Test]
    public void A_ratio_is_the_median_of_rounds_that_both_had()
    {
        RoundTimes ours = new("ours"), peer = new("peer");
        foreach (var (mine, theirs) in new[] { (10, 20), (20, 30), (10, 50), (40, 40) })
        {
            ours.Add(Round(mine, mine + 5));
            peer.Add(Round(theirs + 9, theirs));
        }
        Assert.That(ours.RatioOf(peer), Is.EqualTo((1.5 + 2) / 2));
        ours.Add(Round(1));
        peer.Add(Round(9));
        Assert.That(ours.RatioOf(peer), Is.EqualTo(2));
        Assert.That((ours.All.Count, ours.All.Min, ours.All.Median), Is.EqualTo((9, 1.0, 15.0)));
    }

    private static Times Round(params int[] milliseconds)
    {
        var times = new Times();
        foreach (int length in milliseconds)
            times.Add(TimeSpan.FromMilliseconds(length));
        return times;
    }

    [Test]
    public void The_verb_writes_json()
    {
        var run = Demonstration.Run("bench", "--model", "lenet", "--backend", "reference", "--seconds", "0", "--json");
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        var json = JsonDocument.Parse(run.Output).RootElement;
        Assert.That(json.GetProperty("model").GetString(), Is.EqualTo("lenet"));
        Assert.That(json.GetProperty("backend").GetString(), Is.EqualTo("reference"));
        Assert.That(json.GetProperty("device").GetString(), Is.Not.Empty);
        double min = json.GetProperty("minMs").GetDouble();
        Assert.That(min, Is.Positive);
        Assert.That(json.GetProperty("medianMs").GetDouble(), Is.GreaterThanOrEqualTo(min));
        Assert.That(json.GetProperty("runs").GetInt32(), Is.EqualTo(5));
        // The reference reuses nothing.
        long kept = json.GetProperty("keptBytes").GetInt64();
        Assert.That(json.GetProperty("reusedBytes").GetInt64(), Is.EqualTo(kept).And.GreaterThan(4 * 4704));
    }

    [Test]
    public void The_table_says_what_reuse_leaves_of_the_layers()
    {
        var run = Demonstration.Run("bench", "--model", "squeezenet", "--backend", "gl", "--seconds", "0");
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.That(lines[^2], Does.EndWith("MB kept  MB reused"));
        Assert.That(lines[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2..], Is.EqualTo(new[] { "27.8", "3.9" }));
    }

    [Test]
    public void Each_number_of_threads_has_a_table_and_layers_are_held_to_the_peak()
    {
        var run = Demonstration.Run("bench", "--model", "lenet", "--backend", "cpu", "--seconds", "0", "--threads", "1,2", "--layers");
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.That(lines.Where(line => line.StartsWith("cpu on")).Select(line => line.Split(", ")[2]),
            Is.EqualTo(new[] { "1 thread; milliseconds", "2 threads; milliseconds" }));
        // 28·28·25·8 and 14·14·25·8·16 products, and those of the classes.
        Assert.That(lines.Count(line => line.Contains("reached; 0.8 MMAC, 0.1 MB")), Is.EqualTo(2));
        Assert.That(lines[^1], Does.Contain("GFLOP/s in registers of ").And.EndWith(" GB/s"));
    }

    [TestCase("--model", "no-such-network")]
    [TestCase("--threads", "0")]
    [TestCase("--threads", "1,two")]
    [TestCase("--threads", "1,")]
    [TestCase("--peers")]
    public void Bad_arguments_are_one_line(params string[] arguments) =>
        Demonstration.Refuses(["bench", .. arguments], arguments[0] == "--model" ? "'no-such-network' is neither" : arguments[0]);
}
