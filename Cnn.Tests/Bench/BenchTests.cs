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
        public int SpinningRuns { get; private set; }
        public void Run() => Runs++;
        public void RunSpinning() => SpinningRuns++;
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
        var peer = new CountingPeer();
        var measured = Benchmark.Measure(
            new ReferenceBackend(), LeNet.Build(variables).Graph, variables, peer, TimeSpan.FromMilliseconds(200), new SteppingClock());
        Assert.That(measured.Ours.Count, Is.GreaterThan(5));
        Assert.That(measured.Peer!.Times.Count, Is.EqualTo(measured.Ours.Count));
        Assert.That(peer.Runs, Is.GreaterThan(measured.Ours.Count));
        Assert.That(peer.SpinningRuns, Is.GreaterThan(measured.Peer.Spinning.Count));
        // One look before a run and one after it.
        Assert.That(measured.Ours.Median, Is.EqualTo(4));
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

    [TestCase("--model", "no-such-network")]
    [TestCase("--threads", "0")]
    [TestCase("--peers")]
    public void Bad_arguments_are_one_line(params string[] arguments) =>
        Demonstration.Refuses(["bench", .. arguments], arguments[0] == "--model" ? "'no-such-network' is neither" : arguments[0]);
}
