using Cnn.Backends;
using Cnn.Networks;
using Cnn.Tests.Onnx;
using NUnit.Framework;

namespace Cnn.Tests.Networks;

public class NetworkTests
{
    private static readonly Dictionary<string, Func<VariableSet, int, int, Network>> Builders = new()
    {
        ["SqueezeNet"] = (v, size, batch) => SqueezeNet.Build(v, size, batch, classes: 7),
        ["MobileNetV2"] = (v, size, batch) => MobileNetV2.Build(v, size, batch, classes: 7),
        ["ResNet18"] = (v, size, batch) => ResNet18.Build(v, size, batch, classes: 7),
    };

    // Multiply-accumulates and weights as their papers and others' counters have them, at 224 × 224 and 1000 classes.
    [Test]
    public void Published_sizes_are_met()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Size(v => LeNet.Build(v)), Is.EqualTo((786_560L, 5_994L)));
            Assert.That(Size(v => SqueezeNet.Build(v)), Is.EqualTo((349_151_936L, 1_235_496L)));
            Assert.That(Size(v => MobileNetV2.Build(v)), Is.EqualTo((300_774_272L, 3_538_984L)));
            Assert.That(Size(v => ResNet18.Build(v)), Is.EqualTo((1_814_073_344L, 11_699_112L)));
        });
    }

    [TestCase("SqueezeNet", 37)]
    [TestCase("MobileNetV2", 43)]
    [TestCase("ResNet18", 45)]
    public void Onnx_runtime_computes_the_same(string name, int size)
    {
        var variables = new VariableSet();
        var network = Builders[name](variables, size, 2);
        var input = new Tensor(network.Input.Shape);
        var random = new Random(3);
        foreach (ref float value in input.Floats)
            value = random.NextSingle();
        using var session = new ReferenceBackend().CompileNow(network.Graph, variables);
        session.Write(network.Input, input);
        session.Run();
        var expected = OnnxRuntimeOracle.Run(network.Graph, variables, (network.Input.Name, input));
        Assert.That(session.Read(network.Probabilities).Floats.ToArray(), Is.EqualTo(expected[0].Floats.ToArray()).Within(1e-5));
    }

    private static (long Operations, long Weights) Size(Func<VariableSet, Network> build)
    {
        var variables = new VariableSet();
        var graph = build(variables).Graph;
        return (graph.Nodes.Sum(n => n.MultiplyAccumulates), variables.Names.Sum(n => (long)variables[n].Count));
    }
}
