using System.Text.Json;

namespace Demo.Outputs;

/// <summary>The best of several scores by name, as <c>classify</c> prints them.</summary>
internal static class NamedScores
{
    /// <summary>Best first; of equals the first; what is no number comes last.</summary>
    public static IEnumerable<int> Best(float[] scores, int count) =>
        Enumerable.Range(0, scores.Length).OrderByDescending(c => scores[c]).Take(count);

    /// <summary>The names with their shares in percent, or that nothing was found.</summary>
    public static string Print(Output output, float[] scores, IEnumerable<int> best)
    {
        string text = string.Join(", ", best.Select(c => $"{Quoted(output.Label(c))} {scores[c]:P1}"));
        return text.Length > 0 ? text : "no digit found";
    }

    /// <summary>A name as it stands in a list: ImageNet has a class called tabby, tabby cat.</summary>
    public static string Quoted(string label) => label.Contains(',') ? $"\"{label}\"" : label;

    /// <summary>Writes the property <c>top</c>.</summary>
    public static void Write(Utf8JsonWriter json, Output output, float[] scores, IEnumerable<int> best, string called)
    {
        json.WriteStartArray("top");
        foreach (int c in best)
        {
            json.WriteStartObject();
            json.WriteString("label", output.Label(c));
            Output.WriteNumber(json, called, scores[c]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
