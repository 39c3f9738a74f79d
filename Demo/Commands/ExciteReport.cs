using System.Text;
using System.Text.Json;
using Cnn;
using Cnn.Backends;
using Demo.Explaining;

namespace Demo.Commands;

/// <summary>What <c>excite</c> found, as lines and as JSON.</summary>
internal static class ExciteReport
{
    public static string ToText(ExciteJob job, ExciteFound found) =>
        string.Join('\n', job.Channels.Select((_, i) => Printable.Of(Line(job, found, i))));

    private static string Line(ExciteJob job, ExciteFound found, int index)
    {
        var parts = new List<string>();
        if (index < found.MadeUp.Count && found.MadeUp[index] is var made)
            parts.Add(FormattableString.Invariant($"made up {made.Value:0.000}, from {made.Start:0.000}"));
        if (index < found.Patches.Count)
            parts.AddRange(found.Patches[index].Count == 0 ? ["no picture excites it"] : found.Patches[index].Select(patch =>
                FormattableString.Invariant($"{patch.Value:0.000} {patch.Origin.Name} ({patch.X}, {patch.Y})")));
        return $"{job.Network.UnitText(job.Layer, job.Channels[index])}: {string.Join("; ", parts)}";
    }

    public static string ToJson(ExciteJob job, IBackend backend, ExciteFound found)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("model", job.Network.Parts.Name);
            json.WriteString("backend", backend.Name);
            json.WriteString("layer", job.Layer.Name);
            json.WriteString("node", job.Layer.Node.Name);
            json.WriteNumber("seed", job.Seed);
            if (job.Folder is not null)
            {
                json.WriteNumber("pictures", found.Pictures);
                json.WriteNumber("unread", found.Unread);
            }
            json.WriteStartArray("channels");
            for (int i = 0; i < job.Channels.Length; i++)
                Write(json, job, found, i);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, ExciteJob job, ExciteFound found, int index)
    {
        json.WriteStartObject();
        json.WriteNumber("channel", job.Channels[index] + 1);
        json.WriteString("name", job.Network.UnitText(job.Layer, job.Channels[index]));
        if (index < found.MadeUp.Count)
        {
            json.WriteStartObject("madeUp");
            json.WriteNumber("value", Finite(found.MadeUp[index].Value));
            json.WriteNumber("start", Finite(found.MadeUp[index].Start));
            json.WriteEndObject();
        }
        if (index < found.Patches.Count)
        {
            json.WriteStartArray("patches");
            foreach (var patch in found.Patches[index])
                Write(json, patch);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ExcitingPatch patch)
    {
        json.WriteStartObject();
        json.WriteNumber("value", patch.Value);
        json.WriteString("file", patch.Origin.Name);
        json.WriteNumber("x", patch.X);
        json.WriteNumber("y", patch.Y);
        // In pixels of what enters the network.
        json.WriteStartArray("field");
        foreach (float edge in (float[])[patch.Field.X, patch.Field.Y, patch.Field.Right, patch.Field.Bottom])
            json.WriteNumberValue(edge);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static float Finite(float value) => float.IsFinite(value) ? value : 0;
}
