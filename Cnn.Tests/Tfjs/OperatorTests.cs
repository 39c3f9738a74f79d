using Cnn.Tests.Onnx;
using Cnn.Tfjs;
using NUnit.Framework;

namespace Cnn.Tests.Tfjs;

/// <summary>Each operator of TensorFlow against its definition, on every backend, and written as ONNX in ONNX Runtime.</summary>
public class OperatorTests
{
    private static IEnumerable<OperatorCase> Cases =>
        [.. ConvolutionCases.All, .. ElementwiseCases.All, .. ReductionCases.All, .. ShapeCases.All];

    [TestCaseSource(nameof(Cases))]
    public void Agrees_with_its_definition(OperatorCase test)
    {
        using var file = new TfModelFile();
        var model = TfjsModel.Load(test.Save(file));
        var graph = model.Bind();
        var inputs = test.Tensors();
        var expected = Tensor.Vector(test.Expected.Values);
        var closeness = new Closeness(1e-5, 1e-4);
        foreach (var backend in TfBackends.All)
            Assert.That(closeness.Difference(expected, TfBackends.Run(backend, graph, model.Variables, inputs)[0]), Is.Null, backend.Name);
        var theirs = OnnxRuntimeOracle.Run(graph, model.Variables, graph.Inputs.Select((input, k) => (input.Name, inputs[k])));
        Assert.That(closeness.Difference(expected, theirs[0]), Is.Null, "ONNX Runtime");
    }

    [Test]
    public void Every_operator_of_the_table_is_in_the_docs_and_has_a_case()
    {
        string docs = File.ReadAllText(ArchitectureTests.PathOf("docs/tfjs.md"));
        var cased = new HashSet<string>();
        foreach (var test in Cases)
        {
            using var file = new TfModelFile();
            test.Save(file);
            foreach (var node in file.Json["modelTopology"]!["node"]!.AsArray())
                cased.Add(node!["op"]!.GetValue<string>());
        }
        foreach (string name in TfOperators.Names)
        {
            Assert.That(docs, Does.Match($@"\b{name}\b"));
            Assert.That(cased, Does.Contain(name));
        }
    }
}
