using System.Collections.Immutable;
using Cnn.Ops;

namespace Cnn.Passes;

/// <summary>
/// Moves a BatchNormalization into the weights of the convolution before it, where nothing else reads what lies between.
/// The new weights are nodes on the old Variables, so that writing those still counts.
/// </summary>
public static class FoldBatchNormalization
{
    /// <inheritdoc cref="Pass"/>
    public static (Graph Graph, IReadOnlyDictionary<Node, Node> Map) Apply(Graph graph)
    {
        var folded = Convolutions(graph);
        var (result, map) = GraphRewriter.Rewrite(graph, (node, inputs) =>
            node.Op is BatchNormalization op && folded.Contains(node.Inputs[0]) ? Fold(op, inputs, node.Name) : null);
        // A folded convolution's own value is nowhere any more.
        return (result, map.Where(pair => !folded.Contains(pair.Key)).ToDictionary());
    }

    // The convolutions whose only reader is a BatchNormalization, and whose value nobody asks for.
    private static HashSet<Node> Convolutions(Graph graph)
    {
        var readers = graph.Nodes.SelectMany(n => n.Inputs).CountBy(n => n).ToDictionary();
        var asked = graph.Outputs.Concat(graph.Updates.Select(u => u.Value)).ToHashSet();
        return [.. graph.Nodes
            .Where(n => n.Op is BatchNormalization && n.Inputs[0].Op is Conv && readers[n.Inputs[0]] == 1 && !asked.Contains(n.Inputs[0]))
            .Select(n => n.Inputs[0])];
    }

    // scale · (W ∗ x + b − mean) / √(variance + ε) + bias = (factor · W) ∗ x + (b − mean) · factor + bias.
    private static Node Fold(BatchNormalization op, ImmutableArray<Node> inputs, string name)
    {
        var (conv, scale, bias, mean, variance) = (inputs[0], inputs[1], inputs[2], inputs[3], inputs[4]);
        var (x, weight) = (conv.Inputs[0], conv.Inputs[1]);
        var factor = scale / new Node(new Sqrt(), [variance + op.Epsilon]);
        Ints column = [weight.Shape[0], .. Enumerable.Repeat(1, weight.Shape.Rank - 1)];
        var newWeight = weight * new Node(new Reshape(column), [factor]);
        var newBias = conv.Inputs.Length == 3 ? (conv.Inputs[2] - mean) * factor + bias : bias - mean * factor;
        return new Node(conv.Op, [x, newWeight, newBias], name);
    }
}
