namespace Cnn.Models;

/// <summary>
/// Which nodes have a value that the file decides, and that value. Computed with the operators' own definitions, so that
/// folding has no rules of its own.
/// </summary>
/// <param name="weights">A weight's value in the file, by its name.</param>
/// <param name="limits">How much computing one node, and all together, may take.</param>
internal sealed class KnownValues(Func<string, Tensor> weights, ModelLimits limits)
{
    // The nodes that depend on no Input and are small enough to compute.
    private readonly HashSet<Node> _computable = [];
    private readonly Dictionary<Node, Tensor> _computed = [];
    private long _work;

    /// <summary>A constant in the node's place when it is an integer, or depends on no weight; else the node.</summary>
    public Node Fold(Node node)
    {
        if (node.IsLeaf || !IsCheap(node) || !node.Inputs.All(IsComputable))
            return node;
        _computable.Add(node);
        bool wanted = node.Type != DataType.Float32 || node.Inputs.All(i => i.Op is Constant);
        return wanted && Compute(node) is { } value ? new Node(new Constant(value), node.Name) : node;
    }

    /// <summary>The value, or null when it is only known at run time or costs too much.</summary>
    public Tensor? Value(Node node) => IsComputable(node) ? Compute(node) : null;

    private bool IsComputable(Node node) => node.Op is Constant or Variable || _computable.Contains(node);

    private bool IsCheap(Node node) => node.Shape.Count <= limits.MaxFolding
        && node.Inputs.All(i => i.Shape.Count <= limits.MaxFolding)
        && node.MultiplyAccumulates <= limits.MaxFolding;

    // Iterative: a chain of nodes on weights can be as long as the file allows. Null when all of them took too much already.
    private Tensor? Compute(Node node)
    {
        var open = new Stack<Node>([node]);
        while (open.TryPeek(out var top))
        {
            if (Ready(top) is null)
            {
                var missing = top.Inputs.Where(i => Ready(i) is null).ToList();
                missing.ForEach(open.Push);
                if (missing.Count > 0)
                    continue;
                _work += top.Shape.Count + top.Inputs.Sum(i => i.Shape.Count) + top.MultiplyAccumulates;
                if (_work > limits.MaxTotalFolding)
                    return null;
                var output = new Tensor(top.Shape, top.Type);
                if (output.Count > 0)
                    top.Op.Evaluate(top.Inputs.Select(i => Ready(i)!).ToArray(), output);
                _computed[top] = output;
            }
            open.Pop();
        }
        return Ready(node);
    }

    private Tensor? Ready(Node node) => node.Op switch
    {
        Constant constant => constant.Value,
        Variable => weights(node.Name),
        _ => _computed.GetValueOrDefault(node),
    };
}
