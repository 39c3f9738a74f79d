using Cnn;
using Cnn.Surgery;
using Demo.Ui;

namespace Demo.Cutting;

/// <summary>A layer of a model by the name that a person gives it.</summary>
/// <param name="Name">As in the window: <c>conv1</c>; of what is not shown there the node's own.</param>
/// <param name="Node">In the model.</param>
internal sealed record CutLayer(string Name, Node Node);

/// <summary>The layers of a model that cuts may name, in the order of computation.</summary>
internal sealed class CutLayers
{
    private readonly Dictionary<Node, CutLayer> _byNode = [];

    public CutLayers(Network network)
    {
        Network = network;
        var shown = network.Layers.ToDictionary(layer => layer.Node);
        foreach (var node in network.Parts.Model.Nodes)
            if (!node.IsLeaf)
                _byNode.Add(node, new CutLayer(
                    network.Parts.Placed.TryGetValue(node, out var placed) && shown.TryGetValue(placed, out var layer)
                        ? layer.Name : node.Name, node));
        All = [.. _byNode.Values];
    }

    /// <summary>The network that they are of.</summary>
    public Network Network { get; }

    public IReadOnlyList<CutLayer> All { get; }

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
