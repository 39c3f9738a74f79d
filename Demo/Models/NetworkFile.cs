using System.Collections.Immutable;
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
    private readonly Func<ModelChoices?, bool, NetworkFile> _again;
    private readonly ModelChoices? _choices;

    /// <summary>Opens a model with its sidecar, or with the likeliest recipe where there is none.</summary>
    /// <param name="path">The model file, of any format that <see cref="ModelFormats"/> knows.</param>
    /// <param name="labels">A file with class names, one a line, that replaces the sidecar's; null for none.</param>
    /// <param name="choices">What the file leaves open, and how much it may ask for.</param>
    /// <param name="flags">Fields that replace the recipe's: see <see cref="RecipeFile.Override"/>.</param>
    /// <exception cref="CnnException">A file cannot be read, or the model takes no picture.</exception>
    public NetworkFile(string path, string? labels, ModelChoices? choices = null, IReadOnlyList<(string Field, string Text)>? flags = null)
    {
        (Title, FullPath) = (Path.GetFileName(path), Path.GetFullPath(path));
        (_choices, SizeIsChosen) = (choices, choices?.Bind.Shapes.Count > 0);
        _again = (changed, chosen) => new NetworkFile(path, labels, changed, flags) { Name = Name, SizeIsChosen = chosen };
        _model = choices?.Load(path) ?? ModelFormats.Load(path);
        _graph = OpenSizes.Bind(_model, choices?.Bind, out string note);
        Note = note;
        _input = PictureInput.Of(path, _graph, flags ?? []);
        if (labels is not null)
            _input = _input with { Recipe = _input.Recipe with { Labels = RecipeFile.ReadLabels(labels) } };
    }

    /// <summary>For people: the file's name.</summary>
    public string Title { get; }

    /// <summary>Where it lies.</summary>
    public string FullPath { get; }

    /// <summary>What a person calls it: unless given, the file's name.</summary>
    public string Name { get => field ?? Title; init; }

    /// <summary>What was assumed where the file leaves something open; else empty.</summary>
    public string Note { get; }

    /// <summary>What kind of picture it takes.</summary>
    public RecipeKind Kind => _input.Recipe.Kind;

    /// <summary>Sides of the square pictures that it can take, the largest first; empty where nothing is to be chosen.</summary>
    public ImmutableArray<int> Sizes => _input.Recipe.Sizes;

    /// <summary>The longer side of the picture that it takes, in pixels.</summary>
    public int Side => Math.Max(_input.Width, _input.Height);

    /// <summary>Whether a person said which size it is to take.</summary>
    public bool SizeIsChosen { get; private init; }

    /// <summary>The same model for square pictures of another size.</summary>
    /// <param name="side">Their side, in pixels.</param>
    /// <param name="chosen">Whether a person wants it so.</param>
    /// <exception cref="CnnException">The model does not take them.</exception>
    public NetworkFile At(int side, bool chosen)
    {
        var shape = _input.Recipe.Layout == ChannelLayout.Nhwc
            ? new Shape(1, side, side, _input.Node.Shape[3]) : new Shape(1, _input.Node.Shape[1], side, side);
        var choices = _choices ?? new ModelChoices(new BindOptions(), new ModelLimits(), []);
        var bind = choices.Bind with { Shapes = new Dictionary<string, Shape> { [_input.Node.Name] = shape } };
        return _again(choices with { Bind = bind }, chosen);
    }

    /// <summary>The network with the preprocessing in front that suits the source.</summary>
    /// <param name="drawn">Whether the frames are clean drawings, or else photos.</param>
    /// <exception cref="CnnException">
    /// The model's input is none that the recipe yields, or there are too few or too many labels.
    /// </exception>
    public NetworkParts PartsFor(bool drawn)
    {
        var recipe = _input.Recipe;
        bool searched = !drawn && recipe is { Kind: RecipeKind.Ink, Finder: InkFinder.Network };
        var finder = searched ? FinderFiles.Load() : null;
        var preprocessing = PreprocessingGraph.For(
            recipe, _input.Node.Shape, drawn ? InkSource.Drawing : InkSource.Photo, finder: finder);
        // A model of a fixed batch reads the likeliest digit alone.
        bool batches = _model.Inputs.First(i => i.Name == _input.Node.Name).Dims is [{ Length: null }, ..];
        Node? all = null;
        if (batches && preprocessing.Digits is { } digits
            && OutputKinds.Of(_model.File, [.. _graph.Outputs], _input) is ClassesOutput classes)
        {
            all = classes.Probabilities(OfAll(_graph.Outputs.IndexOf(classes.Node), digits));
            preprocessing = preprocessing.ReadBy(all);
        }
        var (whole, map) = preprocessing.Before(_graph, _input.Node);
        var output = OutputKinds.Of(_model.File, [.. _graph.Outputs.Select(node => map[node])], _input);
        if (all is not null)
            output = ((ClassesOutput)output).OfAll(preprocessing.Box!, all, recipe.Labels);
        if (recipe.Labels.Length > 0 && output.Classes is { } count && recipe.Labels.Length != count)
            throw new CnnException($"there are {recipe.Labels.Length} labels for the {count} classes of {_model.File}; "
                + "--labels takes a file with as many lines");
        // Maps are drawn with their channels in front.
        var seen = recipe.Layout == ChannelLayout.Nhwc
            ? new Node(new Transpose([0, 3, 1, 2]), [preprocessing.Output], "seen") : preprocessing.Output;
        return new NetworkParts
        {
            Title = Title,
            Name = Name,
            Model = _graph,
            Placed = map,
            Graph = new Graph([.. whole.Outputs.Union([.. output.Reads, seen, .. Some(preprocessing.Finding)])], whole.Updates),
            Variables = finder is null ? _model.Variables : FinderFiles.Join(_model.Variables, finder),
            Preprocessing = preprocessing,
            Seen = seen,
            Output = output,
            Finding = preprocessing.Finding,
        };
    }

    private static Node[] Some(Node? node) => node is null ? [] : [node];

    // An output for all digits at once: the model again, with a larger batch.
    private Node OfAll(int output, Node digits)
    {
        var batch = _model.Bind(new BindOptions
        {
            Shapes = new Dictionary<string, Shape> { [_input.Node.Name] = digits.Shape },
        });
        var weights = _graph.Variables.ToDictionary(node => node.Name);
        var same = batch.Variables.ToDictionary(node => node, node => weights[node.Name]);
        same.Add(batch.Inputs[0], digits);
        return GraphRewriter.Replace(batch, same).Graph.Outputs[output];
    }
}
