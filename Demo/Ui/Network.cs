using System.Collections.Immutable;
using Cnn;
using Cnn.Ops;
using Cnn.Preprocessing;

namespace Demo.Ui;

/// <summary>What is put together before a window opens: preprocessing and model as one graph, and what its parts are called.</summary>
internal sealed record NetworkParts
{
    /// <summary>For people: the model's file name.</summary>
    public required string Title { get; init; }

    public required Graph Graph { get; init; }

    public required VariableSet Variables { get; init; }

    /// <summary>The part of the graph from the frame to what the model proper reads.</summary>
    public required PreprocessingGraph Preprocessing { get; init; }

    /// <summary>What the model proper reads, 1×C×H×W, to be looked at.</summary>
    public required Node Seen { get; init; }

    /// <summary>What the model's output is.</summary>
    public OutputKind Kind { get; init; }

    /// <summary>
    /// The node that is read after a run, floats. Classes: their probabilities, 1×K, perhaps with more axes of length 1.
    /// Labels: the class number of each pixel, 1×1×H×W. Else the output itself.
    /// </summary>
    public required Node Scores { get; init; }

    /// <summary>The shape that the model gives its output.</summary>
    public Shape OutputShape { get; init; }

    /// <summary>For people: the kind and the shape of the output.</summary>
    public string OutputText => field ??= $"{KindName} {OutputShape}";

    /// <summary>The kind's name in a log.</summary>
    public string KindName => Kind.ToString().ToLowerInvariant();

    /// <summary>The class names in output order; a class beyond them is called by its number.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>The name of a class; empty for −1, no class.</summary>
    public string Label(int index) => index < 0 ? "" : index < Labels.Length ? Labels[index] : index.ToString();
}

/// <summary>A network as it is shown: its layers and what they are computed from.</summary>
internal sealed class Network
{
    private readonly Dictionary<Node, Layer> _byNode = [];

    public Network(NetworkParts parts)
    {
        Parts = parts;
        Choices = [.. parts.Preprocessing.Switches.Select(s => s.Default)];
        var layers = ImmutableArray.CreateBuilder<Layer>();
        var counts = new Dictionary<string, int>();
        foreach (var node in parts.Graph.Nodes)
        {
            bool input = node == parts.Preprocessing.Output;
            if (!input && (layers.Count == 0 || !IsShown(node)))
                continue;
            var below = input ? [] : Below(node);
            if (!input && below.IsEmpty)
                continue;
            string word = input ? "input" : node == parts.Scores && parts.Kind == OutputKind.Labels ? "labels" : Word(node.Op);
            counts[word] = counts.GetValueOrDefault(word) + 1;
            var layer = new Layer(layers.Count, input ? parts.Seen : node, word, counts[word], below);
            _byNode[node] = layer;
            layers.Add(layer);
        }
        Layers = layers.ToImmutable();
        foreach (var layer in Layers)
            layer.NameAmong(counts);
        Work = parts.Graph.Nodes.Sum(n => n.IsLeaf ? 0 : n.MultiplyAccumulates);
        Weights = parts.Graph.Nodes.Where(n => n.IsLeaf && n.Op is not Input && n.Type == DataType.Float32 && Feeds(n)).Sum(n => n.Shape.Count);
    }

    public NetworkParts Parts { get; }

    public ImmutableArray<Switch> Switches => Parts.Preprocessing.Switches;

    /// <summary>The value of each switch that the next run will see.</summary>
    public int[] Choices { get; }

    public string Title => Parts.Title;

    /// <summary>The picture that enters, then every layer in the order of computation.</summary>
    public ImmutableArray<Layer> Layers { get; }

    /// <summary>How many numbers were learnt.</summary>
    public long Weights { get; }

    /// <summary>Multiply-accumulates of one run.</summary>
    public long Work { get; }

    public string Label(int index) => Parts.Label(index);

    /// <summary>The weights of a layer: an input's value, if it is fixed or learnt.</summary>
    public Tensor? WeightOf(Node node) => node.Op switch
    {
        Variable => Parts.Variables[node.Name],
        Constant constant => constant.Value,
        _ => null,
    };

    // Operators that only rename or reorder what the layer before holds would show the same picture again.
    private static bool IsShown(Node node) => !node.IsLeaf && node.Type == DataType.Float32 && node.Shape.Rank >= 2
        && node.Op is not (Flatten or Reshape or Identity or Cnn.Ops.Transpose);

    private bool Feeds(Node weight) => Layers.Any(l => l.Index > 0 && l.Node.Inputs.Contains(weight));

    // The shown layers that a node reads, through those that are not shown.
    private ImmutableArray<Layer> Below(Node node)
    {
        var found = ImmutableArray.CreateBuilder<Layer>();
        var open = new Stack<Node>(node.Inputs.Reverse());
        while (open.TryPop(out var input))
            if (_byNode.TryGetValue(input, out var layer))
                found.Add(layer);
            else if (!input.IsLeaf && !IsShown(input))
                foreach (var further in input.Inputs)
                    open.Push(further);
        return found.ToImmutable();
    }

    private static string Word(Op op) => op switch
    {
        Gemm => "fc",
        AveragePool => "avgpool",
        GlobalAveragePool => "global avg",
        BatchNormalization => "batchnorm",
        _ => op.Name.ToLowerInvariant(),
    };
}
