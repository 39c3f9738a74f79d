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
        _recipe = RecipeFile.Override(RecipeFile.For(path, _graph.Inputs[0].Shape).Recipe, flags ?? []);
        if (labels is not null)
            _recipe = _recipe with { Labels = RecipeFile.ReadLabels(labels) };
    }

    /// <summary>For people: the file's name.</summary>
    public string Title { get; }

    /// <summary>The network with the preprocessing in front that suits the source.</summary>
    /// <param name="drawn">Whether the frames are clean drawings, or else photos.</param>
    /// <exception cref="CnnException">The model's input is none that the recipe yields, or it has no list of classes.</exception>
    public NetworkParts PartsFor(bool drawn)
    {
        var preprocessing = PreprocessingGraph.For(_recipe, _graph.Inputs[0].Shape, drawn ? InkSource.Drawing : InkSource.Photo);
        var (whole, map) = preprocessing.Before(_graph, _graph.Inputs[0]);
        var scores = map[Scores(_graph)];
        if (_recipe.Labels.Length > 0 && _recipe.Labels.Length != scores.Shape.Count)
            throw new CnnException($"there are {_recipe.Labels.Length} labels for the {scores.Shape.Count} classes of {_model.File}; --labels takes a file with as many lines");
        if (!EndsInSoftmax(scores))
        {
            scores = new Node(new Softmax(Axis: 1), [scores], "probabilities");
            whole = new Graph([.. whole.Outputs, scores], whole.Updates);
        }
        return new NetworkParts
        {
            Title = Title,
            Graph = whole,
            Variables = _model.Variables,
            Preprocessing = preprocessing,
            Scores = scores,
            Labels = _recipe.Labels,
        };
    }

    // The first output that is a list of scores, 1×K or 1×K×1×1; a softmax if there are several.
    private static Node Scores(Graph graph)
    {
        var lists = graph.Outputs.Where(o => o.Type == DataType.Float32 && o.Shape.Rank >= 2 && o.Shape[1] == o.Shape.Count).ToArray();
        return lists.FirstOrDefault(EndsInSoftmax) ?? lists.FirstOrDefault()
            ?? throw new CnnException($"the model has no output of class scores; its outputs are {string.Join(", ", graph.Outputs.Select(o => $"{o.Name} {o.Shape}"))}");
    }

    // Whether the scores are probabilities already, perhaps in another shape.
    private static bool EndsInSoftmax(Node node)
    {
        while (node.Op is Identity or Reshape or Flatten)
            node = node.Inputs[0];
        return node.Op is Softmax;
    }
}
