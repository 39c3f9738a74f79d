using Cnn;
using Cnn.Onnx;
using Cnn.Ops;
using Cnn.Preprocessing;
using Demo.Ui;

namespace Demo;

/// <summary>A model file opened for pictures: the graph, its weights, and the recipe for the pictures that it takes.</summary>
internal sealed class NetworkFile
{
    private readonly OnnxModel _model;
    private readonly Graph _graph;
    private readonly Recipe _recipe;

    /// <summary>Opens a model with its sidecar, or with the likeliest recipe where there is none.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="labels">A file with class names, one a line, that replaces the sidecar's; null for none.</param>
    /// <param name="options">What the file leaves open.</param>
    /// <param name="flags">Fields that replace the recipe's: see <see cref="RecipeFile.Override"/>.</param>
    /// <exception cref="CnnException">A file cannot be read, or the model takes no picture.</exception>
    public NetworkFile(string path, string? labels, BindOptions? options = null, IReadOnlyList<(string Field, string Text)>? flags = null)
    {
        Title = Path.GetFileName(path);
        _model = OnnxModel.Load(path);
        _graph = _model.Bind(options);
        if (_graph.Inputs.Length != 1)
            throw new CnnException($"{path} has {_graph.Inputs.Length} inputs; a network that takes one picture is needed");
        TakesPicture(path, _graph.Inputs[0]);
        _recipe = RecipeFile.Override(RecipeFile.For(path, _graph.Inputs[0].Shape).Recipe, flags ?? []);
        if (labels is not null)
            _recipe = _recipe with { Labels = RecipeFile.ReadLabels(labels) };
    }

    /// <summary>For people: the file's name.</summary>
    public string Title { get; }

    /// <summary>The network with the preprocessing in front that suits the source.</summary>
    /// <param name="drawn">Whether the frames are clean drawings, or else photos.</param>
    /// <exception cref="CnnException">The model's input is none that the recipe yields, or there are too few or too many labels.</exception>
    public NetworkParts PartsFor(bool drawn)
    {
        var preprocessing = PreprocessingGraph.For(_recipe, _graph.Inputs[0].Shape, drawn ? InkSource.Drawing : InkSource.Photo);
        var (whole, map) = preprocessing.Before(_graph, _graph.Inputs[0]);
        var (output, kind) = Shown(_graph);
        // Numbers of classes that lie in the file itself have no count.
        int classes = kind == OutputKind.Classes || (kind == OutputKind.Labels && output.Type == DataType.Float32) ? output.Shape[1] : _recipe.Labels.Length;
        if (_recipe.Labels.Length > 0 && kind is OutputKind.Classes or OutputKind.Labels && _recipe.Labels.Length != classes)
            throw new CnnException($"there are {_recipe.Labels.Length} labels for the {classes} classes of {_model.File}; --labels takes a file with as many lines");
        var scores = ToRead(map[output], kind);
        if (scores != map[output])
            whole = new Graph([.. whole.Outputs, scores], whole.Updates);
        return new NetworkParts
        {
            Title = Title,
            Graph = whole,
            Variables = _model.Variables,
            Preprocessing = preprocessing,
            Kind = kind,
            Scores = scores,
            OutputShape = output.Shape,
            Labels = _recipe.Labels,
        };
    }

    // A list of class scores if there is one, a softmax first; else a picture or labels; else the first output.
    private static (Node Output, OutputKind Kind) Shown(Graph graph)
    {
        var input = graph.Inputs[0].Shape;
        int rows = input[1] is 1 or 3 ? 2 : 1;
        var outputs = graph.Outputs.Select(o => (Node: o, Kind: Outputs.KindOf(o.Info, input[rows], input[rows + 1]))).ToArray();
        return outputs.OrderBy(o => o.Kind switch
        {
            OutputKind.Classes => EndsInSoftmax(o.Node) ? 0 : 1,
            OutputKind.Maps => 3,
            _ => 2,
        }).First();
    }

    // What a run is read from: probabilities, class numbers, or the output itself, as floats so that every backend draws it.
    private static Node ToRead(Node output, OutputKind kind)
    {
        if (kind == OutputKind.Classes)
            return EndsInSoftmax(output) ? output : new Node(new Softmax(Axis: 1), [output], "probabilities");
        if (kind == OutputKind.Labels)
            output = output.Type == DataType.Float32
                ? new Node(new ArgMax(1, KeepDims: true, SelectLast: false), [output], "class")
                : new Node(new Reshape([1, 1, output.Shape[output.Shape.Rank - 2], output.Shape[output.Shape.Rank - 1]]), [output], "class");
        return output.Type == DataType.Float32 ? output : new Node(new Cast(DataType.Float32), [output], "shown");
    }

    // Whether the scores are probabilities already, perhaps in another shape.
    private static bool EndsInSoftmax(Node node)
    {
        while (node.Op is Identity or Reshape or Flatten)
            node = node.Inputs[0];
        return node.Op is Softmax;
    }

    private static void TakesPicture(string path, Node input)
    {
        var shape = input.Shape;
        if (shape.Rank != 4 || (shape[1] is not (1 or 3) && shape[3] is not (1 or 3)))
            throw new CnnException($"{path}: the input '{input.Name}' is {shape}; a picture of 1 or 3 channels is needed, [1,C,H,W] or [1,H,W,C]");
    }
}
