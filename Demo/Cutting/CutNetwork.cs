using System.Collections.Immutable;
using Cnn;
using Cnn.Ops;
using Cnn.Surgery;
using Demo.Models;
using Demo.Outputs;
using Demo.Ui;

namespace Demo.Cutting;

/// <summary>
/// The opened network and what cuts made of it, run as one graph on the same picture, with how far each layer's values are apart. The
/// opened network's nodes are the same ones as without it.
/// </summary>
internal sealed class CutNetwork
{
    private readonly Twin _twin;
    private readonly IReadOnlyDictionary<Node, Node> _map;
    private readonly Dictionary<Node, Node> _changes = [];
    private readonly Dictionary<Node, int> _places = [];

    /// <param name="opened">The opened network; the cuts are on nodes of its model.</param>
    /// <param name="operation">The cuts.</param>
    /// <param name="from">A node of the model: no cut that comes later is before it.</param>
    /// <param name="choices">The values of its switches; null: of its own.</param>
    /// <exception cref="CnnException">The changed outputs cannot be shown as the opened network's.</exception>
    public CutNetwork(NetworkParts opened, Operation operation, Node? from = null, int[]? choices = null)
    {
        Opened = opened;
        var variables = new VariableSet();
        variables.Write(opened.Variables.Published);
        _twin = new Twin(operation, variables, from);
        var (both, map) = GraphRewriter.Replace(_twin.Graph, opened.Placed);
        _map = map;
        Changed = OutputOf(opened, [.. _twin.ChangedOutputs.Select(node => map[node])]);
        Distances = Compare();
        Parts = opened with
        {
            Graph = new Graph(((Node[])
                [.. opened.Graph.Outputs, .. both.Outputs, .. Changed.Reads, .. _changes.Values, Distances]).Distinct()),
            Variables = variables,
            Choices = choices,
        };
    }

    /// <summary>The network that it is of.</summary>
    public NetworkParts Opened { get; }

    /// <summary>Both as one, for the pipeline; its output is the opened network's.</summary>
    public NetworkParts Parts { get; }

    /// <summary>What the changed network's output is.</summary>
    public Output Changed { get; }

    /// <summary>The cuts that it runs with.</summary>
    public Operation Operation => _twin.Operation;

    /// <summary>For each layer that may differ the length of its differences, then that of its values; else one 0.</summary>
    public Node Distances { get; }

    /// <summary>The changed value of a node of the model; null where that was removed.</summary>
    public Node? Of(Node node) => _twin.Of(node) is { } changed ? _map[changed] : null;

    /// <summary>What a node of the model yields more than without the cuts; null where nothing can differ or it was removed.</summary>
    public Node? ChangeOf(Node node) => Of(node) is null ? null : _changes.GetValueOrDefault(node);

    /// <summary>
    /// How far a layer's values are from the original's, relative to those: √(Σ(changed − original)² / Σ original²). 0 where nothing can
    /// differ, NaN where it was removed.
    /// </summary>
    /// <param name="node">A node of the model.</param>
    /// <param name="distances">The value of <see cref="Distances"/>.</param>
    public double Distance(Node node, Tensor distances)
    {
        if (Of(node) is null)
            return double.NaN;
        if (!_places.TryGetValue(node, out int place))
            return 0;
        float change = distances.Floats[place], whole = distances.Floats[place + 1];
        return change == 0 ? 0 : change / Math.Max(whole, float.Epsilon);
    }

    /// <summary>Whether cuts of a layer's numbers compile nothing.</summary>
    public bool Reaches(Node node) => _twin.Reaches(node);

    /// <summary>Takes over cuts that differ in numbers alone; else false, and nothing happens.</summary>
    public bool TryFollow(Operation operation) => _twin.TryFollow(operation);

    private Node Compare()
    {
        var lengths = new List<Node>();
        foreach (var node in Operation.Original.Nodes)
            if (!node.IsLeaf && node.Type == DataType.Float32 && Opened.Placed.TryGetValue(node, out var original)
                && Of(node) is { } changed && changed != original)
            {
                var change = _changes[node] = new Node(new Sub(), [changed, original], $"change of {node.Name}");
                _places[node] = lengths.Count;
                lengths.Add(Length(change));
                lengths.Add(Length(original));
            }
        return lengths.Count == 0 ? new Node(new Identity(), [new Node(new Constant(Tensor.Vector(0f)), "no change")], "distances")
            : new Node(new Concat(0), [.. lengths], "distances");
    }

    private static Node Length(Node node) => new(new Reshape([1]), [new Node(new ReduceL2(), [node])]);

    // As the opened network's, whatever the operators at its end are now.
    private static Output OutputOf(NetworkParts opened, ImmutableArray<Node> outputs)
    {
        var recipe = opened.Preprocessing.Recipe ?? throw new CnnException($"{opened.Title} takes no pictures");
        var output = OutputKinds.Of(opened.Title, outputs, new PictureInput(opened.Model.Inputs[0], recipe, Guessed: false));
        return output.Kind == opened.Output.Kind ? output : OutputKinds.Of(opened.Title, outputs,
            new PictureInput(opened.Model.Inputs[0], recipe with { Output = opened.Output.Kind }, Guessed: false));
    }
}
