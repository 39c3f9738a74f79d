using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Demo.Remembering;

/// <summary>
/// Settings as JSON: an object with a key for each property. A key whose value is of a wrong type is as if it were not there.
/// </summary>
internal static class SettingsText
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private static readonly PropertyInfo[] s_properties = typeof(Settings).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    /// <summary>Reads an object.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="wrong">The keys whose values could not be used, with commas between them; empty for none.</param>
    /// <returns>The settings and all keys as they stand there; null where it is no object.</returns>
    public static (Settings Settings, JsonObject All)? Read(ReadOnlySpan<byte> text, out string wrong)
    {
        wrong = "";
        JsonObject? all;
        try
        {
            var reader = new Utf8JsonReader(text);
            all = JsonNode.Parse(ref reader) as JsonObject;
            if (all is null || reader.Read())
                return null;
            // Keys that stand there twice are found here.
            _ = all.Count;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
        var settings = new Settings();
        foreach (var property in s_properties)
        {
            string key = KeyOf(property);
            if (all[key] is not { } value)
                continue;
            try
            {
                property.SetValue(settings, value.Deserialize(property.PropertyType, s_json));
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                wrong += wrong.Length == 0 ? key : $", {key}";
            }
        }
        return (settings, all);
    }

    /// <summary>The JSON of settings.</summary>
    /// <param name="settings">What is to be written.</param>
    /// <param name="kept">Keys that are kept where the settings do not know them.</param>
    public static byte[] Write(Settings settings, JsonObject? kept = null)
    {
        settings = settings with { Version = Math.Max(settings.Version, Settings.CurrentVersion) };
        var written = JsonSerializer.SerializeToNode(settings, s_json)!.AsObject();
        foreach (var (key, value) in kept ?? [])
            if (!Array.Exists(s_properties, property => KeyOf(property) == key))
                written[key] = value?.DeepClone();
        return JsonSerializer.SerializeToUtf8Bytes(written, s_json);
    }

    private static string KeyOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);
}
