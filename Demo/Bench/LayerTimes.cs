using Cnn;
using Cnn.Backends;

namespace Demo.Bench;

/// <summary>How long each kernel of a network takes: the median of many timed runs, which on some devices cost more than others.</summary>
internal static class LayerTimes
{
    // The first ones compile and warm up.
    private const int WarmUpRuns = 3, FewestRuns = 5;

    /// <summary>A row for each kernel in the order in which they run; of a node that two kernels compute there are two.</summary>
    public static NodeTime[] Measure(IBackend backend, Graph graph, VariableSet variables, TimeSpan budget, TimeProvider time)
    {
        using var session = backend.CompileNow(graph, variables, new CompileOptions { Watched = [] });
        foreach (var input in graph.Inputs)
            session.Write(input, Benchmark.RandomInput(input));
        var output = new Tensor(graph.Outputs[0].Shape, graph.Outputs[0].Type);
        Times[] times = [];
        long start = time.GetTimestamp();
        for (int i = -WarmUpRuns; i < FewestRuns || time.GetElapsedTime(start) < budget; i++)
        {
            session.TimeNextRun();
            session.Run();
            // Only when something was read have all kernels come to their ends.
            session.Read(graph.Outputs[0], output);
            if (i < 0)
                continue;
            if (times.Length == 0)
                times = [.. session.Timings.Select(_ => new Times())];
            for (int row = 0; row < times.Length; row++)
                times[row].Add(TimeSpan.FromMilliseconds(session.Timings[row].Milliseconds));
        }
        return [.. session.Timings.Select((row, i) => row with { Milliseconds = times[i].Median })];
    }

    /// <summary>Writes them as a table, the longest first, with the rate of those that multiply and accumulate.</summary>
    public static void Write(TextWriter output, IReadOnlyList<NodeTime> rows)
    {
        double whole = rows.Sum(row => row.Milliseconds);
        output.WriteLine($"  {"layer",-32}{"kernel",-28}{"shape",-18}{"ms",9}{"share",8}{"GFLOP/s",10}");
        foreach (var row in rows.OrderByDescending(row => row.Milliseconds))
        {
            string rate = row.Node.MultiplyAccumulates > 0 ? $"{2.0 * row.Node.MultiplyAccumulates / (row.Milliseconds * 1e6):0.0}" : "";
            output.WriteLine(Printable.Of($"  {Short(row.Node.Name, 31),-32}{Short(row.Kernel, 27),-28}{row.Node.Shape,-18}")
                + $"{row.Milliseconds,9:0.000}{row.Milliseconds / whole,8:P0}{rate,10}");
        }
        output.WriteLine($"  {rows.Count} kernels, {whole:0.000} ms together");
    }

    private static string Short(string name, int room) => name.Length <= room ? name : "…" + name[^(room - 1)..];
}
