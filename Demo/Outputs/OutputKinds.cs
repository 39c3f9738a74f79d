using Cnn;
using Demo.Models;

namespace Demo.Outputs;

/// <summary>One kind of output.</summary>
/// <param name="Word">What <c>--output</c>, sidecars and logs call it.</param>
/// <param name="In">
/// Finds it among a model's outputs, or null: with <c>true</c> the person says that it is this kind, and whatever can be taken
/// for it is; else the shapes and operators must speak for it.
/// </param>
internal sealed record OutputKind(string Word, Func<ModelOutputs, bool, Output?> In);

/// <summary>The one list of what a model's output can be: an ONNX file does not say.</summary>
internal static class OutputKinds
{
    /// <summary>The first that recognises its own among the outputs is shown.</summary>
    public static IReadOnlyList<OutputKind> All { get; } =
    [
        new(BoxesOutput.Word, BoxesOutput.In),
        new(PointsOutput.Word, PointsOutput.In),
        new(FeaturesOutput.Word, FeaturesOutput.In),
        new(ClassesOutput.Word, ClassesOutput.In),
        new(ScoreOutput.Word, ScoreOutput.In),
        new(LabelsOutput.Word, LabelsOutput.In),
        new(MaskOutput.Word, MaskOutput.In),
        new(PictureOutput.Word, PictureOutput.In),
        new(MapsOutput.Word, MapsOutput.In),
    ];

    /// <summary>The kinds' words for errors: <c>"classes" or "score" …</c>.</summary>
    public static string Words { get; } = string.Join(" or ", All.Select(kind => $"\"{kind.Word}\""));

    /// <summary>What the recipe says that the output is, else the likeliest.</summary>
    /// <param name="file">The model's name, for errors.</param>
    /// <param name="outputs">Its outputs; the nodes that are to be read are made from them.</param>
    /// <param name="input">The picture that it takes.</param>
    /// <exception cref="CnnException">No output can be shown as the recipe says.</exception>
    public static Output Of(string file, IReadOnlyList<Node> outputs, PictureInput input)
    {
        var model = new ModelOutputs(file, outputs, input);
        if (input.Recipe.Output is not { } word)
            return All.Select(kind => kind.In(model, false)).First(output => output is not null)!;
        var asked = All.FirstOrDefault(kind => kind.Word.Equals(word, StringComparison.OrdinalIgnoreCase))
            ?? throw new CnnException($"{file}: the recipe's output is \"{word}\"; it may be {Words}");
        return asked.In(model, true) ?? throw new CnnException(
            $"{file}: no output can be shown as {asked.Word}; there {(outputs.Count == 1 ? "is" : "are")} "
            + string.Join(", ", outputs.Select(output => $"'{output.Name}' {output.Info}")));
    }
}
