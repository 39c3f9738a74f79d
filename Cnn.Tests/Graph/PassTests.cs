using Cnn.Backends;
using Cnn.Networks;
using Cnn.Ops;
using Cnn.Passes;
using NUnit.Framework;

namespace Cnn.Tests.Graphs;

public class PassTests
{
    private static Node Input(Shape shape, string name = "x") => new(new Input(shape), name);

    [Test]
    public void Identities_are_removed()
    {
        var x = Input([2, 3]);
        var y = new Node(new Dropout(), [new Node(new Relu(), [new Node(new Identity(), [new Node(new Reshape([2, -1]), [x])])])], "y");
        var graph = new Cnn.Graph(y);
        var (result, map) = RemoveIdentities.Apply(graph);
        Assert.That(result.Nodes.Select(n => n.Op.Name), Is.EqualTo(new[] { "Input", "Relu" }));
        RequireEqual(graph, result, map, new VariableSet());
    }

    [Test]
    public void Constants_are_folded_and_variables_are_not()
    {
        var variables = new VariableSet();
        variables.Write("w", Tensor.Vector(3f, -1));
        var constant = new Node(new Constant(Tensor.Vector(2f, 5)));
        var w = new Node(new Variable([2]), "w");
        var graph = new Cnn.Graph(Input([2]) * (constant * constant + 1) + w * 2);
        var (result, map) = FoldConstants.Apply(graph);
        Assert.That(result.Nodes.Count(n => n.Op is Mul), Is.EqualTo(2), "x · constant and w · 2 stay");
        Assert.That(result.Nodes.Count(n => n.Op is Add), Is.EqualTo(1));
        RequireEqual(graph, result, map, variables);
    }

    [TestCase(1 << 12, 1, true)]
    [TestCase((1 << 12) + 1, 1, false)]
    [TestCase(1 << 11, 4, true)]
    [TestCase(1 << 11, 5, false)]
    public void Constants_that_may_take_long_are_left(int length, int count, bool allFolded)
    {
        var constant = new Node(new Constant(new Tensor([length])));
        var graph = new Cnn.Graph(Enumerable.Range(0, count).Select(_ => new Node(new Exp(), [constant])));
        var (result, map) = FoldConstants.Apply(graph);
        Assert.That(result.Nodes.All(n => n.IsLeaf), Is.EqualTo(allFolded));
        Assert.That(result.Nodes.Count(n => n.Op is Exp), Is.EqualTo(allFolded ? 0 : 1));
        RequireEqual(graph, result, map, new VariableSet());
    }

    [Test]
    public void BatchNormalization_is_folded_into_a_transposed_convolution([Values(1, 3)] int group, [Values] bool bias)
    {
        var variables = new VariableSet();
        Node Weight(string name, Shape shape)
        {
            variables.Write(name, new Tensor(shape));
            return new(new Variable(shape), name);
        }
        Node[] inputs = [Input([2, 6, 4, 5]), Weight("w", [6, 9 / group, 3, 2]), .. bias ? new[] { Weight("b", [9]) } : []];
        var conv = new Node(new ConvTranspose(Strides: [2, 1], Pads: [1, 0, 0, 1], Group: group, OutputPadding: [1, 0]), inputs);
        var graph = new Cnn.Graph(new Node(new BatchNormalization(1e-3f),
            [conv, Weight("scale", [9]), Weight("shift", [9]), Weight("mean", [9]), Weight("variance", [9])]));
        Randomize(variables);
        var (result, map) = FoldBatchNormalization.Apply(graph);
        Assert.That(result.Nodes.Count(n => n.Op is BatchNormalization), Is.Zero);
        RequireEqual(graph, result, map, variables);
    }

    [TestCase(1, true)]
    [TestCase(1, false)]
    [TestCase(3, true)]
    [TestCase(6, false)]
    public void BatchNormalization_is_folded_into_the_convolution(int group, bool bias)
    {
        var variables = new VariableSet();
        var b = new GraphBuilder(variables, seed: 3);
        var conv = b.Conv(Input([2, 6, 5, 7]), maps: 12, kernel: 3, "conv", stride: 2, pad: 1, group: group, bias: bias);
        var graph = new Cnn.Graph(b.Relu(b.BatchNormalization(conv, "norm", epsilon: 1e-3f)));
        Randomize(variables);
        var (result, map) = FoldBatchNormalization.Apply(graph);
        Assert.That(result.Nodes.Count(n => n.Op is BatchNormalization), Is.Zero);
        Assert.That(map.ContainsKey(conv), Is.False);
        RequireEqual(graph, result, map, variables);
        // A weight that is written later counts.
        Randomize(variables, seed: 2);
        RequireEqual(graph, result, map, variables);
    }

    [Test]
    public void A_convolution_that_others_read_or_watch_is_left()
    {
        var variables = new VariableSet();
        var b = new GraphBuilder(variables);
        var conv = b.Conv(Input([1, 2, 4, 5]), maps: 3, kernel: 1, "conv");
        var norm = b.BatchNormalization(conv, "norm");
        Cnn.Graph alone = new(norm), read = new(norm + conv), output = new(norm, conv);
        Assert.That(Norms(FoldBatchNormalization.Apply(read).Graph), Is.EqualTo(1), "read by another");
        Assert.That(Norms(FoldBatchNormalization.Apply(output).Graph), Is.EqualTo(1), "an output");
        Assert.That(Norms(FoldBatchNormalization.Apply(alone).Graph), Is.Zero);
        var (watched, map) = PassList.ForSpeed.Apply(alone, [conv]);
        Assert.That(Norms(watched), Is.EqualTo(1), "watched");
        Assert.That(watched.Outputs, Does.Contain(map[conv]));
        static int Norms(Cnn.Graph graph) => graph.Nodes.Count(n => n.Op is BatchNormalization);
    }

    [Test]
    public void All_passes_together_keep_a_network_s_outputs()
    {
        var variables = new VariableSet();
        var network = MobileNetV2.Build(variables, 33, 33, classes: 7);
        Randomize(variables);
        var graph = new Cnn.Graph(new Node(new Identity(), [network.Probabilities]));
        var (result, map) = PassList.ForSpeed.Apply(graph, []);
        Assert.That(result.Nodes.Any(n => n.Op is BatchNormalization or Identity), Is.False);
        RequireEqual(graph, result, map, variables);
    }

    [Test]
    public void Nodes_that_lead_nowhere_are_gone()
    {
        var x = Input([2]);
        _ = new Node(new Exp(), [x]);
        var (result, _) = PassList.ForSpeed.Apply(new Cnn.Graph(new Node(new Relu(), [x])), []);
        Assert.That(result.Nodes.Select(n => n.Op.Name), Is.EqualTo(new[] { "Input", "Relu" }));
    }

    private static void Randomize(VariableSet variables, int seed = 1)
    {
        foreach (string name in variables.Names.ToArray())
        {
            bool positive = name.EndsWith("variance", StringComparison.Ordinal) || name.EndsWith("scale", StringComparison.Ordinal);
            var shape = variables[name].Shape;
            variables.Write(name, (positive ? Ops.TestInput.Floats(shape, 0.5f, 1.5f) : Ops.TestInput.Weights(shape)).Value(seed++));
        }
    }

    // Every node that still has a place keeps its value.
    private static void RequireEqual(Cnn.Graph graph, Cnn.Graph result, IReadOnlyDictionary<Node, Node> map, VariableSet variables)
    {
        using var before = new ReferenceBackend().CompileNow(graph, variables);
        using var after = new ReferenceBackend().CompileNow(result, variables);
        foreach (var input in graph.Inputs)
        {
            var value = Ops.TestInput.Floats(input.Shape).Value(5);
            before.Write(input, value);
            after.Write(map[input], value);
        }
        before.Run();
        after.Run();
        foreach (var node in graph.Nodes)
            if (map.TryGetValue(node, out var place) && result.Nodes.Contains(place))
                Assert.That(new Closeness().Difference(before.Read(node), after.Read(place)), Is.Null, node.Name);
        foreach (var output in graph.Outputs)
            Assert.That(result.Outputs, Does.Contain(map[output]));
    }
}
