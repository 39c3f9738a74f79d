using Cnn.Ops;

namespace Cnn.Planning;

/// <summary>Which nodes the kernel of another one computes: decided once, for a backend that says what its kernels can.</summary>
internal sealed class FusionPlan
{
    private readonly GraphFacts _facts;
    private readonly Func<Node, bool> _isActivation;
    private readonly Dictionary<Node, Fusion> _fusions = [];
    private readonly HashSet<Node> _fused = [];

    /// <param name="facts">The graph, and what is known of it. Kernels run in the order of its nodes.</param>
    /// <param name="takesMore">
    /// Whether a node's kernel can add a map of its output's shape and apply an activation; one of MaxPoolGrad, whether it can leave out
    /// winners that are not above 0, and one of BatchNormalization, whether it can apply an activation.
    /// </param>
    /// <param name="isActivation">Whether kernels know the function that a node applies to each element of its first input.</param>
    public FusionPlan(GraphFacts facts, Func<Node, bool> takesMore, Func<Node, bool> isActivation)
    {
        (_facts, _isActivation) = (facts, isActivation);
        // Whose value is there when the next kernel runs; empty ones need none.
        var done = facts.Graph.Nodes.Where(n => n.IsLeaf || n.Shape.Count == 0).ToHashSet();
        foreach (var node in facts.Graph.Nodes)
            if (!done.Contains(node) && !_fused.Contains(node))
            {
                var fusion = _fusions[node] =
                    !takesMore(node) ? new Fusion(node) : node.Op switch
                    {
                        MaxPoolGrad => OfPool(node),
                        BatchNormalization => Activated(new(node)),
                        _ => Find(node, done),
                    };
                done.Add(fusion.Target);
            }
    }

    /// <summary>What the kernel of a node computes.</summary>
    public Fusion Of(Node node) => _fusions[node];

    /// <summary>Whether the kernel of another node computes this one.</summary>
    public bool IsFused(Node node) => _fused.Contains(node);

    private Fusion Find(Node node, HashSet<Node> done)
    {
        var fusion = new Fusion(node);
        if (Follower(node) is { Op: Add } sum && sum.Inputs.All(i => i.Shape == node.Shape))
        {
            var other = sum.Inputs[0] == node ? sum.Inputs[1] : sum.Inputs[0];
            if (done.Contains(other))
                fusion = new Fusion(Take(sum), Residual: other);
        }
        if (Activated(fusion) is { Activation: not null } activated)
            fusion = activated;
        else if (Gate(fusion.Target) is var (gate, product) && _isActivation(product))
        {
            _fused.Add(gate);
            fusion = fusion with { Target = Take(product), Activation = product };
        }
        return fusion;
    }

    private Fusion Activated(Fusion fusion) =>
        Follower(fusion.Target) is { } next && next.Inputs[0] == fusion.Target && _isActivation(next)
            ? fusion with { Target = Take(next), Activation = next }
            : fusion;

    // Before the pool stood a Relu: its gradient is wanted alone, and the pool's kernel reads the values that it asks for.
    private Fusion OfPool(Node node) =>
        Follower(node) is { Op: ReluGrad } relu && relu.Inputs[0] == node.Inputs[0] ? new(Take(relu), Activation: relu) : new(node);

    // What multiplies a value by a function of it, if nobody else reads either: x · sigmoid(x) is one function of x.
    private (Node Gate, Node Product)? Gate(Node node) =>
        !_facts.IsKept(node) && _facts.Consumers(node) is [var gate, { Op: Mul } product] && Follower(gate) == product
        && product.Inputs is [var x, _] && x == node && _facts.IsFixed(node) == _facts.IsFixed(product)
            ? (gate, product)
            : null;

    // Who alone reads a value that is not wanted itself. What is computed once must not wait for what is computed in each run.
    private Node? Follower(Node node) =>
        !_facts.IsKept(node) && _facts.OnlyConsumer(node) is { } consumer && _facts.IsFixed(node) == _facts.IsFixed(consumer)
            ? consumer
            : null;

    private Node Take(Node consumer)
    {
        _fused.Add(consumer);
        return consumer;
    }
}
