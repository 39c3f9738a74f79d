using System.Collections.Immutable;
using System.Text.Json;
using Cnn.Detection;

namespace Cnn.Preprocessing;

/// <summary>The fields of a recipe that say how boxes and points are decoded.</summary>
internal static class DecoderFields
{
    private const int MostPoints = 2000;

    public static readonly string[] Known =
    [
        "decoder", "strides", "anchors", "bins", "threshold", "overlap", "overlapOthers", "logits", "corners", "units", "background",
        "points", "skeleton",
    ];

    /// <summary>The settings with the fields that are there; the others stay as they are.</summary>
    public static DecoderSettings Over(RecipeFields fields, DecoderSettings before)
    {
        var settings = new DecoderSettings
        {
            Decoder = fields.Choice<string?>("decoder", before.Decoder, [.. Decoders.Names.Select(name => (name, (string?)name))]),
            Strides = fields.Whole("strides", before.Strides, 1, 1024),
            Anchors = fields.Numbers("anchors", before.Anchors),
            Bins = fields.Whole("bins", before.Bins, 2, 256),
            Threshold = fields.Share("threshold", before.Threshold),
            Overlap = fields.Share("overlap", before.Overlap),
            OverlapOthers = fields.Share("overlapOthers", before.OverlapOthers),
            Logits = fields.Flag("logits", before.Logits),
            Corners = fields.Choice<BoxCorners?>("corners", before.Corners,
                ("ltrb", BoxCorners.Ltrb), ("tlbr", BoxCorners.Tlbr), ("centre", BoxCorners.Centre)),
            Pixels = fields.Choice<bool?>("units", before.Pixels, ("pixels", true), ("input", false)),
            Background = fields.Whole("background", before.Background, 0, 9999),
            Points = Points(fields, before.Points),
            Skeleton = Skeleton(fields, before.Skeleton),
        };
        if (settings.Anchors.Length % 2 != 0 || settings.Anchors.Any(side => side <= 0))
            throw new CnnException($"{fields.Called("anchors")} must be pairs of width and height above 0");
        return settings;
    }

    /// <summary>Writes the fields that are set.</summary>
    public static void Write(Utf8JsonWriter json, DecoderSettings settings)
    {
        if (settings.Decoder is { } decoder)
            json.WriteString("decoder", decoder);
        WriteList(json, "strides", settings.Strides);
        WriteList(json, "anchors", settings.Anchors);
        if (settings.Bins is { } bins)
            json.WriteNumber("bins", bins);
        if (settings.Threshold is { } threshold)
            json.WriteNumber("threshold", threshold);
        if (settings.Overlap is { } overlap)
            json.WriteNumber("overlap", overlap);
        if (settings.OverlapOthers is { } others)
            json.WriteNumber("overlapOthers", others);
        if (settings.Logits is { } logits)
            json.WriteBoolean("logits", logits);
        if (settings.Corners is { } corners)
            json.WriteString("corners", corners.ToString().ToLowerInvariant());
        if (settings.Pixels is { } pixels)
            json.WriteString("units", pixels ? "pixels" : "input");
        if (settings.Background is { } background)
            json.WriteNumber("background", background);
        WriteList(json, "points", settings.Points);
        WriteList(json, "skeleton", settings.Skeleton);
    }

    // Names, or only how many there are.
    private static ImmutableArray<string> Points(RecipeFields fields, ImmutableArray<string> before)
    {
        if (fields.Json("points") is not { } field)
            return before;
        if (field.ValueKind == JsonValueKind.Number)
            return [.. Enumerable.Range(0, fields.Whole("points", null, 1, MostPoints)!.Value).Select(i => $"{i}")];
        if (field.ValueKind != JsonValueKind.Array || field.GetArrayLength() is 0 or > MostPoints)
            throw new CnnException($"{fields.Called("points")} is neither a list of 1 to {MostPoints} names nor how many there are");
        return
        [
            .. field.EnumerateArray().Select(name => name.ValueKind == JsonValueKind.String ? Printable.Of(name.GetString()!)
                : throw new CnnException($"{fields.Called("points")} holds {name.ValueKind}, which is no name")),
        ];
    }

    private static ImmutableArray<(int From, int To)> Skeleton(RecipeFields fields, ImmutableArray<(int From, int To)> before)
    {
        if (fields.Json("skeleton") is not { } field)
            return before;
        if (field.ValueKind != JsonValueKind.Array)
            throw new CnnException($"{fields.Called("skeleton")} is no list of pairs of points");
        return [.. field.EnumerateArray().Select(Pair)];

        (int, int) Pair(JsonElement pair) => pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2
            ? (fields.Whole("skeleton", pair[0], 0, MostPoints - 1), fields.Whole("skeleton", pair[1], 0, MostPoints - 1))
            : throw new CnnException($"{fields.Called("skeleton")} holds {pair.GetRawText()}, which is no pair of points such as [0,1]");
    }

    public static void WriteList<T>(Utf8JsonWriter json, string name, ImmutableArray<T> values)
    {
        if (values.IsEmpty)
            return;
        json.WriteStartArray(name);
        foreach (var value in values)
            switch (value)
            {
                case string text:
                    json.WriteStringValue(text);
                    break;
                case int number:
                    json.WriteNumberValue(number);
                    break;
                case float number:
                    json.WriteNumberValue(number);
                    break;
                case ValueTuple<int, int> pair:
                    json.WriteStartArray();
                    json.WriteNumberValue(pair.Item1);
                    json.WriteNumberValue(pair.Item2);
                    json.WriteEndArray();
                    break;
            }
        json.WriteEndArray();
    }
}
