using Cnn;
using Cnn.Backends;

namespace Demo.Bench;

/// <summary>What was measured of one network.</summary>
/// <param name="Ours">Runs of the backend, each with the reading of its outputs.</param>
/// <param name="Peer">The other engine; null when there was none.</param>
/// <param name="Memory">What the layers' values take.</param>
internal sealed record Measurement(Times Ours, PeerMeasurement? Peer, MemoryUse Memory);

/// <summary>What was measured of another engine.</summary>
/// <param name="Name">The engine.</param>
/// <param name="Times">Its runs between ours.</param>
/// <param name="Spinning">Its runs afterwards, one after the other, at its best setting for that.</param>
internal sealed record PeerMeasurement(string Name, Times Times, Times Spinning);

/// <summary>
/// Times a network. A run is: start, wait, read the outputs, so that a device that only queues work is not called fast.
/// Where two engines are compared their runs alternate, so that whatever slows the machine slows both.
/// </summary>
internal static class Benchmark
{
    // Caches, just-in-time compilation and clocks settle within these.
    private const int WarmUpRuns = 3;
    private const int FewestRuns = 5;

    public static Measurement Measure(
        IBackend backend, Graph graph, VariableSet variables, IPeer? peer, TimeSpan budget, TimeProvider time)
    {
        var memory = MemoryUse.Of(graph, backend.ActivationBytes);
        using var session = backend.CompileNow(graph, variables, new CompileOptions { Watched = [] });
        foreach (var input in graph.Inputs)
            session.Write(input, RandomInput(input));
        var outputs = graph.Outputs.Select(o => (Node: o, Value: new Tensor(o.Shape, o.Type))).ToArray();
        Action ours = () =>
        {
            session.Run();
            foreach (var (node, value) in outputs)
                session.Read(node, value);
        };

        var peerTimes = peer is null ? null : new PeerMeasurement(peer.Name, new Times(), new Times());
        var measurement = new Measurement(new Times(), peerTimes, memory);
        long start = time.GetTimestamp();
        for (int i = -WarmUpRuns; i < FewestRuns || time.GetElapsedTime(start) < budget; i++)
        {
            Run(ours, i, measurement.Ours, time);
            if (peer is not null)
                Run(peer.Run, i, measurement.Peer!.Times, time);
        }
        start = time.GetTimestamp();
        for (int i = -WarmUpRuns; peer is not null && (i < FewestRuns || time.GetElapsedTime(start) < budget / 4); i++)
            Run(peer.RunSpinning, i, measurement.Peer!.Spinning, time);
        return measurement;
    }

    /// <summary>Values of a normal picture: 0 … 1, the same for every engine.</summary>
    public static Tensor RandomInput(Node input)
    {
        var value = new Tensor(input.Shape, input.Type);
        var random = new Random(7);
        if (input.Type == DataType.Float32)
            foreach (ref float element in value.Floats)
                element = random.NextSingle();
        return value;
    }

    // Runs before the zeroth warm up and do not count.
    private static void Run(Action action, int number, Times times, TimeProvider time)
    {
        long start = time.GetTimestamp();
        action();
        if (number >= 0)
            times.Add(time.GetElapsedTime(start));
    }
}
