using Cnn;
using Cnn.Backends;

namespace Demo.Bench;

/// <summary>
/// What a kernel must do at least: the products of its node and of those that are computed with it, and each value that it reads and
/// writes once. Packing, padding and converting are no work of a network's: they have none.
/// </summary>
/// <param name="Products">Multiply-accumulates, as the operators are defined; a kernel may get by with fewer.</param>
/// <param name="Bytes">What is read and written.</param>
internal readonly record struct LayerWork(long Products, long Bytes)
{
    /// <summary>The work of each kernel; of several kernels of a node the longest one has it.</summary>
    public static LayerWork[] Of(IReadOnlyList<NodeTime> rows)
    {
        var longest = new Dictionary<Node, int>();
        for (int i = 0; i < rows.Count; i++)
            if (!longest.TryGetValue(rows[i].Node, out int other) || rows[i].Milliseconds > rows[other].Milliseconds)
                longest[rows[i].Node] = i;
        var works = new LayerWork[rows.Count];
        foreach (var (node, row) in longest)
            works[row] = Of(node, longest.ContainsKey);
        return works;
    }

    // A node without a kernel of its own is computed with the one that reads it, or is the same memory.
    private static LayerWork Of(Node node, Func<Node, bool> hasKernel)
    {
        long products = 0, bytes = Size(node);
        var seen = new HashSet<Node>();
        var open = new Stack<Node>([node]);
        while (open.TryPop(out var next))
        {
            products += next.MultiplyAccumulates;
            foreach (var input in next.Inputs)
                if (!seen.Add(input))
                    continue;
                else if (input.IsLeaf || hasKernel(input))
                    bytes += Size(input);
                else
                    open.Push(input);
        }
        return new LayerWork(products, bytes);
    }

    private static long Size(Node node) => node.Shape.Count * Tensor.SizeOf(node.Type);
}
