using System.Collections.Immutable;
using Cnn;
using Cnn.Ops;
using Cnn.Preprocessing;
using Demo.Outputs;

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

    /// <summary>What the model's output is, and what is read of it after a run.</summary>
    public required Output Output { get; init; }
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
            string own = node == parts.Output.Reads[0] ? parts.Output.LayerWord : "";
            string word = input ? "input" : own.Length > 0 ? own : Word(node.Op);
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

    public string Label(int index) => Parts.Output.Label(index);

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
