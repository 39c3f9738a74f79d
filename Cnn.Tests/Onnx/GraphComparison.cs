namespace Cnn.Tests.Onnx;

/// <summary>Whether two graphs are the same network: operators, wiring, names of leaves, values of constants.</summary>
internal static class GraphComparison
{
    /// <summary>The first difference in words, or null.</summary>
    public static string? Difference(Graph a, Graph b)
    {
        if (a.Outputs.Length != b.Outputs.Length)
            return $"{a.Outputs.Length} and {b.Outputs.Length} outputs";
        var pairs = new Dictionary<Node, Node>();
        var open = new Stack<(Node A, Node B)>(a.Outputs.Zip(b.Outputs));
        while (open.TryPop(out var pair))
        {
            if (pairs.TryGetValue(pair.A, out var known))
            {
                if (known != pair.B)
                    return $"'{pair.A.Name}' is shared in one graph only";
                continue;
            }
            pairs[pair.A] = pair.B;
            if (Difference(pair.A, pair.B) is { } difference)
                return $"{pair.A} and {pair.B}: {difference}";
            for (int i = 0; i < pair.A.Inputs.Length; i++)
                open.Push((pair.A.Inputs[i], pair.B.Inputs[i]));
        }
        return null;
    }

    private static string? Difference(Node a, Node b)
    {
        if (a.Op is Constant ca && b.Op is Constant cb)
            return Same(ca.Value, cb.Value) ? null : "the values differ";
        if (a.Op != b.Op)
            return $"{a.Op} is not {b.Op}";
        if (a.Inputs.Length != b.Inputs.Length)
            return $"{a.Inputs.Length} and {b.Inputs.Length} inputs";
        if (a.Op is Input or Variable && a.Name != b.Name)
            return "the names differ";
        return a.Shape == b.Shape && a.Type == b.Type ? null : "the shapes differ";
    }

    private static bool Same(Tensor a, Tensor b) => a.Shape == b.Shape && a.Type == b.Type
        && (a.Type == DataType.Float32 ? a.Floats.SequenceEqual(b.Floats) : a.ToInt64().SequenceEqual(b.ToInt64()));
}
