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
        double gigaflops = operations / (measured.Ours.Min * 1e6);
        if (json)
            output.WriteLine(Json(model, measured, gigaflops));
        else
            Text(model, measured, gigaflops);
    }

    private void Text(string model, Measurement measured, double gigaflops)
    {
        var (ours, peer) = (measured.Ours, measured.Peer);
        if (!_headed)
        {
            output.WriteLine($"{backend.Name} on {backend.Device}{(peer is null ? "" : $", in turns with {peer.Name}")}; milliseconds");
            output.WriteLine("MB kept, MB reused: layers' values where each can be read after a run, and where only outputs can");
            output.WriteLine($"{"model",-16}{"min",10}{"median",10}{"p95",10}{"runs",8}{"GFLOP/s",10}{"MB kept",10}{"MB reused",11}"
                + (peer is null ? "" : $"{"peer min",12}{"peer/ours",11}{"peer spinning",15}"));
            _headed = true;
        }
        string compared = peer is null ? ""
            : $"{peer.Times.Min,12:0.000}{peer.Times.Min / ours.Min,11:0.000}{peer.Spinning.Min,15:0.000}";
        string memory = $"{MemoryUse.Megabytes(measured.Memory.Kept),10}{MemoryUse.Megabytes(measured.Memory.Reused),11}";
        output.WriteLine($"{Path.GetFileName(model),-16}{ours.Min,10:0.000}{ours.Median,10:0.000}{ours.Percentile(95),10:0.000}"
            + $"{ours.Count,8}{gigaflops,10:0.0}{memory}{compared}");
    }

    private string Json(string model, Measurement measured, double gigaflops)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("model", model);
            writer.WriteString("backend", backend.Name);
            writer.WriteString("device", backend.Device);
            writer.WriteNumber("minMs", Math.Round(measured.Ours.Min, 4));
            writer.WriteNumber("medianMs", Math.Round(measured.Ours.Median, 4));
            writer.WriteNumber("p95Ms", Math.Round(measured.Ours.Percentile(95), 4));
            writer.WriteNumber("runs", measured.Ours.Count);
            writer.WriteNumber("gflops", Math.Round(gigaflops, 2));
            writer.WriteNumber("keptBytes", measured.Memory.Kept);
            writer.WriteNumber("reusedBytes", measured.Memory.Reused);
            if (measured.Peer is { } peer)
            {
                writer.WriteString("peer", peer.Name);
                writer.WriteNumber("peerMinMs", Math.Round(peer.Times.Min, 4));
                writer.WriteNumber("peerMedianMs", Math.Round(peer.Times.Median, 4));
                writer.WriteNumber("peerSpinningMinMs", Math.Round(peer.Spinning.Min, 4));
                // Above 1 we are faster.
                writer.WriteNumber("ratio", Math.Round(peer.Times.Min / measured.Ours.Min, 4));
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
