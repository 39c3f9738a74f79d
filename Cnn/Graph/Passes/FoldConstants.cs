namespace Cnn.Passes;

/// <summary>
/// Computes what depends on constants alone, once and for all. What depends on Variables stays: they may be written.
/// </summary>
public static class FoldConstants
{
    // A small file must not become gigabytes: larger results are left to the run.
    private const long MostElements = 1 << 22;

    /// <inheritdoc cref="Pass"/>
    public static (Graph Graph, IReadOnlyDictionary<Node, Node> Map) Apply(Graph graph) =>
        GraphRewriter.Rewrite(graph, (node, inputs) =>
        {
            if (node.IsLeaf || inputs.IsEmpty || node.Shape.Count > MostElements || inputs.Any(i => i.Op is not Constant))
                return null;
            var value = new Tensor(node.Shape, node.Type);
            node.Op.Evaluate(inputs.Select(i => ((Constant)i.Op).Value).ToArray(), value);
            return new Node(new Constant(value), node.Name);
        });
}
