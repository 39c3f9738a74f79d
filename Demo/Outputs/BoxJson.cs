using System.Text.Json;
using Cnn.Detection;

namespace Demo.Outputs;

/// <summary>Boxes and points as <c>classify --json</c> writes them: in pixels of the picture, to a tenth.</summary>
internal static class BoxJson
{
    /// <summary>Writes one box.</summary>
    public static void Write(
        Utf8JsonWriter json, string label, float score, (float Left, float Top, float Right, float Bottom) box)
    {
        json.WriteStartObject();
        WriteFields(json, label, score, box, []);
        json.WriteEndObject();
    }

    /// <summary>Writes the properties of a box, with its points where it has some.</summary>
    public static void WriteFields(
        Utf8JsonWriter json, string label, float score, (float Left, float Top, float Right, float Bottom) box,
        ReadOnlySpan<Keypoint> points)
    {
        json.WriteString("label", label);
        Output.WriteNumber(json, "score", score);
        json.WriteStartArray("box");
        foreach (float edge in (ReadOnlySpan<float>)[box.Left, box.Top, box.Right, box.Bottom])
            json.WriteNumberValue(Tenth(edge));
        json.WriteEndArray();
        if (points.Length > 0)
            Write(json, points);
    }

    /// <summary>Writes the property <c>points</c>: x, y and score of each.</summary>
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<Keypoint> points)
    {
        json.WriteStartArray("points");
        foreach (var point in points)
        {
            json.WriteStartArray();
            json.WriteNumberValue(Tenth(point.X));
            json.WriteNumberValue(Tenth(point.Y));
            json.WriteNumberValue(Math.Round((decimal)point.Score, 4));
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static decimal Tenth(float pixels) => Math.Round((decimal)pixels, 1);
}
