using Cnn.Backends;
using Cnn.Gl;
using NUnit.Framework;

namespace Cnn.Tests.Gl;

/// <summary>
/// Runs a small graph on the GPU and as definitions, on the same seeded values, and compares every node:
/// |a − b| ≤ 1e-5 + 1e-4·|b|.
/// </summary>
internal static class Kernels
{
    public static void Agree(Node output, GlBackend? backend = null, bool watchAll = true) => Agree(new Graph(output), backend, watchAll);

    public static void Agree(Graph graph, GlBackend? backend = null, bool watchAll = true)
    {
        var random = new Random(7);
        var variables = new VariableSet();
        foreach (var variable in graph.Variables)
            variables.Write(variable.Name, Values(random, variable));
        var options = watchAll ? null : new CompileOptions { Watched = [] };
        using var truth = new ReferenceBackend().CompileNow(graph, variables);
        using var session = (backend ?? GlSetup.Backend).CompileNow(graph, variables, options);
        foreach (var input in graph.Inputs)
        {
            var value = Values(random, input);
            truth.Write(input, value);
            session.Write(input, value);
        }
        truth.Run();
        session.Run();
        foreach (var node in watchAll ? graph.Nodes.AsEnumerable() : graph.Outputs)
            RequireClose(node, truth.Read(node), session.Read(node));
    }

    /// <summary>Fails unless both tensors agree.</summary>
    public static void RequireClose(Node node, Tensor expected, Tensor actual)
    {
        var difference = Comparison.FirstDifference(expected, actual);
        if (difference is not null)
            Assert.Fail($"{node}: {difference}");
    }

    /// <summary>Seeded values of O(1); what is a weight by its rank is scaled by 1/√K, so that outputs are O(1) too.</summary>
    public static Tensor Values(Random random, Node node)
    {
        var value = new Tensor(node.Shape, node.Type);
        if (node.Type != DataType.Float32)
        {
            for (int i = 0; i < value.Count; i++)
                Set(value, i, random.Next(4));
            return value;
        }
        bool positive = node.Name.Contains("positive");
        double scale = node.Op is Variable && node.Shape.Rank > 1 ? Math.Sqrt(3.0 / Math.Max(1, node.Shape.Count / node.Shape[0])) : 1;
        foreach (ref float element in value.Floats)
            element = (float)(positive ? 0.5 + random.NextDouble() : scale * (2 * random.NextDouble() - 1));
        return value;
    }

    private static void Set(Tensor tensor, int i, int value)
    {
        switch (tensor.Type)
        {
            case DataType.Int64: tensor.Span<long>()[i] = value; break;
            case DataType.Int32: tensor.Span<int>()[i] = value; break;
            case DataType.UInt8: tensor.Span<byte>()[i] = (byte)value; break;
            default: tensor.Span<bool>()[i] = value % 2 == 1; break;
        }
    }
}

/// <summary>The tolerance that kernels are held to.</summary>
internal static class Comparison
{
    /// <summary>Where two tensors first differ too much, for people; null if nowhere.</summary>
    public static string? FirstDifference(Tensor expected, Tensor actual)
    {
        if (expected.Shape != actual.Shape || expected.Type != actual.Type)
            return $"{expected} against {actual}";
        if (expected.Type != DataType.Float32)
        {
            var (a, b) = (expected.ToInt64(), actual.ToInt64());
            int at = Enumerable.Range(0, a.Length).FirstOrDefault(i => a[i] != b[i], -1);
            return at < 0 ? null : $"element {at} is {b[at]}, not {a[at]}";
        }
        for (int i = 0; i < expected.Count; i++)
        {
            float e = expected.Floats[i], a = actual.Floats[i];
            if (e != a && !(Math.Abs(a - e) <= 1e-5 + 1e-4 * Math.Abs(e)) && !(float.IsNaN(a) && float.IsNaN(e)))
                return $"element {i} of {expected.Count} is {a}, not {e}";
        }
        return null;
    }
}
