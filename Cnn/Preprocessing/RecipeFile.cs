using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Cnn.Preprocessing;

/// <summary>Reads and writes the JSON file that stands beside a model.</summary>
public static class RecipeFile
{
    // Larger files are no sidecars; nothing is allocated for them.
    private const long MaxBytes = 16 << 20;

    /// <summary>
    /// Where the sidecar of a model lies: the same name with the ending <c>.json</c>; of a model that has this ending itself,
    /// with <c>.recipe.json</c>.
    /// </summary>
    public static string PathFor(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        bool taken = Path.GetExtension(model).Equals(".json", StringComparison.OrdinalIgnoreCase);
        return Path.ChangeExtension(model, taken ? ".recipe.json" : ".json");
    }

    /// <summary>
    /// The recipe of a model: its sidecar's where one lies beside it, else the likeliest for its input; with the fields
    /// replaced that flags name.
    /// </summary>
    /// <param name="model">The model's file.</param>
    /// <param name="input">The shape of the model's input.</param>
    /// <param name="flags">See <see cref="Override"/>.</param>
    /// <param name="refine">Makes the guess better by what else is known of the model; null: the input's shape is all.</param>
    /// <returns>The recipe, and whether it is a guess but for the flags.</returns>
    /// <exception cref="CnnException">Sidecar or flags make no sense, or without a sidecar the input is no picture.</exception>
    public static (Recipe Recipe, bool Guessed) For(
        string model, Shape input, IReadOnlyList<(string Field, string Text)> flags, Func<Recipe, Recipe>? refine = null)
    {
        string sidecar = PathFor(model);
        if (File.Exists(sidecar))
            return (Override(Read(sidecar), flags), false);
        // Where the channels are decides what they are guessed to hold.
        var layouts = flags.Where(f => f.Field == "layout");
        ChannelLayout? layout = layouts.Any() ? Override(new Recipe(), layouts).Layout : null;
        Recipe guess;
        try
        {
            guess = Recipe.Guess(input, layout);
        }
        catch (CnnException e)
        {
            throw new CnnException($"{model}: {e.Message}", e);
        }
        // What the flags say of the outputs helps, and of the picture it stands above what is usual.
        if (refine is not null)
            guess = refine(guess with { Decoding = Override(guess, flags).Decoding });
        return (Override(guess, flags), true);
    }

    /// <summary>Replaces fields by what the flags of a command line say; the checks are those of a sidecar's fields.</summary>
    /// <param name="recipe">What holds where no flag says otherwise.</param>
    /// <param name="flags">Fields, as a sidecar names them, and their texts; several numbers stand between commas.</param>
    /// <exception cref="CnnException">A value makes no sense; the message names the flag.</exception>
    public static Recipe Override(Recipe recipe, IEnumerable<(string Field, string Text)> flags)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(flags);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (var (field, text) in flags)
            {
                json.WritePropertyName(field);
                WriteFlag(json, field, text);
            }
            json.WriteEndObject();
        }
        using var document = JsonDocument.Parse(stream.ToArray());
        return new RecipeFields(document.RootElement, flags: true).Over(recipe, ReadLabels);
    }

    /// <summary>Reads a sidecar.</summary>
    /// <exception cref="CnnException">Missing, no JSON, or a field that makes no sense; the message names file and field.</exception>
    public static Recipe Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string text = ReadText(path);
        try
        {
            return Parse(text, labels => ReadLabelsBeside(path, labels));
        }
        catch (CnnException e) when (!e.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new CnnException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Reads class names, one a line.</summary>
    /// <exception cref="CnnException">The file cannot be read, or is a pipe or a device.</exception>
    public static ImmutableArray<string> ReadLabels(string path) =>
        [.. ReadText(path).TrimEnd().Split('\n').Select(line => Printable.Of(line.Trim()))];

    private static ImmutableArray<string> ReadLabelsBeside(string sidecar, string labels)
    {
        string path = InFolder.Find(Path.GetDirectoryName(sidecar) ?? "", labels)
            ?? throw new CnnException($"field 'labels' names '{labels}', which is not inside the model's folder");
        return ReadLabels(path);
    }

    /// <summary>Writes a sidecar; under its name there is always a whole file.</summary>
    /// <exception cref="CnnException">The file cannot be written.</exception>
    public static void Write(string path, Recipe recipe)
    {
        try
        {
            File.WriteAllText(path + ".tmp", Format(recipe));
            File.Move(path + ".tmp", path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CnnException($"{path} cannot be written: {e.Message}", e);
        }
    }

    /// <summary>The recipe as JSON, with every field of pictures; of decoding those that are set.</summary>
    public static string Format(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("kind", recipe.Kind == RecipeKind.Ink ? "ink" : "image");
            json.WriteString("layout", recipe.Layout == ChannelLayout.Nchw ? "NCHW" : "NHWC");
            json.WriteString("colors", recipe.Colors.ToString().ToLowerInvariant());
            json.WriteNumber("scale", recipe.Scale);
            WriteNumbers(json, "mean", recipe.Mean);
            WriteNumbers(json, "std", recipe.Std);
            if (recipe.Finder != InkFinder.Network)
                json.WriteString("finder", recipe.Finder.ToString().ToLowerInvariant());
            if (recipe.Fit != PictureFit.Crop)
                json.WriteString("fit", recipe.Fit.ToString().ToLowerInvariant());
            if (recipe.Fit == PictureFit.Letterbox)
                WriteNumbers(json, "bars", recipe.Bars);
            json.WriteNumber("crop", recipe.Crop);
            if (recipe.Output is { } output)
                json.WriteString("output", output);
            if (recipe.Of is { } of)
                json.WriteString("of", of);
            if (recipe.Margin > 0)
                json.WriteNumber("margin", recipe.Margin);
            DecoderFields.WriteList(json, "sizes", recipe.Sizes);
            DecoderFields.Write(json, recipe.Decoding);
            json.WriteStartArray("labels");
            foreach (string label in recipe.Labels)
                json.WriteStringValue(label);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>Reads a recipe from JSON text.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="labelsFile">Reads the file that <c>"labels": "name.txt"</c> names.</param>
    /// <exception cref="CnnException">No JSON, or a field that makes no sense; the message names the field.</exception>
    public static Recipe Parse(string text, Func<string, ImmutableArray<string>> labelsFile)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text,
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException e)
        {
            throw new CnnException($"not valid JSON: {e.Message}", e);
        }
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new CnnException($"a recipe is a JSON object, not {document.RootElement.ValueKind}");
            try
            {
                return new RecipeFields(document.RootElement).Over(new Recipe(), labelsFile);
            }
            // Half a surrogate pair, such as \ud800, is JSON but no text.
            catch (InvalidOperationException e)
            {
                throw new CnnException($"a text in it is none: {e.Message}", e);
            }
        }
    }

    private static void WriteFlag(Utf8JsonWriter json, string field, string text)
    {
        bool list = field is "mean" or "std" or "bars" && text.Contains(',');
        if (list)
            json.WriteStartArray();
        foreach (string part in list ? text.Split(',') : [text])
            // What is no number stays a text, which the checks then name.
            if (field is "scale" or "crop" or "mean" or "std" or "bars" or "threshold" or "overlap"
                && float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && float.IsFinite(number))
                json.WriteNumberValue(number);
            else
                json.WriteStringValue(part);
        if (list)
            json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ImmutableArray<float> values)
    {
        json.WriteStartArray(name);
        foreach (float value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private static string ReadText(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        FileKinds.RefuseEndless(path);
        try
        {
            using var file = File.OpenRead(path);
            // Some files have no length and no end.
            using var bytes = new MemoryStream();
            var block = new byte[1 << 16];
            for (int read; (read = file.Read(block)) > 0;)
            {
                bytes.Write(block, 0, read);
                if (bytes.Length > MaxBytes)
                    throw new CnnException($"{path} has more than {MaxBytes:N0} bytes, the most that a sidecar may have");
            }
            bytes.Position = 0;
            return new StreamReader(bytes).ReadToEnd();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CnnException($"{path} cannot be read: {e.Message}", e);
        }
    }
}
