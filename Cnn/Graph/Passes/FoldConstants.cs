namespace Cnn.Passes;

/// <summary>
/// Computes what depends on constants alone, once and for all. What depends on Variables stays: they may be written. What
/// might take long is left to the backend, however small the file that asks for it.
/// </summary>
public static class FoldConstants
{
    // Together, in elements of a node's output times those of its largest input: no operator does more than that.
    private const long MostWork = 1 << 24;

    /// <inheritdoc cref="Pass"/>
    public static (Graph Graph, IReadOnlyDictionary<Node, Node> Map) Apply(Graph graph)
    {
        double work = 0;
        return GraphRewriter.Rewrite(graph, (node, inputs) =>
        {
            if (node.IsLeaf || inputs.IsEmpty || node.Shape.Count == 0 || inputs.Any(i => i.Op is not Constant))
                return null;
            double more = (double)node.Shape.Count * Math.Max(1, inputs.Max(i => i.Shape.Count));
            if (work + more > MostWork)
                return null;
            work += more;
            var value = new Tensor(node.Shape, node.Type);
            node.Op.Evaluate(inputs.Select(i => ((Constant)i.Op).Value).ToArray(), value);
            return new Node(new Constant(value), node.Name);
        });
    }
}
