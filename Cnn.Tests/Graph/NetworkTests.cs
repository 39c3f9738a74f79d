using Cnn.Networks;
using NUnit.Framework;

namespace Cnn.Tests.Graphs;

public class NetworkTests
{
    [Test]
    public void LeNet_has_its_shapes_and_costs()
    {
        var variables = new VariableSet();
        var network = LeNet.Build(variables, batch: 3);
        Assert.That(network.Probabilities.Shape, Is.EqualTo(new Shape(3, 10)));
        Assert.That(network.Graph.Nodes.Sum(n => n.MultiplyAccumulates), Is.EqualTo(3 * 786_560));
        Assert.That(network.Graph.Variables.Sum(v => v.Shape.Count), Is.EqualTo(208 + 3_216 + 2_570));
    }

    private static IEnumerable<TestCaseData> LargeNetworks =>
    [
        new TestCaseData((Func<VariableSet, Network>)(v => SqueezeNet.Build(v)), 349_151_936L, 1_235_496L).SetName("SqueezeNet 1.1"),
        new TestCaseData((Func<VariableSet, Network>)(v => MobileNetV2.Build(v)), 300_774_272L, 3_538_984L).SetName("MobileNetV2"),
        new TestCaseData((Func<VariableSet, Network>)(v => ResNet18.Build(v)), 1_814_073_344L, 11_699_112L).SetName("ResNet-18"),
    ];

    // The published networks' own counts; the statistics of normalisations count as parameters here.
    [TestCaseSource(nameof(LargeNetworks))]
    public void Network_has_its_costs(Func<VariableSet, Network> build, long multiplyAccumulates, long parameters)
    {
        var network = build(new VariableSet());
        Assert.That(network.Probabilities.Shape, Is.EqualTo(new Shape(1, 1000)));
        Assert.That(network.Graph.Nodes.Sum(n => n.MultiplyAccumulates), Is.EqualTo(multiplyAccumulates));
        Assert.That(network.Graph.Variables.Sum(v => v.Shape.Count), Is.EqualTo(parameters));
    }

    [Test]
    public void The_seed_decides_the_weights()
    {
        float[] Weights(int seed)
        {
            var variables = new VariableSet();
            LeNet.Build(variables, seed: seed);
            return variables["conv2.weight"].Floats.ToArray();
        }
        Assert.That(Weights(1), Is.EqualTo(Weights(1)));
        Assert.That(Weights(1), Is.Not.EqualTo(Weights(2)));
    }

    [Test]
    public void Weights_have_the_variance_of_He()
    {
        var variables = new VariableSet();
        LeNet.Build(variables);
        var weights = variables["conv2.weight"].Floats.ToArray();
        Assert.That(weights.Average(), Is.EqualTo(0).Within(0.01));
        Assert.That(weights.Average(w => w * w), Is.EqualTo(2.0 / (8 * 25)).Within(0.001));
    }

    [Test]
    public void A_second_batch_size_shares_the_weights()
    {
        var variables = new VariableSet();
        LeNet.Build(variables, batch: 1);
        float before = variables["fc.weight"].Floats[0];
        LeNet.Build(variables, batch: 64, seed: 9);
        Assert.That(variables["fc.weight"].Floats[0], Is.EqualTo(before));
    }

    [Test]
    public void Weights_of_another_shape_are_refused()
    {
        var variables = new VariableSet();
        LeNet.Build(variables, classes: 10);
        var error = Assert.Throws<CnnException>(() => LeNet.Build(variables, classes: 5));
        Assert.That(error!.Message, Is.EqualTo("variable 'fc.weight' has shape 10×256; the network needs 5×256"));
    }
}
