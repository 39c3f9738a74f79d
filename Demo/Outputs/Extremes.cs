using System.Text.Json;

namespace Demo.Outputs;

/// <summary>What is said of values that have no meaning of their own: the largest of them.</summary>
internal static class Extremes
{
    /// <summary>The largest of some values; NaN only where there is no number.</summary>
    public static float Largest(ReadOnlySpan<float> values)
    {
        float most = float.NaN;
        foreach (float value in values)
            most = value > most || float.IsNaN(most) ? value : most;
        return most;
    }

    public static string Print(ReadOnlySpan<float> values) => values.IsEmpty ? "empty" : $"largest value {Largest(values):0.####}";

    /// <summary>Writes the properties <c>largest</c>, where there is such a number, and an empty <c>top</c>.</summary>
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<float> values)
    {
        if (Largest(values) is var most && float.IsFinite(most))
            json.WriteNumber("largest", most);
        json.WriteStartArray("top");
        json.WriteEndArray();
    }
}
