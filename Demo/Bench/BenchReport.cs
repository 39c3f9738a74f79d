using System.Text;
using System.Text.Json;
using Cnn;
using Cnn.Backends;

namespace Demo.Bench;

/// <summary>Writes measurements: a line of text each for people, or of JSON for machines.</summary>
internal sealed class BenchReport(TextWriter output, bool json, IBackend backend)
{
    private bool _headed;

    public void Add(string model, Graph graph, Measurement measured)
    {
        double operations = 2.0 * graph.Nodes.Sum(n => n.MultiplyAccumulates);
        double gigaflops = operations / (measured.Ours.All.Min * 1e6);
        if (json)
            output.WriteLine(Json(model, measured, gigaflops));
        else
            Text(model, measured, gigaflops);
    }

    private void Text(string model, Measurement measured, double gigaflops)
    {
        bool compared = measured.Peers.Count > 0;
        // Peers have longer names than models.
        int room = compared ? 32 : 16;
        if (!_headed)
        {
            output.WriteLine($"{backend.Name} on {backend.Device}; milliseconds");
            if (compared)
                output.WriteLine("peer/ours: in turns; of each round's shortest runs the ratio, of all rounds the median");
            output.WriteLine("MB kept, MB reused: layers' values where each can be read after a run, and where only outputs can");
            output.WriteLine($"{"model".PadRight(room)}{"min",10}{"median",10}{"p95",10}{"runs",8}{"GFLOP/s",10}"
                + (compared ? $"{"peer/ours",11}" : "") + $"{"MB kept",10}{"MB reused",11}");
            _headed = true;
        }
        string memory = $"{MemoryUse.Megabytes(measured.Memory.Kept),10}{MemoryUse.Megabytes(measured.Memory.Reused),11}";
        output.WriteLine(Row(Path.GetFileName(model).PadRight(room), measured.Ours.All, gigaflops)
            + (compared ? new string(' ', 11) : "") + memory);
        foreach (var peer in measured.Peers)
            output.WriteLine(Row($"  {peer.Name}".PadRight(room), peer.All, gigaflops * measured.Ours.All.Min / peer.All.Min)
                + $"{measured.Ours.RatioOf(peer),11:0.000}");
    }

    private static string Row(string name, Times times, double gigaflops) =>
        $"{name}{times.Min,10:0.000}{times.Median,10:0.000}{times.Percentile(95),10:0.000}{times.Count,8}{gigaflops,10:0.0}";

    private string Json(string model, Measurement measured, double gigaflops)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("model", model);
            writer.WriteString("backend", backend.Name);
            writer.WriteString("device", backend.Device);
            writer.WriteNumber("minMs", Math.Round(measured.Ours.All.Min, 4));
            writer.WriteNumber("medianMs", Math.Round(measured.Ours.All.Median, 4));
            writer.WriteNumber("p95Ms", Math.Round(measured.Ours.All.Percentile(95), 4));
            writer.WriteNumber("runs", measured.Ours.All.Count);
            writer.WriteNumber("gflops", Math.Round(gigaflops, 2));
            writer.WriteNumber("keptBytes", measured.Memory.Kept);
            writer.WriteNumber("reusedBytes", measured.Memory.Reused);
            if (measured.Peers.Count > 0)
            {
                writer.WriteStartArray("peers");
                foreach (var peer in measured.Peers)
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", peer.Name);
                    writer.WriteNumber("minMs", Math.Round(peer.All.Min, 4));
                    writer.WriteNumber("medianMs", Math.Round(peer.All.Median, 4));
                    writer.WriteNumber("runs", peer.All.Count);
                    // Above 1 we are faster.
                    writer.WriteNumber("ratio", Math.Round(measured.Ours.RatioOf(peer), 4));
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
