using System.Collections.Immutable;

namespace Cnn.Models;

/// <summary>
/// Puts a file's nodes in an order in which each comes after those it reads (the standard asks for it, some exporters do
/// not care), and finds names that are defined twice, never, or by themselves.
/// </summary>
internal static class NodeOrder
{
    /// <param name="nodes">The nodes in the file's order, which is kept where it is right.</param>
    /// <param name="given">The names of graph inputs and initialisers.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="ModelException">A duplicate or undefined name, or a cycle.</exception>
    public static ImmutableArray<T> Sort<T>(IReadOnlyList<T> nodes, IReadOnlySet<string> given, string file) where T : ModelNode
    {
        var makers = new Dictionary<string, T>();
        foreach (var node in nodes)
            foreach (string output in node.Outputs.Where(o => o.Length > 0))
            {
                if (given.Contains(output))
                    throw new ModelException(file, node.Name,
                        $"{node} makes {ModelException.Quote(output)}, which is a graph input or an initialiser already");
                if (!makers.TryAdd(output, node))
                    throw new ModelException(file, node.Name, $"{node} and {makers[output]} both make {ModelException.Quote(output)}");
            }

        var sorted = ImmutableArray.CreateBuilder<T>(nodes.Count);
        var state = new Dictionary<T, bool>(nodes.Count); // false while open, true when placed
        var open = new Stack<(T Node, int Next)>();
        foreach (var root in nodes)
        {
            if (!state.TryAdd(root, false))
                continue;
            open.Push((root, 0));
            while (open.TryPop(out var top))
            {
                if (top.Next == top.Node.Inputs.Length)
                {
                    state[top.Node] = true;
                    sorted.Add(top.Node);
                    continue;
                }
                open.Push((top.Node, top.Next + 1));
                string input = top.Node.Inputs[top.Next];
                if (input.Length == 0 || given.Contains(input))
                    continue;
                if (!makers.TryGetValue(input, out var maker))
                    throw new ModelException(file, top.Node.Name, $"{top.Node} reads {ModelException.Quote(input)}, which nothing defines");
                if (state.TryAdd(maker, false))
                    open.Push((maker, 0));
                else if (!state[maker])
                    throw new ModelException(file, maker.Name,
                        $"{maker} reads its own output: the graph has a cycle through {ModelException.Quote(input)}");
            }
        }
        return sorted.MoveToImmutable();
    }
}
