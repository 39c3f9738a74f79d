using Cnn.Networks;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Networks;

/// <summary>Networks that a person writes as text.</summary>
public class ArchitectureTextTests
{
    [Test]
    public void Each_line_is_a_layer()
    {
        var network = Architecture.Parse(
            """
            conv 6 3 stride=2   # 15×11 becomes 8×6
            activation
            conv 6 3 group=3
            pool 2 stride=1

            globalavgpool
            fc 9
            tanh
            """, "some.txt", "elu", "avgpool").Build(new VariableSet(), 2, 3, 15, 11, 4);
        Assert.Multiple(() =>
        {
            Assert.That(network.Graph.Nodes.Where(n => n.Inputs.Length > 0).Select(n => $"{n.Name} {n.Shape}"), Is.EqualTo(new[]
            {
                "conv1 2×6×8×6", "elu 2×6×8×6", "conv2 2×6×8×6", "avgpool 2×6×7×5", "globalavgpool 2×6×1×1", "flatten 2×6", "fc1 2×9",
                "tanh 2×9", "fc2 2×4", "probabilities 2×4",
            }));
            Assert.That(network.Graph.Nodes.Single(n => n.Name == "conv2").Op, Is.InstanceOf<Conv>().With.Property("Group").EqualTo(3));
        });
    }

    [Test]
    public void Layers_that_training_alone_changes_are_in_the_network_as_it_runs()
    {
        var variables = new VariableSet();
        var network = Architecture.Parse("conv 5 3\nbatchnorm\nrelu\ndropout 0.25\nfc 7\nbatchnorm\ndropout .5", "some.txt")
            .Build(variables, 2, 3, 7, 6, 4);
        Assert.Multiple(() =>
        {
            Assert.That(network.Graph.Nodes.Where(n => n.Inputs.Length > 0).Select(n => $"{n.Name} {n.Shape}"), Is.EqualTo(new[]
            {
                "conv 2×5×7×6", "batchnorm1 2×5×7×6", "relu 2×5×7×6", "dropout1 2×5×7×6", "flatten 2×210", "fc1 2×7", "batchnorm2 2×7",
                "dropout2 2×7", "fc2 2×4", "probabilities 2×4",
            }));
            Assert.That(network.Graph.Nodes.Select(n => n.Op).OfType<Dropout>().Select(op => op.Ratio), Is.EqualTo(new[] { 0.25f, 0.5f }));
            Assert.That(variables["batchnorm1.variance"].Floats.ToArray(), Is.EqualTo(new[] { 1f, 1, 1, 1, 1 }));
            Assert.That(variables["batchnorm2.mean"].Shape, Is.EqualTo(new Shape(7)));
        });
    }

    [TestCase("conv 8", "some.txt, line 1: conv takes 2 numbers")]
    [TestCase("conv 8 x", "'x' is no number")]
    [TestCase("relu\nconv 8 -3", "some.txt, line 2: '-3' is no number")]
    [TestCase("conv 99999 3", "'99999' is no number from 1 to 4096")]
    [TestCase("conf 8 3", "'conf' is no layer; there are conv, maxpool")]
    [TestCase("relu 3", "relu takes no number")]
    [TestCase("fc 3 stride=2", "fc has no 'stride'")]
    [TestCase("relu\nbatchnorm 3", "some.txt, line 2: batchnorm takes no number")]
    [TestCase("dropout", "dropout takes one number")]
    [TestCase("dropout 1", "some.txt, line 1: '1' is no share between 0 and 1, such as 0.5")]
    [TestCase("dropout -0.5", "'-0.5' is no share")]
    [TestCase("dropout 0.5 stride=2", "dropout has no 'stride'")]
    [TestCase("maxpool 2 group=2", "maxpool has no 'group'")]
    [TestCase("fc 3\nconv 8 3", "some.txt, line 2: conv needs maps")]
    [TestCase("maxpool 2\nmaxpool 7", "line 2: a window of 7 does not fit into 6×5")]
    [TestCase("conv 8 3 group=2", "1 maps cannot become 8 in 2 groups")]
    public void What_is_no_layer_is_named(string text, string message) =>
        Assert.That(() => Architecture.Parse(text, "some.txt").Build(new VariableSet(), 1, 1, 12, 10, 3),
            Throws.TypeOf<CnnException>().With.Message.Contains(message));
}
