using System.Collections.Immutable;
using Cnn.Ops;

namespace Cnn.Passes;

/// <summary>
/// Moves a BatchNormalization into the weights of the Conv or ConvTranspose before it, where nothing else reads what lies
/// between. The new weights are nodes on the old Variables, so that writing those still counts.
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
            .Where(n => n.Op is BatchNormalization && n.Inputs[0].Op is Conv or ConvTranspose
                && readers[n.Inputs[0]] == 1 && !asked.Contains(n.Inputs[0]))
            .Select(n => n.Inputs[0])];
    }

    // scale · (W ∗ x + b − mean) / √(variance + ε) + bias = (factor · W) ∗ x + (b − mean) · factor + bias.
    private static Node Fold(BatchNormalization op, ImmutableArray<Node> inputs, string name)
    {
        var (conv, scale, bias, mean, variance) = (inputs[0], inputs[1], inputs[2], inputs[3], inputs[4]);
        var (x, weight) = (conv.Inputs[0], conv.Inputs[1]);
        var factor = scale / new Node(new Sqrt(), [variance + op.Epsilon]);
        // A Conv's weight is [M, C/group, …], a ConvTranspose's [C, M/group, …] with the groups along its axis 0.
        var shape = weight.Shape;
        var (group, axis) = conv.Op is ConvTranspose transpose ? (transpose.Group, 1) : (1, 0);
        int maps = shape[axis];
        var grouped = Reshape(weight, [group, shape.Product(0, axis) / group, maps, shape.Product(axis + 1, shape.Rank)]);
        var newWeight = Reshape(grouped * Reshape(factor, [group, 1, maps, 1]), [.. shape]);
        var newBias = conv.Inputs.Length == 3 ? (conv.Inputs[2] - mean) * factor + bias : bias - mean * factor;
        return new Node(conv.Op, [x, newWeight, newBias], name);
    }

    private static Node Reshape(Node node, Ints shape) => new(new Reshape(shape), [node]);
}
