using Cnn;
using Cnn.Backends;
using Cnn.Cpu;

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
    /// <param name="output">Where to.</param>
    /// <param name="rows">A kernel each.</param>
    /// <param name="peak">What the machine can do at best, to say which share of that is reached; null where that is not known.</param>
    public static void Write(TextWriter output, IReadOnlyList<NodeTime> rows, ProcessorPeak? peak)
    {
        double whole = rows.Sum(row => row.Milliseconds), floors = 0;
        var works = LayerWork.Of(rows);
        output.WriteLine($"  {"layer",-32}{"kernel",-24}{"shape",-18}{"ms",9}{"share",8}{"GFLOP/s",10}"
            + (peak is null ? "" : $"{"MMAC",9}{"MB",9}{"floor ms",10}{"reached",9}"));
        foreach (var (row, work) in rows.Zip(works).OrderByDescending(both => both.First.Milliseconds))
        {
            string rate = work.Products > 0 ? $"{2.0 * work.Products / (row.Milliseconds * 1e6):0.0}" : "";
            string line = Printable.Of($"  {Short(row.Node.Name, 31),-32}{Short(row.Kernel, 23),-24}{row.Node.Shape,-18}")
                + $"{row.Milliseconds,9:0.000}{row.Milliseconds / whole,8:P0}{rate,10}";
            if (peak is not null && work.Bytes > 0)
            {
                double floor = peak.Floor(work.Products, work.Bytes);
                floors += floor;
                line += $"{work.Products / 1e6,9:0.00}{work.Bytes / 1e6,9:0.000}{floor,10:0.0000}{floor / row.Milliseconds,9:P0}";
            }
            output.WriteLine(line.TrimEnd());
        }
        output.WriteLine($"  {rows.Count} kernels, {whole:0.000} ms together");
        if (peak is null)
            return;
        output.WriteLine($"  floor {floors:0.000} ms, {floors / whole:P0} reached; {works.Sum(work => work.Products) / 1e6:0.0} MMAC, "
            + $"{works.Sum(work => work.Bytes) / 1e6:0.0} MB");
        output.WriteLine($"  measured here just now: {peak.Gigaflops:0} GFLOP/s in registers of {peak.Lanes} floats; reading "
            + string.Join(", ", peak.Reads.Select(read => $"{read.Bytes / 1024:N0} KiB {read.GigabytesPerSecond:0}")) + " GB/s");
    }

    private static string Short(string name, int room) => name.Length <= room ? name : "…" + name[^(room - 1)..];
}
