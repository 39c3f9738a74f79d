using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Gl;
using Cnn.Networks;
using Cnn.Tests.Onnx;
using NUnit.Framework;

namespace Cnn.Tests.Networks;

[Parallelizable]
public class NetworkTests
{
    private static readonly Dictionary<string, Func<VariableSet, Graph>> Builders = new()
    {
        ["SqueezeNet"] = v => WithLogits(SqueezeNet.Build(v, 37, 49, batch: 2, classes: 7)),
        ["MobileNetV2"] = v => WithLogits(MobileNetV2.Build(v, 43, 35, batch: 2, classes: 7)),
        ["ResNet18"] = v => WithLogits(ResNet18.Build(v, 33, 45, batch: 2, classes: 7)),
        ["ShuffleNetV2"] = v => WithLogits(ShuffleNetV2.Build(v, 41, 65, batch: 2, classes: 7)),
        ["MobileNetV3Small"] = v => WithLogits(MobileNetV3Small.Build(v, 41, 65, batch: 2, classes: 7)),
        ["EfficientNetB0"] = v => WithLogits(EfficientNetB0.Build(v, 33, 45, batch: 2, classes: 7)),
        ["DenseNet121"] = v => WithLogits(DenseNet121.Build(v, 33, 45, classes: 7)),
        ["UNet"] = v => WithLogits(UNet.Build(v, 37, 53, batch: 2, channels: 3, classes: 3, maps: 8)),
        ["TinyYolo"] = v => TinyYolo.Build(v, 65, 97, classes: 3),
    };

    // New weights expect a ReLU behind every convolution; where there are many without, values would grow layer by layer.
    private static readonly string[] LinearLayers = ["MobileNetV2", "ShuffleNetV2"];

    private GlBackend _gl = null!;
    private CpuBackend _cpu = null!, _narrow = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _gl = GlBackend.OpenHeadless();
        (_cpu, _narrow) = (new CpuBackend(threads: 2), new CpuBackend(threads: 1, lanes: 4));
    }

    [OneTimeTearDown]
    public void Close()
    {
        _gl.Dispose();
        _cpu.Dispose();
        _narrow.Dispose();
    }

    private static IEnumerable<TestCaseData> PublishedWeights =>
    [
        Published("ShuffleNetV2", v => ShuffleNetV2.Build(v).Graph, 2_278_604),
        Published("MobileNetV3Small", v => MobileNetV3Small.Build(v).Graph, 2_542_856),
        Published("EfficientNetB0", v => EfficientNetB0.Build(v).Graph, 5_288_548),
        Published("DenseNet121", v => DenseNet121.Build(v).Graph, 7_978_856),
        Published("UNet", v => UNet.Build(v).Graph, 31_030_658),
        Published("TinyYolo", v => TinyYolo.Build(v), 15_861_773),
    ];

    // What training changes; the statistics of normalisations are left out, as the published counts do.
    [TestCaseSource(nameof(PublishedWeights))]
    public void Weights_are_as_many_as_published(Func<VariableSet, Graph> build, long weights) => Assert.That(
        build(new VariableSet()).Variables
            .Where(v => !v.Name.EndsWith(".mean", StringComparison.Ordinal) && !v.Name.EndsWith(".variance", StringComparison.Ordinal))
            .Sum(v => v.Shape.Count),
        Is.EqualTo(weights));

    [TestCaseSource(nameof(Names))]
    public void Onnx_runtime_and_all_backends_compute_the_same(string name)
    {
        var variables = new VariableSet();
        var graph = Builders[name](variables);
        var random = new Random(3);
        Unsettle(variables, random, LinearLayers.Contains(name) ? 0.75f : 1);
        var input = Uniform(graph.Inputs[0].Shape, random, 0, 1);
        var expected = OnnxRuntimeOracle.Run(graph, variables, (graph.Inputs[0].Name, input));
        using var reference = new ReferenceBackend();
        var defined = Run(reference, graph, variables, input);
        var closeness = new Closeness();
        for (int i = 0; i < expected.Length; i++)
            Assert.That(closeness.Difference(expected[i], defined[i]), Is.Null, $"reference, {graph.Outputs[i]}");
        // Fused, with layers that share memory; of narrower registers that is enough.
        var fused = new CompileOptions { Watched = [] };
        foreach (var (backend, options) in new (IBackend, CompileOptions?)[]
            { (_gl, null), (_gl, fused), (_cpu, null), (_cpu, fused), (_narrow, fused) })
        {
            var values = Run(backend, graph, variables, input, options);
            for (int i = 0; i < expected.Length; i++)
                Assert.That(closeness.Difference(expected[i], values[i]), Is.Null,
                    $"{backend.Name} on {backend.Device}{(options is null ? "" : ", fused")}, {graph.Outputs[i]}");
        }
        // Outputs of one value, or far beyond 1, would agree whatever the layers do.
        float[] scores = expected[0].Floats.ToArray();
        double mean = scores.Average(), deviation = Math.Sqrt(scores.Average(s => (s - mean) * (s - mean)));
        Assert.That(deviation, Is.InRange(0.05, 20), "the outputs' deviation");
    }

    private static IEnumerable<string> Names => Builders.Keys;

    private static TestCaseData Published(string name, Func<VariableSet, Graph> build, long weights) =>
        new TestCaseData(build, weights).SetArgDisplayNames(name);

    private static Graph WithLogits(Network network) => new(network.Logits, network.Probabilities);

    // New normalisations and biases do nothing: scale 1, the rest 0. Other values show whether each is used where it should be.
    private static void Unsettle(VariableSet variables, Random random, float scale)
    {
        foreach (string name in variables.Names.ToArray())
        {
            var shape = variables[name].Shape;
            if (name.EndsWith(".bias", StringComparison.Ordinal) || name.EndsWith(".mean", StringComparison.Ordinal))
                variables.Write(name, Uniform(shape, random, -0.2f, 0.2f));
            else if (name.EndsWith(".scale", StringComparison.Ordinal))
                variables.Write(name, Uniform(shape, random, 0.7f * scale, 1.3f * scale));
            else if (name.EndsWith(".variance", StringComparison.Ordinal))
                variables.Write(name, Uniform(shape, random, 0.7f, 1.3f));
        }
    }

    private static Tensor Uniform(Shape shape, Random random, float least, float most)
    {
        var tensor = new Tensor(shape);
        foreach (ref float value in tensor.Floats)
            value = least + (most - least) * random.NextSingle();
        return tensor;
    }

    private static Tensor[] Run(IBackend backend, Graph graph, VariableSet variables, Tensor input, CompileOptions? options = null)
    {
        using var session = backend.CompileNow(graph, variables, options);
        session.Write(graph.Inputs[0], input);
        session.Run();
        return [.. graph.Outputs.Select(session.Read)];
    }
}
