using Cnn.Backends;
using Cnn.Onnx;
using NUnit.Framework;

namespace Cnn.Tests.Onnx;

/// <summary>Generated files of one operator, on every backend, against ONNX Runtime with its optimiser off.</summary>
public class GeneratedCaseTests
{
    private static IEnumerable<GeneratedCase> Cases => GeneratedCases.All();

    [TestCaseSource(nameof(Cases))]
    public void Agrees_with_OnnxRuntime(GeneratedCase test)
    {
        var expected = OnnxRuntimeOracle.Run(test.Model, test.Inputs.Select(i => (i.Key, i.Value)));
        var model = OnnxModel.Load(new MemoryStream(test.Model), test.Name);
        var graph = model.Bind();
        foreach (var backend in OnnxBackends.All)
        {
            using var session = backend.CompileNow(graph, model.Variables);
            foreach (var input in graph.Inputs)
                session.Write(input, test.Inputs[input.Name]);
            session.Run();
            for (int k = 0; k < expected.Length; k++)
                Assert.That(ConformanceCase.Difference(session.Read(graph.Outputs[k]), expected[k], 1e-4, 1e-5), Is.Null,
                    $"output {k} on {backend.Name}");
        }
    }
}
