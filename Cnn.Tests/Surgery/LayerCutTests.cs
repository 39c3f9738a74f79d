using Cnn.Networks;
using Cnn.Ops;
using Cnn.Surgery;
using NUnit.Framework;

namespace Cnn.Tests.Surgery;

public class LayerCutTests
{
    private readonly OperatedNetwork _network = new();

    [Test]
    public void A_pruned_channel_is_zero_behind_its_normalisation_and_its_sigmoid_too()
    {
        var cut = _network.Begin().With(new PruneChannel(_network["conv2"], 2));
        foreach (string layer in new[] { "conv2", "norm2", "sigmoid2" })
        {
            var (before, after) = (_network.Value(_network.Begin(), layer), _network.Value(cut, layer));
            KernelCutTests.Each(after, (n, m, y, x) => Assert.That(OperatedNetwork.At(after, n, m, y, x),
                Is.EqualTo(m == 2 ? 0 : OperatedNetwork.At(before, n, m, y, x)), layer));
        }
    }

    [Test]
    public void A_pruned_channel_has_no_bias_and_leaves_no_node_behind_a_relu()
    {
        var cut = _network.Begin().With(new PruneChannel(_network["conv1"], 4));
        foreach (string layer in new[] { "conv1", "relu1", "pool1" })
        {
            var (before, after) = (_network.Value(_network.Begin(), layer), _network.Value(cut, layer));
            KernelCutTests.Each(after, (n, m, y, x) => Assert.That(OperatedNetwork.At(after, n, m, y, x),
                Is.EqualTo(m == 4 ? 0 : OperatedNetwork.At(before, n, m, y, x)), layer));
        }
        Assert.That(cut.Graph.LayerCount, Is.EqualTo(_network.Graph.LayerCount));
    }

    [Test]
    public void A_bias_that_is_a_layer_of_its_own_is_pruned()
    {
        var variables = new VariableSet();
        var b = new GraphBuilder(variables);
        var conv = b.Conv(b.Input("x", [2, 3, 5, 4]), 3, 3, "conv", bias: false);
        var bias = new Node(new Add(), [conv, b.Filled("bias", [3, 1, 1], 0.5f)], "add");
        var cut = Operation.On(new Graph(bias), variables).With(new PruneChannel(conv, 1));
        var maps = OperatedNetwork.Value(cut.Graph, variables, cut.Graph.Outputs[0], Explain.TestInputs.Of([2, 3, 5, 4], 1, 1));
        KernelCutTests.Each(maps, (n, m, y, x) => Assert.That(OperatedNetwork.At(maps, n, m, y, x), m == 1 ? Is.Zero : Is.Not.Zero));
    }

    [Test]
    public void Another_layer_keeps_a_weight_that_both_read()
    {
        var variables = new VariableSet();
        var b = new GraphBuilder(variables);
        var x = b.Input("x", [1, 3, 5, 4]);
        var one = b.Conv(x, 3, 3, "conv", pad: 1);
        var two = new Node(one.Op, [new Node(new Relu(), [one]), one.Inputs[1], one.Inputs[2]], "second");
        var cut = Operation.On(new Graph(two), variables).With(new ZeroKernel(one, 1));
        Assert.That(cut.Of(two)!.Inputs[1].Op, Is.InstanceOf<Variable>());

        var (saved, weights) = cut.Finished();
        Assert.That(saved.Variables.Select(v => v.Name), Is.EquivalentTo(["conv.weight", "conv.weight 2", "conv.bias"]));
        Assert.That(weights["conv.weight"], Is.SameAs(variables["conv.weight"]));
        Assert.That(weights["conv.weight 2"].Floats.Slice(27, 27).ToArray(), Is.All.Zero);
        Assert.That(saved.ParameterCount, Is.EqualTo(81 + 81 + 3));
    }

    [Test]
    public void Max_pooling_becomes_the_mean_of_the_same_windows()
    {
        var cut = _network.Begin().With(new ChangePool(_network["pool1"], PoolKind.Average));
        var (from, maps) = (_network.Value(_network.Begin(), "relu1"), _network.Value(cut, "pool1"));
        RequireWindows(from, maps, (3, 2), (2, 1), (1, 0), values => values.Average());
        var back = cut.With(new ChangePool(_network["pool1"], PoolKind.Max));
        Assert.That(back.Of(_network["pool1"])!.Op, Is.EqualTo(_network["pool1"].Op));
    }

    [Test]
    public void Average_pooling_becomes_the_largest_of_the_same_windows()
    {
        var cut = _network.Begin().With(new ChangePool(_network["pool3"], PoolKind.Max));
        var (from, maps) = (_network.Value(_network.Begin(), "depthwise"), _network.Value(cut, "pool3"));
        RequireWindows(from, maps, (2, 2), (1, 2), (0, 1), values => values.Max());
    }

    [Test]
    public void A_mean_of_everything_becomes_the_largest_of_everything()
    {
        var input = new Node(new Input([2, 3, 5, 4]), "x");
        var mean = new Node(new GlobalAveragePool(), [input], "mean");
        var cut = Operation.On(new Graph(mean), new VariableSet()).With(new ChangePool(mean, PoolKind.Max));
        var picture = Explain.TestInputs.Of([2, 3, 5, 4], 1, 1);
        var largest = OperatedNetwork.Value(cut.Graph, cut.Variables, cut.Graph.Outputs[0], picture);
        Assert.That(largest.Floats.ToArray(), Is.EqualTo(picture.Floats.ToArray().Chunk(20).Select(c => c.Max())));
        Assert.That(cut.With(new ChangePool(mean, PoolKind.Average)).Graph.Outputs[0].Op, Is.EqualTo(mean.Op));
    }

    private static IEnumerable<TestCaseData> Functions() =>
    [
        new TestCaseData(new Relu(), (Func<double, double>)(x => Math.Max(0, x))),
        new TestCaseData(new LeakyRelu(), (Func<double, double>)(x => x < 0 ? 0.01 * x : x)),
        new TestCaseData(new Sigmoid(), (Func<double, double>)(x => 1 / (1 + Math.Exp(-x)))),
        new TestCaseData(new Tanh(), (Func<double, double>)Math.Tanh),
        new TestCaseData(new Elu(), (Func<double, double>)(x => x < 0 ? Math.Exp(x) - 1 : x)),
        new TestCaseData(new HardSwish(), (Func<double, double>)(x => x * Math.Clamp(x / 6 + 0.5, 0, 1))),
        new TestCaseData(new Identity(), (Func<double, double>)(x => x)),
    ];

    [TestCaseSource(nameof(Functions))]
    public void An_activation_is_swapped(Op activation, Func<double, double> function)
    {
        foreach (string layer in new[] { "relu1", "sigmoid2" })
        {
            var cut = _network.Begin().With(new SwapActivation(_network[layer], activation));
            var (from, to) = (_network.Value(_network.Begin(), _network[layer].Inputs[0].Name), _network.Value(cut, layer));
            for (int i = 0; i < to.Count; i++)
                Assert.That(to.Floats[i], Is.EqualTo(function(from.Floats[i])).Within(1e-6));
        }
    }

    [Test]
    public void A_bounded_rectifier_is_swapped_and_loses_its_bounds()
    {
        var x = new Node(new Input([1, 3, 2, 4]), "x");
        var relu6 = new GraphBuilder(new VariableSet()).Relu6(x, "relu6");
        var (graph, _) = new SwapActivation(relu6, new Identity()).Apply(new Graph(relu6), new VariableSet());
        Assert.That(graph.Nodes.Select(n => n.Op.Name), Is.EqualTo(["Input", "Identity"]));
    }

    [TestCase("relu1", "pool1")]
    [TestCase("norm2", "sigmoid2")]
    [TestCase("depthwise", "pool3")]
    public void Who_read_a_removed_layer_reads_what_it_read(string layer, string reader)
    {
        var cut = _network.Begin().With(new RemoveLayer(_network[layer]));
        Assert.That(cut.Of(_network[layer]), Is.Null);
        Assert.That(cut.Of(_network[reader])!.Inputs[0], Is.SameAs(cut.Of(_network[layer].Inputs[0])));
        Assert.That(cut.Graph.LayerCount, Is.EqualTo(_network.Graph.LayerCount - 1));
        Assert.That(cut.Graph.Outputs[0].Shape, Is.EqualTo(_network.Graph.Outputs[0].Shape));
        OperatedNetwork.RequireSameInOnnxRuntime(cut, _network.Picture);
    }

    // By the definition of a window; of the padding nothing counts.
    private static void RequireWindows(Tensor from, Tensor maps, (int H, int W) size, (int H, int W) stride, (int Top, int Left) pad,
        Func<List<float>, float> of) => KernelCutTests.Each(maps, (n, m, y, x) =>
    {
        var values = new List<float>();
        for (int i = 0; i < size.H; i++)
            for (int j = 0; j < size.W; j++)
            {
                int row = y * stride.H + i - pad.Top, column = x * stride.W + j - pad.Left;
                if (row >= 0 && row < from.Shape[2] && column >= 0 && column < from.Shape[3])
                    values.Add(OperatedNetwork.At(from, n, m, row, column));
            }
        Assert.That(OperatedNetwork.At(maps, n, m, y, x), Is.EqualTo(of(values)).Within(1e-6));
    });
}
