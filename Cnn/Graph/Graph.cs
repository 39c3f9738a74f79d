using System.Collections.Immutable;

namespace Cnn;

/// <summary>At the end of a step, <paramref name="Variable"/> takes the value of <paramref name="Value"/>.</summary>
/// <param name="Variable">A node whose operator is <see cref="Variable"/>.</param>
/// <param name="Value">A node of the same shape.</param>
public readonly record struct Update(Node Variable, Node Value);

/// <summary>
/// A network: nodes in topological order, the outputs that are wanted and the updates that end a step. Immutable.
/// </summary>
public sealed class Graph
{
    /// <summary>Collects everything that the outputs and updates depend on.</summary>
    /// <exception cref="CnnException">Two Inputs or two Variables share a name, or an update does not fit.</exception>
    public Graph(IEnumerable<Node> outputs, IEnumerable<Update>? updates = null)
    {
        Outputs = [.. outputs];
        Updates = updates is null ? [] : [.. updates];
        foreach (var (variable, value) in Updates)
        {
            if (variable.Op is not Variable)
                throw new CnnException($"an update's target '{variable.Name}' is a {variable.Op.Name}, not a Variable");
            if (variable.Shape != value.Shape)
                throw new CnnException($"the update of '{variable.Name}' has shape {value.Shape}, the variable {variable.Shape}");
        }
        Nodes = Sort(Outputs.Concat(Updates.SelectMany(u => new[] { u.Variable, u.Value })));
        Inputs = Nodes.Where(n => n.Op is Input).ToImmutableArray();
        Variables = Nodes.Where(n => n.Op is Variable).ToImmutableArray();
        RequireUniqueNames(Inputs, "Inputs");
        RequireUniqueNames(Variables, "Variables");
    }

    /// <summary>Makes a graph with the given outputs and no updates.</summary>
    public Graph(params Node[] outputs) : this((IEnumerable<Node>)outputs) { }

    /// <summary>All nodes, each after the nodes it reads.</summary>
    public ImmutableArray<Node> Nodes { get; }

    /// <summary>The nodes whose values are wanted.</summary>
    public ImmutableArray<Node> Outputs { get; }

    /// <summary>What happens to the variables at the end of a step.</summary>
    public ImmutableArray<Update> Updates { get; }

    /// <summary>The Input leaves.</summary>
    public ImmutableArray<Node> Inputs { get; }

    /// <summary>The Variable leaves.</summary>
    public ImmutableArray<Node> Variables { get; }

    /// <summary>How many nodes compute something: all that are no leaf. What a network's number of layers means here.</summary>
    public int LayerCount => Nodes.Count(n => !n.IsLeaf);

    /// <summary>How many numbers are learnt: the elements of all variables, each once however many layers share it.</summary>
    public long ParameterCount => Variables.Sum(v => v.Shape.Count);

    /// <summary>The input with a name.</summary>
    /// <exception cref="CnnException">There is none; the message lists those there are.</exception>
    public Node Input(string name) => Inputs.FirstOrDefault(n => n.Name == name)
        ?? throw new CnnException($"the graph has no input '{name}'; it has {string.Join(", ", Inputs.Select(n => $"'{n.Name}'"))}");

    // Depth first with an explicit stack: a chain of 20,000 nodes must not depend on the thread's stack.
    private static ImmutableArray<Node> Sort(IEnumerable<Node> roots)
    {
        var sorted = ImmutableArray.CreateBuilder<Node>();
        var seen = new HashSet<Node>();
        var open = new Stack<(Node Node, int Next)>();
        foreach (var root in roots)
        {
            if (!seen.Add(root))
                continue;
            open.Push((root, 0));
            while (open.TryPop(out var top))
            {
                if (top.Next == top.Node.Inputs.Length)
                {
                    sorted.Add(top.Node);
                    continue;
                }
                open.Push((top.Node, top.Next + 1));
                var input = top.Node.Inputs[top.Next];
                if (seen.Add(input))
                    open.Push((input, 0));
            }
        }
        return sorted.ToImmutable();
    }

    private static void RequireUniqueNames(ImmutableArray<Node> leaves, string kind)
    {
        var names = new HashSet<string>();
        foreach (var leaf in leaves)
            if (!names.Add(leaf.Name))
                throw new CnnException($"two {kind} share the name '{leaf.Name}'");
    }
}
