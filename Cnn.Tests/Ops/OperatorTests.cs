using Cnn.Tests.Onnx;
using NUnit.Framework;

namespace Cnn.Tests.Ops;

/// <summary>A list of cases for one operator or family.</summary>
public interface IOperatorCases
{
    static abstract IEnumerable<OperatorCase> Cases { get; }
}

/// <summary>
/// Runs each case of a list in every way that applies: its gradient against finite differences, every backend (gradient
/// nodes included) against the definition, and the definition against ONNX Runtime through our own writer.
/// </summary>
public abstract class OperatorTests<T> where T : IOperatorCases
{
    internal static IEnumerable<OperatorCase> All => T.Cases;
    internal static IEnumerable<OperatorCase> WithGradient => All.Where(c => c.HasGradient);
    internal static IEnumerable<OperatorCase> WithOracle => All.Where(c => c.HasOracle);
    internal static IEnumerable<object[]> OnBackends =>
        TestBackends.Names.SelectMany(b => All.Select(c => new object[] { b, c }));

    [TestCaseSource(nameof(OnBackends))]
    public void Backend_agrees_with_the_definition(string backend, OperatorCase test) =>
        Assert.That(BackendCheck.Difference(TestBackends.Get(backend), test), Is.Null);

    [TestCaseSource(nameof(WithGradient))]
    public void Gradient_agrees_with_finite_differences(OperatorCase test) =>
        Assert.That(GradientCheck.Difference(test), Is.Null);

    [TestCaseSource(nameof(WithOracle))]
    public void Definition_agrees_with_OnnxRuntime(OperatorCase test)
    {
        var values = test.Values();
        var graph = new Cnn.Graph(test.Node());
        var expected = OnnxRuntimeOracle.Run(graph, new VariableSet(),
            graph.Inputs.Select(i => (i.Name, values[int.Parse(i.Name.AsSpan(1))])));
        Assert.That(test.Closeness.Difference(expected[0], test.Evaluate(values)), Is.Null);
    }
}
