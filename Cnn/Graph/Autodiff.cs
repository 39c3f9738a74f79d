using Cnn.Ops;

namespace Cnn;

/// <summary>Reverse-mode differentiation: the gradient of a network is more nodes, which any backend runs.</summary>
public static class Autodiff
{
    /// <summary>The nodes that compute dLoss/dNode for each node of a list.</summary>
    /// <param name="loss">A node with one element.</param>
    /// <param name="wrt">What to differentiate by: Variables, Inputs or activations.</param>
    /// <param name="through">
    /// Changes what goes back through an operator: gets its node and dLoss/dOutput, and returns what to use in place of that. Null
    /// changes nothing.
    /// </param>
    /// <returns>One node per entry of <paramref name="wrt"/>, of its shape.</returns>
    /// <exception cref="CnnException">The loss is no scalar, does not depend on an entry, or an operator in between has
    /// no gradient.</exception>
    public static IReadOnlyList<Node> Gradients(Node loss, IReadOnlyList<Node> wrt, Func<Node, Node, Node>? through = null)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(wrt);
        if (loss.Shape.Count != 1)
            throw new CnnException($"the loss '{loss.Name}' must have one element; it has shape {loss.Shape}");
        var nodes = new Graph(loss).Nodes;
        // Only nodes between the loss and an entry of wrt need a gradient.
        var onTheWay = new HashSet<Node>(wrt);
        foreach (var node in nodes)
            if (node.Inputs.Any(onTheWay.Contains))
                onTheWay.Add(node);

        var gradients = new Dictionary<Node, Node> { [loss] = Ones(loss.Shape) };
        for (int i = nodes.Length - 1; i >= 0; i--)
        {
            var node = nodes[i];
            if (node.IsLeaf || !onTheWay.Contains(node) || !gradients.TryGetValue(node, out var gradient))
                continue;
            var contributions = node.Op.Gradient(node, through?.Invoke(node, gradient) ?? gradient);
            for (int k = 0; k < contributions.Length; k++)
                if (contributions[k] is { } contribution && onTheWay.Contains(node.Inputs[k]))
                    gradients[node.Inputs[k]] = gradients.TryGetValue(node.Inputs[k], out var sum) ? sum + contribution : contribution;
        }
        return wrt.Select(n => gradients.GetValueOrDefault(n)
            ?? throw new CnnException($"the loss '{loss.Name}' does not depend on '{n.Name}'")).ToArray();
    }

    private static Node Ones(Shape shape)
    {
        var ones = new Tensor(shape);
        ones.Floats.Fill(1);
        return new Node(new Constant(ones), "gradient of the loss");
    }
}
