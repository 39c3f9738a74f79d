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

    /// <summary>What a person calls it: unless given, the title.</summary>
    public string Name { get => field ?? Title; init; }

    /// <summary>The preprocessing and the model.</summary>
    public required Graph Graph { get; init; }

    /// <summary>The model as it is in its file.</summary>
    public required Graph Model { get; init; }

    /// <summary>Which node of the graph each node of the model is; empty where nobody asks.</summary>
    public IReadOnlyDictionary<Node, Node> Placed { get; init; } = ImmutableDictionary<Node, Node>.Empty;

    public required VariableSet Variables { get; init; }

    /// <summary>The part of the graph from the frame to what the model proper reads.</summary>
    public required PreprocessingGraph Preprocessing { get; init; }

    /// <summary>What the model proper reads, 1×C×H×W, to be looked at.</summary>
    public required Node Seen { get; init; }

    /// <summary>What the model's output is, and what is read of it after a run.</summary>
    public required Output Output { get; init; }

    /// <summary>
    /// Where digits are, 1×1×H×W over the square that holds the whole frame from its top left; null where no network looks.
    /// </summary>
    public Node? Finding { get; init; }

    /// <summary>The switches' values, where they are those of another network; null for values of its own.</summary>
    public int[]? Choices { get; init; }

    /// <summary>The inputs beside the frame and the switches; a run sees the values that they have when it begins.</summary>
    public ImmutableArray<Dial> Dials { get; init; } = [];
}

/// <summary>A network as it is shown: its layers and what they are computed from.</summary>
internal sealed class Network
{
    private readonly Dictionary<Node, Layer> _byNode = [];
    private readonly Node? _output;
    private readonly HashSet<Node> _behindOutput;
    private readonly Dictionary<Node, int> _owners;
    private readonly HashSet<Layer> _classLayers;
    // Asked for in every frame: the last answers, without and with the count.
    private readonly (Layer? Layer, int Channel, string Text)[] _unit = new (Layer?, int, string)[2];

    public Network(NetworkParts parts)
    {
        Parts = parts;
        _output = parts.Output.LayerWord.Length > 0 ? parts.Output.Reads[0] : null;
        _behindOutput = [.. BehindOutput(_output)];
        Choices = parts.Choices ?? [.. parts.Preprocessing.Switches.Select(s => s.Default)];
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
            string word = input ? "input" : node == _output ? parts.Output.LayerWord : Word(node.Op);
            counts[word] = counts.GetValueOrDefault(word) + 1;
            var layer = new Layer(layers.Count, input ? parts.Seen : node, word, counts[word], below);
            _byNode[node] = layer;
            layers.Add(layer);
        }
        if (layers.Count < 2)
            throw new CnnException($"{parts.Title}: no layer follows the picture; there is nothing to watch");
        Layers = layers.ToImmutable();
        foreach (var layer in Layers)
            layer.NameAmong(counts);
        (LayerCount, ParameterCount) = (parts.Model.LayerCount, parts.Model.ParameterCount);
        Work = parts.Graph.Nodes.Sum(n => n.IsLeaf ? 0 : n.MultiplyAccumulates);
        _owners = Owners();
        _classLayers = [.. ClassLayers()];
        ClassLayer = _classLayers.MaxBy(layer => layer.Index);
    }

    public NetworkParts Parts { get; }

    public ImmutableArray<Switch> Switches => Parts.Preprocessing.Switches;

    /// <summary>The value of each switch that the next run will see.</summary>
    public int[] Choices { get; }

    public string Title => Parts.Title;

    /// <summary>How many layers and learnt numbers the model has, as <c>inspect</c> counts them.</summary>
    public int LayerCount { get; }

    public long ParameterCount { get; }

    /// <summary>The picture that enters, then every layer in the order of computation.</summary>
    public ImmutableArray<Layer> Layers { get; }

    /// <summary>Multiply-accumulates of one run.</summary>
    public long Work { get; }

    /// <summary>The layer whose numbers are the classes' scores; null where the output is something else.</summary>
    public Layer? ClassLayer { get; }

    /// <summary>Whether a layer's numbers are the classes' scores, before or behind the softmax.</summary>
    public bool IsOfClasses(Layer layer) => _classLayers.Contains(layer);

    /// <summary>Whether its classes are the ten digits.</summary>
    public bool ReadsDigits => Parts.Output.Classes == 10 && Label(0) == "0" && Label(9) == "9";

    public string Label(int index) => Parts.Output.Label(index);

    /// <summary>What a map or number of a layer is called: <c>map 3</c>, <c>unit 12</c>, or of scores the class.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="channel">Which one, from 0.</param>
    /// <param name="counted">Whether it says how many there are.</param>
    public string UnitText(Layer layer, int channel, bool counted = false)
    {
        ref var last = ref _unit[counted ? 1 : 0];
        if (last.Layer != layer || last.Channel != channel)
            last = (layer, channel, UnitTextOf(layer, channel, counted));
        return last.Text;
    }

    private string UnitTextOf(Layer layer, int channel, bool counted)
    {
        if (IsOfClasses(layer))
        {
            string label = Label(channel);
            return label.Length == 0 ? $"class {channel}" : label.All(char.IsAsciiDigit) ? $"class {label}" : label;
        }
        string word = layer.IsVector ? "unit" : layer.Index == 0 ? "channel" : "map";
        return counted ? $"{word} {channel + 1} of {layer.Channels}" : $"{word} {channel + 1}";
    }

    /// <summary>The weights of a layer: an input's value, if it is fixed or learnt.</summary>
    public Tensor? WeightOf(Node node) => node.Op switch
    {
        Variable => Parts.Variables[node.Name],
        Constant constant => constant.Value,
        _ => null,
    };

    /// <summary>
    /// The layer that a node's time is told with: its own; for what prepares the picture layer 0; for what is not shown the layer
    /// that reads it, at the end the last one. So the layers' times add up to the run's.
    /// </summary>
    public int LayerOf(Node node) => _owners.GetValueOrDefault(node, Layers.Length - 1);

    /// <summary>
    /// The cell that a value of an output is: of the last layer on the way to it that holds maps of the picture. Null where there is none.
    /// </summary>
    public MapCell? CellOf(ValuePlace value)
    {
        for (ValuePlace? place = value; place is var (node, index); place = place.Value.Source)
            if (node.Shape.Rank == 4 && _byNode.TryGetValue(node, out var layer) && !layer.IsVector && IsOfPicture(layer))
            {
                var (channel, cell) = Math.DivRem(index, layer.Rows * layer.Columns);
                return new MapCell(layer, channel, cell % layer.Columns, cell / layer.Columns);
            }
        return null;
    }

    // In the picture's proportions, within a cell: what has its channels last has other ones.
    private bool IsOfPicture(Layer layer) =>
        Math.Abs((long)layer.Rows * Layers[0].Columns - (long)layer.Columns * Layers[0].Rows) <= Layers[0].Rows + Layers[0].Columns;

    /// <summary>How many learnt numbers a layer reads.</summary>
    public long WeightsOf(Layer layer)
    {
        long weights = 0;
        foreach (var input in layer.Node.Inputs)
            if (layer.Index > 0 && input.Op is Variable)
                weights += input.Shape.Count;
        return weights;
    }

    // Operators that only rename or reorder what the layer before holds would show the same picture again.
    private bool IsShown(Node node) => !node.IsLeaf && node.Shape is { Rank: >= 2, Count: > 0 } && !_behindOutput.Contains(node)
        && (node == _output || !OnlyReorders(node));

    private static bool OnlyReorders(Node node) => node.Op is Flatten or Reshape or Identity or Cast or Cnn.Ops.Transpose;

    // The output's layer, where it has a word of its own, stands for the node whose values it only reorders.
    private static IEnumerable<Node> BehindOutput(Node? output)
    {
        for (var node = output; node is not null && OnlyReorders(node);)
            yield return node = node.Inputs[0];
    }

    // The layer that the probabilities are read from, and those before it whose numbers are the same classes'.
    private IEnumerable<Layer> ClassLayers()
    {
        var layer = Layers[LayerOf(Parts.Output.Reads[0])];
        while (layer is { Index: > 0, IsVector: true } && layer.Channels == Parts.Output.Classes)
        {
            yield return layer;
            layer = layer.Node.Op is Softmax or Sigmoid or LogSoftmax && layer.Inputs is [var below] ? below : Layers[0];
        }
    }

    private Dictionary<Node, int> Owners()
    {
        var owners = new Dictionary<Node, int> { [Parts.Seen] = 0 };
        // From the output on, so that of several readers the first one counts.
        foreach (var node in Parts.Graph.Nodes.Reverse())
        {
            int owner = _byNode.TryGetValue(node, out var layer) ? layer.Index : owners.GetValueOrDefault(node, Layers.Length - 1);
            owners[node] = owner;
            foreach (var input in node.Inputs)
                owners[input] = owner;
        }
        return owners;
    }

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
