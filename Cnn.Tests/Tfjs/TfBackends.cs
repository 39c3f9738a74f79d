using Cnn.Backends;
using NUnit.Framework;

namespace Cnn.Tests.Tfjs;

/// <summary>The backends that TensorFlow.js models are tested on.</summary>
[SetUpFixture]
public sealed class TfBackends
{
    private static OpenBackends? s_open;

    public static IReadOnlyList<IBackend> All => s_open!.All;

    [OneTimeSetUp]
    public void Open() => s_open = new OpenBackends();

    [OneTimeTearDown]
    public void Close() => s_open!.Dispose();

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
