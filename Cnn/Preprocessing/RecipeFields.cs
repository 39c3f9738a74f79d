using System.Collections.Immutable;
using System.Text.Json;

namespace Cnn.Preprocessing;

/// <summary>Takes the fields of a recipe's JSON object one by one, each checked and with its name in every message.</summary>
internal readonly struct RecipeFields(JsonElement json)
{
    private static readonly string[] s_known = ["kind", "labels", "layout", "colors", "scale", "mean", "std", "crop"];

    public Recipe ToRecipe(Func<string, ImmutableArray<string>> labelsFile)
    {
        var seen = new HashSet<string>();
        foreach (var property in json.EnumerateObject())
        {
            if (!s_known.Contains(property.Name))
                throw new CnnException($"unknown field '{property.Name}'; there are {string.Join(", ", s_known)}");
            if (!seen.Add(property.Name))
                throw new CnnException($"field '{property.Name}' stands there twice");
        }
        var kind = Choice("kind", RecipeKind.Image, ("ink", RecipeKind.Ink), ("image", RecipeKind.Image));
        var colors = Choice(
            "colors", kind == RecipeKind.Ink ? ColorOrder.Grey : ColorOrder.Rgb,
            ("grey", ColorOrder.Grey), ("rgb", ColorOrder.Rgb), ("bgr", ColorOrder.Bgr));
        if (kind == RecipeKind.Ink && colors != ColorOrder.Grey)
            throw new CnnException("field 'colors' must be \"grey\" where 'kind' is \"ink\"");
        var recipe = new Recipe
        {
            Kind = kind,
            Colors = colors,
            Layout = Choice("layout", ChannelLayout.Nchw, ("NCHW", ChannelLayout.Nchw), ("NHWC", ChannelLayout.Nhwc)),
            Scale = Number("scale", 1 / 255f),
            Crop = Number("crop", 1),
            Labels = Labels(labelsFile),
        };
        if (recipe.Crop is not (> 0 and <= 1))
            throw new CnnException($"field 'crop' is {recipe.Crop}; it lies above 0 and is at most 1");
        recipe = recipe with { Mean = Numbers("mean", recipe.Channels, 0), Std = Numbers("std", recipe.Channels, 1) };
        if (recipe.Std.Contains(0))
            throw new CnnException("field 'std' holds a 0, by which nothing can be divided");
        return recipe;
    }

    private T Choice<T>(string name, T otherwise, params ReadOnlySpan<(string Word, T Value)> choices)
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
        throw new CnnException($"field '{name}' is \"{text}\"; it may be {string.Join(" or ", words)}");
    }

    private float Number(string name, float otherwise) =>
        json.TryGetProperty(name, out var field) ? Number(name, field) : otherwise;

    private static float Number(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out float number) && float.IsFinite(number)
            ? number
            : throw new CnnException($"field '{name}' holds {value.ValueKind switch { JsonValueKind.Number => value.GetRawText(), var kind => kind.ToString() }}, which is no number that a float holds");

    private ImmutableArray<float> Numbers(string name, int channels, float otherwise)
    {
        if (!json.TryGetProperty(name, out var field))
            return [otherwise];
        if (field.ValueKind != JsonValueKind.Array)
            return [Number(name, field)];
        var numbers = field.EnumerateArray().Select(element => Number(name, element)).ToImmutableArray();
        return numbers.Length == 1 || numbers.Length == channels
            ? numbers
            : throw new CnnException($"field '{name}' has {numbers.Length} numbers for {channels} channels");
    }

    private ImmutableArray<string> Labels(Func<string, ImmutableArray<string>> labelsFile)
    {
        if (!json.TryGetProperty("labels", out var field))
            return [];
        if (field.ValueKind == JsonValueKind.String)
            return labelsFile(field.GetString()!);
        if (field.ValueKind != JsonValueKind.Array)
            throw new CnnException("field 'labels' is neither a list of names nor the name of a file with one a line");
        return
        [
            .. field.EnumerateArray().Select(label => label.ValueKind == JsonValueKind.String
                ? label.GetString()!
                : throw new CnnException($"field 'labels' holds {label.ValueKind}, which is no name")),
        ];
    }
}
