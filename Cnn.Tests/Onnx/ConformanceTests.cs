using Cnn.Backends;
using Cnn.Onnx;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Onnx;

/// <summary>
/// The listed cases of ONNX's own test data (Debian's package libonnx-testdata): what comes out, what goes back into a file,
/// and what ONNX Runtime makes of that file.
/// </summary>
public class ConformanceTests
{
    private const string Data = "/usr/share/libonnx-testdata/data";

    // Contested: whether the length of the output enters the coordinates before or after it was rounded down.
    private static readonly string[] Contested =
        ["test_resize_downsample_scales_cubic_align_corners", "test_resize_downsample_scales_linear_align_corners"];

    [TestCase("reference")]
    [TestCase("gl")]
    public void Outputs_are_those_that_the_cases_expect(string name)
    {
        var report = new ConformanceReport();
        var failed = new List<string>();
        var backend = OnnxBackends.All.Single(b => b.Name == name);
        foreach (var test in Cases())
            if (report.Add(test, backend, relative: 1e-3, absolute: 1e-5) is { } why)
                failed.Add($"{test.Name}: {why}");
        Assert.That(failed.Select(f => f.Split(':')[0]), Is.EquivalentTo(Contested), string.Join('\n', failed));
        Assert.That(report.Skipped, Is.Zero);
        Assert.That(report.NodesLine(name), Does.EndWith(" 0 fell back"));
    }

    // On the GPU nothing may be computed by a quiet detour: an operator on floats shows up among the kernels that ran.
    [Test]
    public void Each_operator_on_floats_launches_a_shader()
    {
        var backend = OnnxBackends.All.Single(b => b.Name == "gl");
        var expected = new HashSet<string>();
        var launched = new HashSet<string>();
        foreach (var (_, graph, variables, inputs) in Bound())
        {
            using var session = backend.CompileNow(graph, variables);
            foreach (var input in graph.Inputs)
                session.Write(input, inputs[input.Name]);
            session.Run();
            foreach (var output in graph.Outputs)
                session.Read(output);
            expected.UnionWith(
                graph.Nodes.Where(n => n.Shape.Count > 0 && n.Inputs.Any(i => i.Type == DataType.Float32)).Select(n => n.Op.Name));
            launched.UnionWith(session.Timings.Where(t => t.Kernel != NodeTime.Definition).Select(t => t.Node.Op.Name));
        }
        // Those whose output is their input in another shape may share its buffer.
        expected.ExceptWith(["Identity", "Dropout", "Flatten", "Reshape", "Squeeze", "Unsqueeze"]);
        Assert.That(expected, Has.Count.GreaterThan(60));
        Assert.That(expected.Except(launched), Is.Empty);
    }

    // What a verified run is fed is what it computes with: no float is known before the run but those that fix a length.
    [Test]
    public void Floats_are_fed_at_run_time()
    {
        var bound = new List<string>();
        foreach (var test in Cases())
        {
            var model = OnnxModel.Load(Path.Combine(test.Folder, "model.onnx"));
            var inputs = ConformanceCase.ReadInputs(model, Path.Combine(test.Folder, "test_data_set_0"));
            var fed = ConformanceCase.Bind(model, inputs).Graph.Inputs.Select(i => i.Name).ToHashSet();
            bound.AddRange(
                from input in model.Inputs
                where input.Type == DataType.Float32 && !fed.Contains(input.Name)
                from node in model.Nodes
                where node.Inputs.Contains(input.Name)
                select $"{node.Type} {node.Inputs.IndexOf(input.Name)}");
        }
        // Lengths of the output, thresholds, a ratio that only training uses, and values of which only the shape is read.
        Assert.That(bound.Distinct().Except(
            ["Dropout 1", "NonMaxSuppression 3", "NonMaxSuppression 4", "Range 0", "Range 1", "Range 2", "Resize 1", "Resize 2", "Shape 0",
                "Size 0", "Upsample 1"]), Is.Empty);
    }

    [Test]
    public void What_is_written_is_read_as_the_same_graph()
    {
        var failed = new List<string>();
        foreach (var (name, graph, variables, _) in Bound())
            if (GraphComparison.Difference(graph, RoundTripTests.ReadBack(graph, variables)) is { } difference)
                failed.Add($"{name}: {difference}");
        Assert.That(failed, Is.Empty, string.Join('\n', failed));
    }

    [Test]
    public void OnnxRuntime_gets_the_same_from_what_is_written()
    {
        var failed = new List<string>();
        using var backend = new ReferenceBackend();
        foreach (var (name, graph, variables, inputs) in Bound())
        {
            using var session = backend.CompileNow(graph, variables);
            foreach (var input in graph.Inputs)
                session.Write(input, inputs[input.Name]);
            session.Run();
            if (CompareWithOnnxRuntime(graph, variables, inputs, session) is { } difference)
                failed.Add($"{name}: {difference}");
        }
        Assert.That(failed, Is.Empty, string.Join('\n', failed));
    }

    private static string? CompareWithOnnxRuntime(Graph graph, VariableSet variables, IReadOnlyDictionary<string, Tensor> inputs,
        ISession session)
    {
        Tensor[] theirs;
        try
        {
            theirs = OnnxRuntimeOracle.Run(graph, variables, graph.Inputs.Select(i => (i.Name, inputs[i.Name])));
        }
        catch (Microsoft.ML.OnnxRuntime.OnnxRuntimeException e)
        {
            return e.Message;
        }
        for (int k = 0; k < theirs.Length; k++)
        {
            var output = graph.Outputs[k];
            var ours = output.Op is NonMaxSuppression ? NonMaxSuppression.Trim(session.Read(output)) : session.Read(output);
            if (ConformanceCase.Difference(ours, theirs[k], relative: 1e-4, absolute: 1e-5) is { } difference)
                return difference;
        }
        return null;
    }

    private static IEnumerable<(string Name, Graph Graph, VariableSet Variables, IReadOnlyDictionary<string, Tensor> Inputs)> Bound()
    {
        foreach (var test in Cases())
        {
            var model = OnnxModel.Load(Path.Combine(test.Folder, "model.onnx"));
            var inputs = ConformanceCase.ReadInputs(model, Path.Combine(test.Folder, "test_data_set_0"));
            yield return (test.Name, ConformanceCase.Bind(model, inputs).Graph, model.Variables, inputs);
        }
    }

    private static IEnumerable<ConformanceCase> Cases()
    {
        if (!Directory.Exists(Data))
            Assert.Inconclusive($"no test data in {Data}; Debian's package libonnx-testdata has it");
        string list = Path.Combine(TestContext.CurrentContext.TestDirectory, "Onnx", "conformance-cases.txt");
        return ConformanceCase.ReadList(list).Select(name => new ConformanceCase(Path.Combine(Data, name)));
    }
}
