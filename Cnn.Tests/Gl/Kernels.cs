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
    public static void Agree(Node output, GlBackend? backend = null, bool watchAll = true) =>
        Agree(new Cnn.Graph(output), backend, watchAll);

    public static void Agree(
        Cnn.Graph graph, GlBackend? backend = null, bool watchAll = true, Func<Random, Node, Tensor>? values = null)
    {
        values ??= Values;
        var random = new Random(7);
        var variables = new VariableSet();
        foreach (var variable in graph.Variables)
            variables.Write(variable.Name, values(random, variable));
        var options = watchAll ? null : new CompileOptions { Watched = [] };
        using var truth = new ReferenceBackend().CompileNow(graph, variables);
        using var session = (backend ?? GlSetup.Backend).CompileNow(graph, variables, options);
        foreach (var input in graph.Inputs)
        {
            var value = values(random, input);
            truth.Write(input, value);
            session.Write(input, value);
        }
        truth.Run();
        session.Run();
        foreach (var node in watchAll ? graph.Nodes.AsEnumerable() : graph.Outputs)
            if (new Closeness().Difference(truth.Read(node), session.Read(node)) is { } difference)
                Assert.Fail($"{node}: {difference}");
    }

    /// <summary>The kernels that ran in a session's newest run, where somebody looked at the rows before it.</summary>
    public static string[] Launched(ISession session)
    {
        GlSetup.Context.Gl.Finish();
        return [.. session.Timings.Where(t => t.Milliseconds > 0).Select(t => t.Kernel)];
    }

    /// <summary>The kernels of every run but the first, when only the outputs are watched.</summary>
    public static string[] Launched(Cnn.Graph graph, VariableSet variables)
    {
        using var session = GlSetup.Backend.CompileNow(graph, variables, new CompileOptions { Watched = [] });
        session.Run();
        session.TimeNextRun();
        session.Run();
        return Launched(session);
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
