using Cnn.Ops;

namespace Cnn.Explain;

/// <summary>
/// A value behind rectifiers that are closed everywhere has no gradient, and nothing would say which way it begins to grow. Those through
/// which it comes without any further weights let a part of what is below zero through.
/// </summary>
internal static class OpenRectifiers
{
    private const float Alpha = 0.1f;

    /// <summary>The network up to a value with those rectifiers opened.</summary>
    public static Node In(Node value)
    {
        var opened = new HashSet<Node>();
        Look(value, opened, []);
        return opened.Count == 0 ? value : GraphRewriter.Rewrite(
            new Graph(value), (node, inputs) => opened.Contains(node) ? new Node(new LeakyRelu(Alpha), [inputs[0]], node.Name) : null)
            .Graph.Outputs[0];
    }

    private static void Look(Node node, HashSet<Node> opened, HashSet<Node> seen)
    {
        if (node.IsLeaf || !seen.Add(node) || node.Op is Conv or ConvTranspose or Gemm or MatMul)
            return;
        if (node.Op is Relu or Clip { HasMin: true })
        {
            opened.Add(node);
            return;
        }
        foreach (var input in node.Inputs)
            Look(input, opened, seen);
    }
}
