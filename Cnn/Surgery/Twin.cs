using System.Collections.Immutable;
using Cnn.Ops;

namespace Cnn.Surgery;

/// <summary>
/// A network and what cuts have made of it as one graph, to run both at once: what lies before all that may be cut is the same nodes,
/// computed once. From there on the changed network reads weights of its own, as Variables. So another cut that only changes numbers
/// is published (<see cref="TryFollow"/>) and compiles nothing.
/// </summary>
public sealed class Twin
{
    private readonly VariableSet _variables;
    private readonly Graph _changed;
    private readonly int _from;
    private Branch _branch;
    private IReadOnlyDictionary<Node, Node> _same;

    private sealed record Branch(
        Operation Operation, Graph Graph, IReadOnlyDictionary<Node, Node> Map, IReadOnlyList<(string Name, Tensor Value)> Numbers);

    /// <summary>Puts both side by side.</summary>
    /// <param name="operation">The cuts.</param>
    /// <param name="variables">
    /// The set that sessions of <see cref="Graph"/> are compiled with: it has the original's weights already, and gets the changed ones
    /// under names of their own.
    /// </param>
    /// <param name="from">
    /// A node of the original: from it on, in the order of computation, the changed network is computed apart; null: from the first. A
    /// layer that was cut before it comes first.
    /// </param>
    public Twin(Operation operation, VariableSet variables, Node? from = null)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(variables);
        _variables = variables;
        var nodes = operation.Original.Nodes;
        _from = operation.Cuts.Select(cut => nodes.IndexOf(cut.Layer)).Append(from is null ? 0 : nodes.IndexOf(from)).Min();
        _branch = Make(operation);
        _changed = _branch.Graph;
        _same = _changed.Nodes.ToDictionary(node => node);
        Graph = new Graph(operation.Original.Outputs.Concat(_changed.Outputs).Distinct());
        Publish(_branch.Numbers);
    }

    /// <summary>Both networks: the outputs of the original, then those of the changed one.</summary>
    public Graph Graph { get; }

    /// <summary>The changed network's outputs, in the order of the original's.</summary>
    public ImmutableArray<Node> ChangedOutputs => _changed.Outputs;

    /// <summary>The cuts that <see cref="Graph"/> has now.</summary>
    public Operation Operation => _branch.Operation;

    /// <summary>The node of <see cref="Graph"/> that yields the changed value of a layer; null where it was removed.</summary>
    public Node? Of(Node original) =>
        Operation.Of(original) is { } cut && _branch.Map.TryGetValue(cut, out var node) ? _same.GetValueOrDefault(node) : null;

    /// <summary>Whether cuts that change a layer's numbers alone need no other graph.</summary>
    public bool Reaches(Node original) => Operation.Original.Nodes.IndexOf(original) >= _from;

    /// <summary>Takes over other cuts, if they differ from these in numbers of weights alone: those are published.</summary>
    /// <param name="operation">Cuts into the same network.</param>
    /// <returns>Whether that was so; else nothing has happened, and another Twin is needed.</returns>
    public bool TryFollow(Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (operation == Operation)
            return true;
        if (operation.Original != Operation.Original || operation.Cuts.Any(cut => !Reaches(cut.Layer)))
            return false;
        var next = Make(operation);
        if (Match(next.Graph) is not { } same)
            return false;
        var old = _branch.Numbers.ToDictionary(number => number.Name, number => number.Value);
        (_branch, _same) = (next, same);
        Publish(next.Numbers.Where(number => old[number.Name] != number.Value));
        return true;
    }

    private void Publish(IEnumerable<(string Name, Tensor Value)> numbers)
    {
        var values = numbers.Select(number => KeyValuePair.Create(number.Name, number.Value)).ToArray();
        if (values.Length > 0)
            _variables.Write(Weights.None.With(values));
    }

    private Branch Make(Operation operation)
    {
        var weights = operation.Variables.Published;
        var shared = operation.Original.Nodes.Take(_from).ToHashSet();
        var numbers = new List<(string Name, Tensor Value)>();
        var (graph, map) = GraphRewriter.Rewrite(operation.Graph, (node, inputs) =>
        {
            if (shared.Contains(node) || Weighted(node) is not { Length: > 0 } weighted)
                return null;
            foreach (int i in weighted)
                if (ValueOf(node, i, weights) is { } value)
                {
                    string name = $"cut {numbers.Count}: {node.Inputs[i].Name}";
                    numbers.Add((name, value));
                    inputs = inputs.SetItem(i, new Node(new Variable(value.Shape), name));
                }
            return new Node(node.Op, inputs.AsSpan(), node.Name);
        });
        return new Branch(operation, graph, map, numbers);
    }

    // The inputs that cuts of numbers change.
    private static int[] Weighted(Node node) => node.Op switch
    {
        BatchNormalization { Training: false } => [1, 2],
        Conv or ConvTranspose or Gemm or MatMul => [.. Enumerable.Range(1, node.Inputs.Length - 1)],
        _ => [],
    };

    // The same tensor each time, so that what has not changed is not published again; what is computed stays as it is until it is cut.
    private static Tensor? ValueOf(Node node, int input, Weights weights) => node.Inputs[input].Op switch
    {
        Variable => weights[node.Inputs[input].Name],
        Constant constant when constant.Value.Type == DataType.Float32 => constant.Value,
        _ => null,
    };

    // Node for node the same operators on the same inputs: for each node of the other graph the one of ours.
    private Dictionary<Node, Node>? Match(Graph other)
    {
        var same = new Dictionary<Node, Node>();
        if (_changed.Nodes.Length != other.Nodes.Length)
            return null;
        foreach (var (mine, theirs) in _changed.Nodes.Zip(other.Nodes))
        {
            if (mine != theirs && (mine.Name != theirs.Name || mine.Op is Input || !mine.Op.Equals(theirs.Op)
                || !mine.Inputs.SequenceEqual(theirs.Inputs.Select(input => same[input]))))
                return null;
            same.Add(theirs, mine);
        }
        return same;
    }
}
