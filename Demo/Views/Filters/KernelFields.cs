using System.Text.Json;
using Cnn;

namespace Demo.Views.Filters;

/// <summary>The fields of one kernel in a file, each checked and named in every message.</summary>
/// <param name="json">The kernel.</param>
/// <param name="place">Which of the file it is, from 1.</param>
internal sealed class KernelFields(JsonElement json, int place)
{
    private const int LongestName = 60;

    private static readonly string[] Known = ["name", "title", "numbers", "channels", "maps", "scale", "bias"];

    private string _called = $"kernel {place}";

    /// <summary>Reads it.</summary>
    /// <exception cref="CnnException">A field is missing or makes no sense.</exception>
    public FilterKernel Read()
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Fault($"it is {json.ValueKind}; a kernel is an object, {{\"name\": …, \"numbers\": [[…], …]}}");
        string name = Word("name", null);
        if (name.Contains('#'))
            throw Fault("field 'name' holds '#', which stands between file and name on the command line");
        _called = $"kernel {place} '{name}'";
        var seen = new HashSet<string>();
        foreach (var property in json.EnumerateObject())
        {
            if (!Known.Contains(property.Name))
                throw Fault($"unknown field '{Printable.Of(property.Name)}'; there are {string.Join(", ", Known)}");
            if (!seen.Add(property.Name))
                throw Fault($"field '{property.Name}' stands there twice");
        }
        int channels = Whole("channels", 1, 3), maps = Whole("maps", 1, 2);
        var (size, numbers) = Numbers(channels, maps);
        return new FilterKernel(name, Word("title", name), size, numbers, channels, maps,
            json.TryGetProperty("scale", out var scale) ? Number("field 'scale'", scale) : 1,
            json.TryGetProperty("bias", out var bias) ? Number("field 'bias'", bias) : 0);
    }

    /// <summary>Writes one, without the fields that say nothing.</summary>
    public static void Write(Utf8JsonWriter json, FilterKernel kernel)
    {
        json.WriteStartObject();
        json.WriteString("name", kernel.Name);
        json.WriteString("title", kernel.Title);
        if (kernel.Channels != 1)
            json.WriteNumber("channels", kernel.Channels);
        if (kernel.Maps != 1)
            json.WriteNumber("maps", kernel.Maps);
        if (kernel.Scale != 1)
            json.WriteNumber("scale", kernel.Scale);
        if (kernel.Bias != 0)
            json.WriteNumber("bias", kernel.Bias);
        json.WriteStartArray("numbers");
        foreach (float[] row in kernel.Numbers.Chunk(kernel.Size))
            // A row is one line.
            json.WriteRawValue($"[{string.Join(", ", row.Select(number => JsonSerializer.Serialize(number)))}]");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private (int Size, Floats Numbers) Numbers(int channels, int maps)
    {
        if (!json.TryGetProperty("numbers", out var field) || field.ValueKind != JsonValueKind.Array)
            throw Fault("field 'numbers' is missing or no list of rows, such as [[0, 0, 0], [0, 1, 0], [0, 0, 0]]");
        int rows = field.GetArrayLength(), planes = channels * maps;
        int size = rows == 0 || field[0].ValueKind != JsonValueKind.Array ? 0 : field[0].GetArrayLength();
        if (size is not (3 or 5 or 7))
            throw Fault($"field 'numbers' has rows of {size} numbers; a kernel is 3×3, 5×5 or 7×7");
        if (rows != planes * size)
            throw Fault($"field 'numbers' has {rows} rows of {size}; {size}×{size} for {Counted(channels, "channel")} and "
                + $"{Counted(maps, "map")} are {planes * size} rows");
        var numbers = new float[planes * size * size];
        int at = 0, row = 0;
        foreach (var line in field.EnumerateArray())
        {
            row++;
            int length = line.ValueKind == JsonValueKind.Array ? line.GetArrayLength() : 0;
            if (length != size)
                throw Fault($"row {row} of field 'numbers' has {Counted(length, "number")}; the first has {size}");
            foreach (var number in line.EnumerateArray())
                numbers[at++] = Number($"row {row} of field 'numbers'", number);
        }
        return (size, Floats.Create(numbers));
    }

    private float Number(string where, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out float number) && float.IsFinite(number)
            ? number
            : throw Fault($"{where} holds {Short(value)}, which is no number that a float holds");

    private int Whole(string name, int usual, int other) => !json.TryGetProperty(name, out var field) ? usual
        : field.ValueKind == JsonValueKind.Number && field.TryGetInt32(out int number) && (number == usual || number == other) ? number
        : throw Fault($"field '{name}' is {Short(field)}; it is {usual} or {other}");

    private string Word(string name, string? usual)
    {
        if (!json.TryGetProperty(name, out var field) && usual is not null)
            return usual;
        string word = field.ValueKind == JsonValueKind.String ? field.GetString()! : "";
        if (string.IsNullOrWhiteSpace(word) || word != word.Trim())
            throw Fault($"field '{name}' is missing, empty or begins or ends with a space; a word is needed");
        if (word.Length > LongestName)
            throw Fault($"field '{name}' has {word.Length} letters; at most {LongestName} are shown");
        return Printable.Of(word) == word ? word : throw Fault($"field '{name}' holds a character that cannot be shown");
    }

    private static string Counted(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";

    private static string Short(JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String))
            return value.ValueKind.ToString();
        string text = Printable.Of(value.GetRawText());
        return text.Length <= 20 ? text : text[..20] + "…";
    }

    private CnnException Fault(string what) => new($"{_called}: {what}");
}
