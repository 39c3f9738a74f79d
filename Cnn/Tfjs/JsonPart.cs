using System.Text.Json;
using Cnn.Models;

namespace Cnn.Tfjs;

/// <summary>
/// A part of a model.json, read by type: whatever is missing or of another kind is an error that says where it stands.
/// </summary>
/// <param name="Element">The part.</param>
/// <param name="File">The file's name, for messages.</param>
/// <param name="Place">Where in the file it stands, for messages.</param>
internal readonly record struct JsonPart(JsonElement Element, string File, string Place)
{
    // What a model needs for a node, and a margin for those with long lists.
    private const int TokensPerNode = 100;

    /// <summary>Parses a file; how much it holds and how deep it nests is counted before anything is allocated for it.</summary>
    /// <exception cref="ModelException">It is no JSON, or exceeds a limit.</exception>
    public static JsonPart Parse(byte[] bytes, string file, ModelLimits limits)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = limits.MaxNesting });
            long tokens = 0, most = (long)limits.MaxNodes * TokensPerNode;
            while (reader.Read())
                if (++tokens > most)
                    throw new ModelException(file, null, $"the file holds more than {most} names, values and brackets, "
                        + $"which is more than {limits.MaxNodes} nodes need");
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = limits.MaxNesting });
            return new JsonPart(document.RootElement.Clone(), file, "");
        }
        catch (JsonException e)
        {
            throw new ModelException(file, null, $"this is no TensorFlow.js model, or a damaged one: {Printable.Of(e.Message)}", e);
        }
    }

    /// <summary>A member that must be there.</summary>
    public JsonPart this[string name] => Find(name) ?? throw Error($"'{name}' is missing");

    /// <summary>A member, or null where it is missing or null.</summary>
    public JsonPart? Find(string name)
    {
        if (Element.ValueKind != JsonValueKind.Object)
            throw Error($"an object with '{name}' is needed, not {Kind}");
        return Element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? new JsonPart(member, File, Place.Length == 0 ? name : $"{Place}.{name}") : null;
    }

    /// <summary>The members of an object.</summary>
    public IEnumerable<(string Name, JsonPart Value)> Members()
    {
        if (Element.ValueKind != JsonValueKind.Object)
            throw Error($"an object is needed, not {Kind}");
        foreach (var member in Element.EnumerateObject())
        {
            string name = Guarded(() => member.Name);
            yield return (name, new JsonPart(member.Value, File, $"{Place}.{ModelException.Unquoted(name)}"));
        }
    }

    /// <summary>The elements of a list.</summary>
    public IEnumerable<JsonPart> Items()
    {
        if (Element.ValueKind != JsonValueKind.Array)
            throw Error($"a list is needed, not {Kind}");
        int i = 0;
        foreach (var item in Element.EnumerateArray())
            yield return new JsonPart(item, File, $"{Place}[{i++}]");
    }

    /// <summary>A text.</summary>
    public string Text()
    {
        if (Element.ValueKind != JsonValueKind.String)
            throw Error($"a text is needed, not {Kind}");
        var element = Element;
        return Guarded(() => element.GetString()!);
    }

    /// <summary>A whole number, which protobuf's JSON writes as a text where it has 64 bits.</summary>
    public long Long() => Element.ValueKind switch
    {
        JsonValueKind.Number when Element.TryGetInt64(out long value) => value,
        JsonValueKind.String when long.TryParse(Text(), out long value) => value,
        _ => throw Error($"a whole number is needed, not {Kind}"),
    };

    /// <summary>A number, finite.</summary>
    public double Double() => Element.ValueKind == JsonValueKind.Number && Element.TryGetDouble(out double value) && double.IsFinite(value)
        ? value
        : throw Error($"a number is needed, not {Kind}");

    /// <summary>True or false.</summary>
    public bool Flag() => Element.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? Element.ValueKind == JsonValueKind.True
        : throw Error($"true or false is needed, not {Kind}");

    /// <summary>An error that says where; to be thrown.</summary>
    public ModelException Error(string message) => new(File, null, Place.Length == 0 ? message : $"{Place}: {message}");

    private string Kind => Element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => $"the number {ModelException.Unquoted(Element.GetRawText())}",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    // Half a surrogate pair is valid JSON and no text.
    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            throw Error("it holds half a character");
        }
    }
}
