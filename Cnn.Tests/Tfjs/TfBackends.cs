using Cnn.Backends;
using Cnn.Gl;
using NUnit.Framework;

namespace Cnn.Tests.Tfjs;

/// <summary>The backends that TensorFlow.js models are tested on, opened once for the folder.</summary>
[SetUpFixture]
public sealed class TfBackends
{
    public static IReadOnlyList<IBackend> All { get; private set; } = [];

    [OneTimeSetUp]
    public void Open() => All = [new ReferenceBackend(), GlBackend.OpenHeadless()];

    [OneTimeTearDown]
    public void Close()
    {
        foreach (var backend in All)
            backend.Dispose();
    }

    /// <summary>What a graph's outputs are on a backend.</summary>
    public static Tensor[] Run(IBackend backend, Graph graph, VariableSet variables, IReadOnlyList<Tensor> inputs)
    {
        using var session = backend.CompileNow(graph, variables);
        for (int k = 0; k < graph.Inputs.Length; k++)
            session.Write(graph.Inputs[k], inputs[k]);
        session.Run();
        return [.. graph.Outputs.Select(o => session.Read(o).Clone())];
    }
}
