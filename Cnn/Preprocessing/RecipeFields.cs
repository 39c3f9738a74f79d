using System.Collections.Immutable;
using System.Text.Json;

namespace Cnn.Preprocessing;

/// <summary>Takes the fields of a recipe's JSON object one by one, each checked and with its name in every message.</summary>
/// <param name="json">The object.</param>
/// <param name="flags">Whether the fields were flags of a command line, and are called so.</param>
internal sealed class RecipeFields(JsonElement json, bool flags = false)
{
    private static readonly string[] Known =
    [
        "kind", "labels", "layout", "colors", "scale", "mean", "std", "fit", "bars", "crop", "finder", "output", "of", "margin", "sizes",
        .. DecoderFields.Known,
    ];

    /// <summary>The recipe with the fields that are there; the others stay as they are.</summary>
    public Recipe Over(Recipe before, Func<string, ImmutableArray<string>> labelsFile)
    {
        var seen = new HashSet<string>();
        foreach (var property in json.EnumerateObject())
        {
            if (!Known.Contains(property.Name))
                throw new CnnException($"unknown {Called(property.Name)}; there are {string.Join(", ", Known)}");
            if (!seen.Add(property.Name))
                throw new CnnException($"{Called(property.Name)} stands there twice");
        }
        var kind = Choice("kind", before.Kind, ("ink", RecipeKind.Ink), ("image", RecipeKind.Image));
        var colors = Choice(
            "colors", kind == RecipeKind.Ink ? ColorOrder.Grey : before.Colors,
            ("grey", ColorOrder.Grey), ("rgb", ColorOrder.Rgb), ("bgr", ColorOrder.Bgr),
            ("red", ColorOrder.Red), ("green", ColorOrder.Green), ("blue", ColorOrder.Blue));
        if (kind == RecipeKind.Ink && colors != ColorOrder.Grey)
            throw new CnnException($"{Called("colors")} must be \"grey\" where {Called("kind")} is \"ink\"");
        var recipe = before with
        {
            Kind = kind,
            Colors = colors,
            Layout = Choice("layout", before.Layout, ("NCHW", ChannelLayout.Nchw), ("NHWC", ChannelLayout.Nhwc)),
            Scale = Number("scale", before.Scale),
            Crop = Number("crop", before.Crop),
            Fit = Choice(
                "fit", before.Fit,
                ("crop", PictureFit.Crop), ("letterbox", PictureFit.Letterbox), ("stretch", PictureFit.Stretch)),
            Finder = Choice("finder", before.Finder, ("network", InkFinder.Network), ("rules", InkFinder.Rules)),
            Labels = Labels(before.Labels, labelsFile),
            Output = Word("output", before.Output, "classes"),
            Of = Word("of", before.Of, "face"),
            Margin = Number("margin", before.Margin),
            Sizes = [.. Whole("sizes", before.Sizes, 16, 4096).Distinct().OrderDescending()],
            Decoding = DecoderFields.Over(this, before.Decoding),
        };
        if (recipe.Crop is not (> 0 and <= 1))
            throw new CnnException($"{Called("crop")} is {recipe.Crop}; it lies above 0 and is at most 1");
        if (recipe.Margin is not (>= 0 and <= 2))
            throw new CnnException($"{Called("margin")} is {recipe.Margin}; it is 0 to 2 of the box's size");
        recipe = recipe with
        {
            Mean = Numbers("mean", recipe.Channels, before.Mean),
            Std = Numbers("std", recipe.Channels, before.Std),
            Bars = Numbers("bars", recipe.Channels, before.Bars),
        };
        if (recipe.Std.Contains(0))
            throw new CnnException($"{Called("std")} holds a 0, by which nothing can be divided");
        if (recipe.Bars.Any(level => level is not (>= 0 and <= 255) || level != MathF.Round(level)))
            throw new CnnException($"{Called("bars")} holds {string.Join(", ", recipe.Bars)}; each is a whole number of 0 … 255");
        return recipe;
    }

    /// <summary>What a field is called in messages.</summary>
    public string Called(string name) => flags ? $"--{name}" : $"field '{name}'";

    /// <summary>A field as it stands there; null if it does not.</summary>
    public JsonElement? Json(string name) => json.TryGetProperty(name, out var field) ? field : null;

    /// <summary>A field that is one of some words.</summary>
    public T Choice<T>(string name, T otherwise, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (!json.TryGetProperty(name, out var field))
            return otherwise;
        string text = field.ValueKind == JsonValueKind.String ? field.GetString()! : field.ValueKind.ToString();
        var words = new List<string>();
        foreach (var (word, value) in choices)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
                return value;
            words.Add($"\"{word}\"");
        }
        throw new CnnException($"{Called(name)} is \"{text}\"; it may be {string.Join(" or ", words)}");
    }

    private string? Word(string name, string? otherwise, string example) => !json.TryGetProperty(name, out var field) ? otherwise
        : field.ValueKind == JsonValueKind.String && field.GetString() is { Length: > 0 } word ? word
        : throw new CnnException($"{Called(name)} is {field.ValueKind}; it is a word such as \"{example}\"");

    /// <summary>A field that is true or false.</summary>
    public bool? Flag(string name, bool? otherwise) => Json(name) is not { } field ? otherwise
        : field.ValueKind is JsonValueKind.True or JsonValueKind.False ? field.GetBoolean()
        : throw new CnnException($"{Called(name)} holds {TextOf(field)}; it is true or false");

    /// <summary>A field that is a number of 0 … 1.</summary>
    public float? Share(string name, float? otherwise) => Json(name) is not { } field ? otherwise
        : Number(name, field) is >= 0 and <= 1 and var share ? share
        : throw new CnnException($"{Called(name)} is {TextOf(field)}; it lies between 0 and 1");

    /// <summary>A field that is a whole number within bounds.</summary>
    public int? Whole(string name, int? otherwise, int least, int most) =>
        Json(name) is { } field ? Whole(name, field, least, most) : otherwise;

    /// <summary>A field that is a list of whole numbers within bounds, or one.</summary>
    public ImmutableArray<int> Whole(string name, ImmutableArray<int> otherwise, int least, int most) =>
        Json(name) is not { } field ? otherwise
        : field.ValueKind == JsonValueKind.Array && field.GetArrayLength() > 0
            ? [.. field.EnumerateArray().Select(element => Whole(name, element, least, most))] : [Whole(name, field, least, most)];

    /// <summary>A whole number of a field.</summary>
    public int Whole(string name, JsonElement value, int least, int most) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= least && number <= most ? number
            : throw new CnnException($"{Called(name)} holds {TextOf(value)}; whole numbers of {least} … {most} can stand there");

    /// <summary>A field that is a list of numbers.</summary>
    public ImmutableArray<float> Numbers(string name, ImmutableArray<float> otherwise) => Json(name) is not { } field ? otherwise
        : field.ValueKind == JsonValueKind.Array ? [.. field.EnumerateArray().Select(element => Number(name, element))]
        : [Number(name, field)];

    private float Number(string name, float otherwise) =>
        json.TryGetProperty(name, out var field) ? Number(name, field) : otherwise;

    private float Number(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out float number) && float.IsFinite(number)
            ? number
            : throw new CnnException($"{Called(name)} holds {TextOf(value)}, which is no number that a float holds");

    private static string TextOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number or JsonValueKind.String ? value.GetRawText() : value.ValueKind.ToString();

    private ImmutableArray<float> Numbers(string name, int channels, ImmutableArray<float> otherwise)
    {
        var numbers = Numbers(name, otherwise);
        return numbers.Length == 1 || numbers.Length == channels
            ? numbers
            : throw new CnnException($"{Called(name)} has {numbers.Length} numbers for {channels} channels");
    }

    private ImmutableArray<string> Labels(ImmutableArray<string> otherwise, Func<string, ImmutableArray<string>> labelsFile)
    {
        if (!json.TryGetProperty("labels", out var field))
            return otherwise;
        if (field.ValueKind == JsonValueKind.String)
            return labelsFile(field.GetString()!);
        if (field.ValueKind != JsonValueKind.Array)
            throw new CnnException("field 'labels' is neither a list of names nor the name of a file with one a line");
        return
        [
            .. field.EnumerateArray().Select(label => label.ValueKind == JsonValueKind.String
                ? Printable.Of(label.GetString()!)
                : throw new CnnException($"field 'labels' holds {label.ValueKind}, which is no name")),
        ];
    }
}
