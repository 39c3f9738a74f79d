using System.Globalization;

namespace Demo.Exports;

/// <summary>Lines of comma-separated values by RFC 4180, with numbers as every program reads them.</summary>
internal static class Csv
{
    /// <summary>A line; what is null or no number is empty.</summary>
    public static string Line(params ReadOnlySpan<object?> values)
    {
        string[] fields = new string[values.Length];
        for (int i = 0; i < fields.Length; i++)
            fields[i] = Field(values[i]);
        return string.Join(',', fields) + "\r\n";
    }

    private static string Field(object? value) => value switch
    {
        null or double.NaN or float.NaN => "",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(value.ToString()!),
    };

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
