using Cnn.Ops;

namespace Cnn.Detection;

/// <summary>What the operators behind an output say about its values.</summary>
internal static class Origins
{
    /// <summary>Whether the values come from a layer with weights as they are: scores of it are logits.</summary>
    public static bool IsRaw(this Node output) => output.Origin.Op is Conv or Gemm or MatMul or BatchNormalization
        || output.Origin is { Op: Add } sum && sum.Inputs.Any(input => input.Op is Variable);

    /// <summary>Whether an operator stands between the last layers with weights and an output.</summary>
    public static bool IsBehind<T>(this Node output) where T : Op => output.Behind(node => node.Op is T) is not null;

    /// <summary>A node between the last layers with weights and an output, or one of these; null if there is none such.</summary>
    public static Node? Behind(this Node output, Predicate<Node> wanted)
    {
        var seen = new HashSet<Node>();
        var open = new Stack<Node>([output]);
        while (open.TryPop(out var node))
        {
            if (wanted(node))
                return node;
            if (node.Op is not (Conv or Gemm or MatMul) && seen.Add(node))
                foreach (var input in node.Inputs)
                    open.Push(input);
        }
        return null;
    }
}
