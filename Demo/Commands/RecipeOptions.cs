using System.CommandLine;
using Cnn;
using Cnn.Detection;
using Cnn.Preprocessing;
using Demo.Outputs;

namespace Demo.Commands;

/// <summary>The options that replace single fields of a model's recipe, be it the sidecar's or the guess.</summary>
/// <param name="output">Whether the verb shows the output, and so takes <c>--output</c>.</param>
internal sealed class RecipeOptions(bool output = true)
{
    private const string OutputField = "output";

    private static readonly string Shown = $"What the output is shown as: {string.Join(", ", OutputKinds.All.Select(kind => kind.Word))}";

    private readonly Option<string?>[] _options =
    [
        Field("kind", "What the model was trained on: ink or image; like the flags after it, instead of the sidecar or the guess"),
        Field("layout", "The order of the input's axes: NCHW or NHWC"),
        Field("colors", "What the channels hold: rgb, bgr, grey, or red, green or blue alone"),
        Field("scale", "What a channel's value 0 … 255 is multiplied by first, such as 0.00392"),
        Field("mean", "What is then subtracted: one number or one for each channel, such as 0.485,0.456,0.406"),
        Field("std", "What is divided by at the end: one number or one for each channel"),
        Field("fit", "How the picture comes into the input's proportions: crop, letterbox or stretch"),
        Field("bars", "The colour of a letterboxed picture's bars, 0 … 255: one number, or red,green,blue"),
        Field("crop", "The side of the centre square that is used, relative to the shorter side: above 0, at most 1"),
        Finder(),
        .. output
            ?
            [
                Field(OutputField, Shown),
                Field("decoder", $"What makes boxes or points of the outputs: {string.Join(", ", Decoders.Names)}"),
                Field("threshold", "The lowest score of boxes and points that are shown, 0 … 1"),
                Field("overlap", "How much two boxes of a class may share, 0 … 1, before the worse one goes"),
            ]
            : Array.Empty<Option<string?>>(),
    ];

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in _options)
            command.Add(option);
    }

    /// <summary>What was given, for <see cref="RecipeFile.Override"/>.</summary>
    /// <exception cref="CnnException">There is no such kind of output.</exception>
    public IReadOnlyList<(string Field, string Text)> Read(ParseResult parsed)
    {
        var fields = new List<(string Field, string Text)>();
        foreach (var option in _options)
            if (parsed.GetValue(option) is { } text)
                fields.Add((option.Name[2..], text));
        foreach (var (field, text) in fields)
            if (field == OutputField && !OutputKinds.All.Any(kind => kind.Word.Equals(text, StringComparison.OrdinalIgnoreCase)))
                throw new CnnException($"--{OutputField} is \"{text}\"; it may be {OutputKinds.Words}");
        return fields;
    }

    /// <summary>The option that says what looks for digits, for verbs that take no others.</summary>
    public static Option<string?> Finder() => Field("finder", "What looks for digits on a photo: network (for all) or rules (for one)");

    private static Option<string?> Field(string name, string description) => new($"--{name}") { Description = description };
}
