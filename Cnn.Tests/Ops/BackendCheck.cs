using Cnn.Backends;

namespace Cnn.Tests.Ops;

/// <summary>Compares a backend with the definition, on an operator and on its gradient nodes.</summary>
public static class BackendCheck
{
    /// <summary>What is wrong with the backend's results, or null.</summary>
    public static string? Difference(IBackend backend, OperatorCase test)
    {
        var y = test.Node();
        var graph = test.HasGradient
            ? GradientCheck.WithGradients(y, TestInput.Floats(y.Shape).Value(seed: 77)).Graph
            : new Cnn.Graph(y);
        var expected = test.Run(new ReferenceBackend(), graph);
        var actual = test.Run(backend, graph);
        for (int i = 0; i < expected.Length; i++)
            if (test.Closeness.Difference(expected[i], actual[i]) is { } difference)
                return i == 0 ? difference : $"gradient {i - 1}: {difference}";
        return null;
    }
}
