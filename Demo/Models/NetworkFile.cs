using Cnn;
using Cnn.Models;
using Cnn.Ops;
using Cnn.Preprocessing;
using Demo.Outputs;
using Demo.Ui;

namespace Demo.Models;

/// <summary>A model file opened for pictures: the graph, its weights, and the recipe for the pictures that it takes.</summary>
internal sealed class NetworkFile
{
    private readonly ModelFile _model;
    private readonly Graph _graph;
    private readonly PictureInput _input;

    /// <summary>Opens a model with its sidecar, or with the likeliest recipe where there is none.</summary>
    /// <param name="path">The model file, of any format that <see cref="ModelFormats"/> knows.</param>
    /// <param name="labels">A file with class names, one a line, that replaces the sidecar's; null for none.</param>
    /// <param name="choices">What the file leaves open, and how much it may ask for.</param>
    /// <param name="flags">Fields that replace the recipe's: see <see cref="RecipeFile.Override"/>.</param>
    /// <exception cref="CnnException">A file cannot be read, or the model takes no picture.</exception>
    public NetworkFile(string path, string? labels, ModelChoices? choices = null, IReadOnlyList<(string Field, string Text)>? flags = null)
    {
        Title = Path.GetFileName(path);
        _model = choices?.Load(path) ?? ModelFormats.Load(path);
        _graph = OpenSizes.Bind(_model, choices?.Bind, out string note);
        Note = note;
        _input = PictureInput.Of(path, _graph, flags ?? []);
        if (labels is not null)
            _input = _input with { Recipe = _input.Recipe with { Labels = RecipeFile.ReadLabels(labels) } };
    }

    /// <summary>For people: the file's name.</summary>
    public string Title { get; }

    /// <summary>What a person calls it: unless given, the file's name.</summary>
    public string Name { get => field ?? Title; init; }

    /// <summary>What was assumed where the file leaves something open; else empty.</summary>
    public string Note { get; }

    /// <summary>The network with the preprocessing in front that suits the source.</summary>
    /// <param name="drawn">Whether the frames are clean drawings, or else photos.</param>
    /// <exception cref="CnnException">
    /// The model's input is none that the recipe yields, or there are too few or too many labels.
    /// </exception>
    public NetworkParts PartsFor(bool drawn)
    {
        var recipe = _input.Recipe;
        var preprocessing = PreprocessingGraph.For(recipe, _input.Node.Shape, drawn ? InkSource.Drawing : InkSource.Photo);
        var (whole, map) = preprocessing.Before(_graph, _input.Node);
        var output = OutputKinds.Of(_model.File, [.. _graph.Outputs.Select(node => map[node])], _input);
        if (recipe.Labels.Length > 0 && output.Classes is { } classes && recipe.Labels.Length != classes)
            throw new CnnException($"there are {recipe.Labels.Length} labels for the {classes} classes of {_model.File}; "
                + "--labels takes a file with as many lines");
        // Maps are drawn with their channels in front.
        var seen = recipe.Layout == ChannelLayout.Nhwc
            ? new Node(new Transpose([0, 3, 1, 2]), [preprocessing.Output], "seen") : preprocessing.Output;
        return new NetworkParts
        {
            Title = Title,
            Name = Name,
            Model = _graph,
            Graph = new Graph([.. whole.Outputs.Union([.. output.Reads, seen])], whole.Updates),
            Variables = _model.Variables,
            Preprocessing = preprocessing,
            Seen = seen,
            Output = output,
        };
    }
}
