using Cnn;
using Cnn.Backends;

namespace Demo.Bench;

/// <summary>What was measured of one network.</summary>
/// <param name="Ours">Runs of the backend, each with the reading of its outputs.</param>
/// <param name="Peers">The other engines.</param>
/// <param name="Memory">What the layers' values take.</param>
internal sealed record Measurement(RoundTimes Ours, IReadOnlyList<RoundTimes> Peers, MemoryUse Memory);

/// <summary>
/// Times a network. A run is: start, wait, read the outputs, so that a device that only queues work is not called fast.
/// Where engines are compared they take turns of a twentieth of a second, so that whatever slows the machine slows all of them, and
/// each has its caches and threads for itself meanwhile.
/// </summary>
internal static class Benchmark
{
    // So many runs at least, and so long, before anything counts: just-in-time compilation in its tiers and clocks settle. Later turns
    // only fetch the engine's weights into the caches again.
    private const int WarmUpRuns = 3, WarmUpOfTurn = 1;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.5);

    private const int FewestRounds = 5;

    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(50);

    // Within this threads that spin go to sleep.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(30);

    public static Measurement Measure(
        IBackend backend, Graph graph, VariableSet variables, IReadOnlyList<IPeer> peers, TimeSpan budget, TimeProvider time)
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
        (Action Run, bool Spins, RoundTimes Times)[] engines =
        [
            (ours, false, new RoundTimes(backend.Name)),
            .. peers.Select(peer => ((Action)peer.Run, peer.Spins, new RoundTimes(peer.Name))),
        ];
        long start;
        foreach (var (run, _, _) in engines)
        {
            start = time.GetTimestamp();
            for (int i = 0; i < WarmUpRuns || time.GetElapsedTime(start) < (budget < WarmUp ? budget : WarmUp); i++)
                run();
        }
        start = time.GetTimestamp();
        for (int round = 0; round < FewestRounds || time.GetElapsedTime(start) < budget; round++)
            foreach (var (run, spins, times) in engines)
            {
                TakeTurn(run, times, warmUp: engines.Length > 1 ? WarmUpOfTurn : 0, budget < Turn ? budget : Turn, time);
                if (spins)
                    Thread.Sleep(Rest);
            }
        return new Measurement(engines[0].Times, [.. engines[1..].Select(engine => engine.Times)], memory);
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

    private static void TakeTurn(Action run, RoundTimes times, int warmUp, TimeSpan length, TimeProvider time)
    {
        for (int i = 0; i < warmUp; i++)
            run();
        var round = new Times();
        long began = time.GetTimestamp();
        do
        {
            long start = time.GetTimestamp();
            run();
            round.Add(time.GetElapsedTime(start));
        }
        while (time.GetElapsedTime(began) < length);
        times.Add(round);
    }
}
