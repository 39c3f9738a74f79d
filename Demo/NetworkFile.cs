using Cnn;
using Cnn.Onnx;
using Cnn.Ops;
using Cnn.Preprocessing;
using Demo.Ui;

namespace Demo;

/// <summary>A model file opened for the window: the graph, its weights, and the recipe for the pictures that it takes.</summary>
internal sealed class NetworkFile
{
    private readonly OnnxModel _model;
    private readonly Graph _graph;
    private readonly Recipe _recipe;

    /// <summary>Opens a model with its sidecar, or with the likeliest recipe where there is none.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="labels">A file with class names, one a line, that replaces the sidecar's; null for none.</param>
    /// <exception cref="CnnException">A file cannot be read, or the model takes no picture.</exception>
    public NetworkFile(string path, string? labels)
    {
        Title = Path.GetFileName(path);
        _model = OnnxModel.Load(path);
        _graph = _model.Bind();
        if (_graph.Inputs.Length != 1)
            throw new CnnException($"{path} has {_graph.Inputs.Length} inputs; the window shows networks that take one picture");
        string sidecar = RecipeFile.PathFor(path);
        _recipe = File.Exists(sidecar) ? RecipeFile.Read(sidecar) : Recipe.Guess(_graph.Inputs[0].Shape);
        if (labels is not null)
            _recipe = _recipe with { Labels = RecipeFile.ReadLabels(labels) };
    }

    /// <summary>For people: the file's name.</summary>
    public string Title { get; }

    /// <summary>The network with the preprocessing in front that suits the source.</summary>
    /// <param name="drawn">Whether the frames are clean drawings, or else photos.</param>
    /// <exception cref="CnnException">The model's input is none that the recipe yields.</exception>
    public NetworkParts PartsFor(bool drawn)
    {
        var preprocessing = drawn ? InkPreprocessing.Drawing() : InkPreprocessing.Photo();
        var (whole, map) = preprocessing.Before(_graph, _graph.Inputs[0]);
        return new NetworkParts
        {
            Title = Title,
            Graph = whole,
            Variables = _model.Variables,
            Preprocessing = preprocessing,
            Scores = map[Scores(_graph)],
            Labels = _recipe.Labels,
        };
    }

    // The first output that is a list of scores; a softmax if there are several.
    private static Node Scores(Graph graph)
    {
        var lists = graph.Outputs.Where(o => o.Type == DataType.Float32 && o.Shape.Rank == 2).ToArray();
        return lists.FirstOrDefault(o => o.Op is Softmax) ?? lists.FirstOrDefault()
            ?? throw new CnnException($"the model has no output of class scores; its outputs are {string.Join(", ", graph.Outputs.Select(o => $"{o.Name} {o.Shape}"))}");
    }
}
