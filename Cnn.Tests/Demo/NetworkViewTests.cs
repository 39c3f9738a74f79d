using Cnn.Ops;
using Demo.Arithmetic;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>What the window says about a network is what the network does.</summary>
public class NetworkViewTests
{
    private readonly Stage _stage = Stage.OfLeNet();

    [OneTimeTearDown]
    public void Close() => _stage.Dispose();

    [Test]
    public void Layers_are_the_models_in_order_without_those_that_only_reshape()
    {
        Assert.That(_stage.Network.Layers.Select(l => $"{l.Name} {l.Extent}"), Is.EqualTo(new[]
        {
            "input 1×28×28",
            "conv1 8×28×28", "relu1 8×28×28", "maxpool1 8×14×14", "conv2 16×14×14", "relu2 16×14×14", "maxpool2 16×4×4",
            "fc 10", "softmax 10",
        }));
        Assert.That(_stage.Network.LayerCount, Is.EqualTo(_stage.Network.Layers.Length), "the Flatten counts, the picture does not");
        Assert.That(_stage.Network.Layers[7].Inputs.Single(), Is.SameAs(_stage.Network.Layers[6]), "through the Flatten");
        Assert.That(_stage.Network.ParameterCount, Is.EqualTo(8 * 25 + 8 + 16 * 8 * 25 + 16 + 256 * 10 + 10));
        bool[] signed = [true, true, false, false, true, false, false, true, false];
        Assert.That(_stage.Network.Layers.Select(l => l.Signed), Is.EqualTo(signed));
    }

    [Test]
    public void The_products_of_a_convolution_add_up_to_its_value()
    {
        var layer = _stage.Network.Layers[4];
        var value = _stage.Read(layer.Node);
        var sum = new ConvSum();
        for (int channel = 0; channel < layer.Channels; channel += 5)
            foreach (var (x, y) in new[] { (0, 0), (13, 0), (4, 9), (13, 13) })
            {
                Assert.That(sum.Compute(_stage.Network, layer.Node, _stage.Read(layer.Node.Inputs[0]), channel, x, y));
                float expected = value.Floats[(channel * 14 + y) * 14 + x];
                Assert.That(sum.Sum + sum.Bias, Is.EqualTo(expected).Within(1e-5));
                double products = 0;
                foreach (double product in sum.Products)
                    products += product;
                Assert.That(products, Is.EqualTo(sum.LookedSum).Within(1e-9));
            }
    }

    // Changing the input outside the box leaves the value alone; changing it everywhere inside does not.
    [TestCase(1, 3, 20)]
    [TestCase(3, 13, 0)]
    [TestCase(5, 6, 7)]
    [TestCase(6, 1, 3)]
    public void A_value_depends_on_its_box_and_on_nothing_else(int index, int x, int y)
    {
        var network = _stage.Network;
        var layer = network.Layers[index];
        var box = new FieldTrace().Of(new Unit(network, layer, 0, x, y, _stage.Read), network.Layers[0])!.Value;
        var input = new Tensor(network.Layers[0].Node.Shape);
        var before = Evaluate(layer.Node, input);
        for (int i = 0; i < input.Count; i++)
            if (i % 28 < box.Left || i % 28 > box.Right || i / 28 < box.Top || i / 28 > box.Bottom)
                input.Floats[i] = 1;
        Assert.That(Values(Evaluate(layer.Node, input)), Is.EqualTo(Values(before)));
        // One pixel at each corner of the box: some channel must notice.
        foreach (var (cx, cy) in new[] { (box.Left, box.Top), (box.Right, box.Bottom) })
        {
            input.Floats.Clear();
            input.Floats[cy * 28 + cx] = 100;
            Assert.That(Values(Evaluate(layer.Node, input)), Is.Not.EqualTo(Values(before)), $"corner ({cx}, {cy})");
        }

        float[] Values(Tensor value) =>
            [.. Enumerable.Range(0, layer.Channels).Select(c => value.Floats[(c * layer.Rows + y) * layer.Columns + x])];
    }

    [Test]
    public void Links_are_strongest_where_the_weights_are()
    {
        var network = _stage.Network;
        var (layer, source) = (network.Layers[4], network.Layers[3]);
        var kernel = network.WeightOf(layer.Node.Inputs[1])!;
        var strengths = new LinkStrengths().Of(network, layer, 7, source);
        var sizes = Enumerable.Range(0, 8).Select(c => kernel.Floats.Slice((7 * 8 + c) * 25, 25).ToArray().Sum(MathF.Abs)).ToArray();
        for (int c = 0; c < 8; c++)
            Assert.That(MathF.Abs(strengths[c]), Is.EqualTo(sizes[c] / sizes.Max()).Within(1e-5));
        var through = new LinkStrengths().Of(network, network.Layers[5], 7, layer).ToArray();
        Assert.That(through, Is.EqualTo(Enumerable.Range(0, 16).Select(c => c == 7 ? 1f : 0f)));
    }

    private Tensor Evaluate(Node node, Tensor input)
    {
        if (node == _stage.Network.Layers[0].Node)
            return input;
        if (_stage.Network.WeightOf(node) is { } weight)
            return weight;
        var output = new Tensor(node.Shape);
        node.Op.Evaluate([.. node.Inputs.Select(i => Evaluate(i, input))], output);
        return output;
    }
}
