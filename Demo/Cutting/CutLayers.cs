using Cnn;
using Cnn.Surgery;
using Demo.Ui;

namespace Demo.Cutting;

/// <summary>A layer of a model by the name that a person gives it.</summary>
/// <param name="Name">As in the window: <c>conv1</c>; of what is not shown there the node's own.</param>
/// <param name="Node">In the model.</param>
internal sealed record CutLayer(string Name, Node Node)
{
    /// <summary>What can be done to it.</summary>
    public CutKinds Kinds { get; } = LayerCuts.Of(Node);

    /// <summary>How its kernels lie in its weights; null where it has none that can be changed.</summary>
    public KernelLayout? Kernels => field ??= Kinds.HasFlag(CutKinds.Kernels) ? KernelLayout.Of(Node) : null;
}

/// <summary>The layers of a model that cuts may name, in the order of computation.</summary>
internal sealed class CutLayers
{
    private readonly Dictionary<Node, CutLayer> _byNode = [];
    private readonly Dictionary<Node, Node> _models = [];
    private readonly Dictionary<Node, Layer> _shown = [];

    public CutLayers(Network network)
    {
        Network = network;
        var layers = network.Layers.ToDictionary(layer => layer.Node);
        foreach (var node in network.Parts.Model.Nodes)
            if (!node.IsLeaf)
            {
                string name = node.Name;
                if (network.Parts.Placed.TryGetValue(node, out var placed) && layers.TryGetValue(placed, out var layer))
                {
                    name = layer.Name;
                    (_models[placed], _shown[node]) = (node, layer);
                }
                _byNode.Add(node, new CutLayer(name, node));
            }
        All = [.. _byNode.Values];
    }

    /// <summary>The network that they are of.</summary>
    public Network Network { get; }

    public IReadOnlyList<CutLayer> All { get; }

    /// <summary>The node of the model that a layer of the window is; null for the picture that enters.</summary>
    public Node? ModelOf(Layer layer) => _models.GetValueOrDefault(layer.Node);

    /// <summary>The layer of the window that a node of the model is; null where it is not shown.</summary>
    public Layer? LayerOf(Node node) => _shown.GetValueOrDefault(node);

    /// <summary>What is known of a node of the model that is no leaf.</summary>
    public CutLayer this[Node node] => _byNode[node];

    /// <summary>What a node of the model is called.</summary>
    public string NameOf(Node node) => _byNode.TryGetValue(node, out var layer) ? layer.Name : node.Name;

    /// <summary>The layer whose name a text begins with: as in the window, or the node's own.</summary>
    /// <param name="text">A name, perhaps with more behind a space.</param>
    /// <param name="rest">What follows it.</param>
    /// <exception cref="CnnException">There is none; the message says what there is.</exception>
    public CutLayer Find(string text, out string rest)
    {
        // Nodes' names may hold spaces, so the longest one that fits is meant.
        var (best, length) = ((CutLayer?)null, -1);
        foreach (var layer in All)
            foreach (string name in (string[])[layer.Name, layer.Node.Name])
                if (name.Length > length && Begins(text, name))
                    (best, length) = (layer, name.Length);
        rest = best is null ? "" : text[length..].Trim();
        return best ?? throw new CnnException($"there is no layer '{Printable.Of(text.Split(' ')[0])}'; "
            + $"{Network.Title} has {Names()} (operate --list says what can be done to each)");
    }

    private static bool Begins(string text, string name) => name.Length > 0 && text.StartsWith(name, StringComparison.OrdinalIgnoreCase)
        && (text.Length == name.Length || text[name.Length] == ' ');

    private string Names() => All.Count <= 12 ? string.Join(", ", All.Select(layer => layer.Name))
        : string.Join(", ", All.Take(8).Select(layer => layer.Name)) + $" … {All[^1].Name}";
}
