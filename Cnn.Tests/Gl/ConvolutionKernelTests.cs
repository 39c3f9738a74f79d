using Cnn.Backends;
using Cnn.Gl;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Gl;

/// <summary>Every convolution kernel, forward and backward, against the definition.</summary>
public class ConvolutionKernelTests
{
    public sealed record Case(string Name, Shape X, Shape W, Conv Conv)
    {
        public override string ToString() => Name;
    }

    private static IEnumerable<Case> Cases()
    {
        foreach (int channels in new[] { 1, 2, 3, 4, 7, 8, 15, 16, 17 })
            yield return new($"{channels} to 5", [2, channels, 6, 9], [5, channels, 3, 2], new Conv(Pads: [0, 2, 1, 0]));
        foreach (int maps in new[] { 1, 2, 3, 4, 7, 8, 15, 16, 17 })
            yield return new($"6 to {maps}", [2, 6, 5, 8], [maps, 6, 3, 3], new Conv(Strides: [2, 1], Pads: [1, 1, 0, 2]));
        yield return new("pointwise", [2, 9, 5, 7], [12, 9, 1, 1], new Conv());
        yield return new("pointwise, one place", [3, 10, 1, 1], [8, 10, 1, 1], new Conv());
        yield return new("pointwise with stride", [2, 8, 7, 6], [5, 8, 1, 1], new Conv(Strides: [2, 3]));
        yield return new("5×5", [3, 8, 14, 13], [16, 8, 5, 5], new Conv(Pads: [2, 2, 2, 2]));
        yield return new("5×5 of one channel", [3, 1, 12, 13], [8, 1, 5, 5], new Conv(Pads: [2, 2, 2, 2]));
        yield return new("7×7 with stride", [1, 3, 19, 21], [9, 3, 7, 7], new Conv(Strides: [2, 2], Pads: [3, 3, 3, 3]));
        yield return new("1×5 and dilation", [2, 5, 4, 17], [6, 5, 1, 5], new Conv(Dilations: [1, 3], Pads: [0, 4, 0, 3]));
        yield return new("dilation and stride", [2, 4, 13, 12], [4, 4, 3, 3],
            new Conv(Strides: [2, 3], Dilations: [2, 1], Pads: [2, 0, 1, 1]));
        yield return new("two groups of packs", [2, 8, 5, 6], [16, 4, 3, 3], new Conv(Group: 2, Pads: [1, 1, 1, 1]));
        yield return new("three groups of three", [2, 9, 5, 6], [6, 3, 3, 2], new Conv(Group: 3));
        yield return new("32 groups", [1, 64, 3, 4], [64, 2, 3, 3], new Conv(Group: 32, Pads: [1, 1, 1, 1]));
        foreach (int channels in new[] { 2, 3, 4, 7, 16, 17 })
            yield return new($"depthwise {channels}", [2, channels, 7, 6], [channels, 1, 3, 3],
                new Conv(Group: channels, Pads: [1, 0, 0, 1]));
        yield return new("depthwise with stride", [2, 8, 9, 11], [8, 1, 5, 3], new Conv(Group: 8, Strides: [2, 2], Pads: [2, 1, 2, 1]));
        yield return new("depthwise times two", [2, 3, 6, 5], [6, 1, 3, 3], new Conv(Group: 3));
        yield return new("one axis", [2, 3, 11], [5, 3, 4], new Conv(Strides: [2], Pads: [1, 2]));
        yield return new("three axes", [2, 3, 4, 5, 6], [4, 3, 2, 3, 2], new Conv(Pads: [1, 0, 1, 0, 1, 0]));
    }

    [TestCaseSource(nameof(Cases))]
    public void ForwardAndBackward(Case test)
    {
        var x = new Node(new Input(test.X), "x");
        var w = new Node(new Variable(test.W), "w");
        var b = new Node(new Variable([test.W[0]]), "b");
        var y = new Node(test.Conv, [x, w, b], "y");
        var dy = new Node(new Input(y.Shape), "dy");
        var dx = new Node(new ConvGradInput(test.Conv, test.X), [dy, w], "dx");
        var dw = new Node(new ConvGradWeight(test.Conv, test.W), [x, dy], "dw");
        var graph = new Graph(y, dx, dw, new Node(test.Conv, [x, w], "without bias"));
        Kernels.Agree(graph);
        // As a card runs it.
        using var sharing = new GlBackend(GlSetup.Context.Gl, new GlOptions { SharesSums = true });
        Kernels.Agree(graph, sharing);
    }

    [TestCase(3, "conv_packed 2×2×4 by 2")]
    [TestCase(4, "conv_packed 2×2×4")]
    [TestCase(8, "conv_packed 2×2×4 by 2")]
    [TestCase(33, "conv_packed 2×2×4 by 8")]
    [TestCase(70, "conv_packed 2×2×4 by 16")]
    public void Sums_are_shared_by_as_many_as_the_depth_allows(int channels, string label)
    {
        var x = new Node(new Input([2, channels, 5, 7]), "x");
        var y = new Node(new Conv(Pads: [1, 0, 1, 2]), [x, Weights([6, channels, 3, 3], "w"), Weights([6], "b")], "y");
        var options = new GlOptions { SharesSums = true };
        using var sharing = new GlBackend(GlSetup.Context.Gl, options);
        Kernels.Agree(y, sharing, watchAll: false);
        var plan = GraphPlanner.Plan(new CompiledGraph(new Graph(y), null), v => GlTensor.New(v.Shape), options, int.MaxValue);
        Assert.That(plan.Launches.Select(launch => launch.Label), Has.One.EqualTo(label));
    }

    [Test]
    public void ChainsStayPackedAndFuseTheirActivation([Values] bool watchAll)
    {
        Node x = new(new Input([2, 3, 9, 8]), "x");
        var y = x;
        int i = 0;
        foreach (int maps in new[] { 6, 9, 8 })
        {
            var w = new Node(new Variable([maps, y.Shape[1], 3, 3]), $"w{i}");
            var b = new Node(new Variable([maps]), $"b{i++}");
            y = new Node(new Sigmoid(), [new Node(new Conv(Pads: [1, 1, 1, 1]), [y, w, b])]);
        }
        Kernels.Agree(y, watchAll: watchAll);
    }

    private static Node Weights(Shape shape, string name) => new(new Variable(shape), name);

    private static Node Normalized(Node x, string name)
    {
        Shape c = [x.Shape[1]];
        return new(new BatchNormalization(),
            [x, Weights(c, name + " scale"), Weights(c, name + " bias"), Weights(c, name + " mean"), Weights(c, name + " positive")]);
    }

    [Test]
    public void BlocksFuseNormalizationResidualAndActivation([Values] bool watchAll, [Values(6, 8)] int channels, [Values(1, 0)] int group)
    {
        var x = new Node(new Input([2, channels, 7, 9]), "x");
        int groups = group == 0 ? channels : 1;
        Node Conv(Node input, string name) =>
            new(new Conv(Pads: [1, 1, 1, 1], Group: groups), [input, Weights([channels, channels / groups, 3, 3], name)]);
        var first = new Node(new Relu(), [Normalized(Conv(x, "w1"), "n1")]);
        var second = Normalized(Conv(first, "w2"), "n2");
        var shortcut = new Node(new Conv(), [x, Weights([channels, channels, 1, 1], "w3"), Weights([channels], "b3")]);
        var graph = new Cnn.Graph(new Node(new Relu(), [second + shortcut]), new Node(new Tanh(), [Conv(first, "w4")]));
        Kernels.Agree(graph, watchAll: watchAll);
        if (watchAll)
            return;
        var launched = Kernels.Launched(graph, VariablesOf(graph));
        Assert.That(launched, Has.Exactly(4).StartsWith("conv_").And.Exactly(1).EqualTo("to C4").And.Length.EqualTo(5));
    }

    [Test]
    public void MapsAreComputedIntoTheirSlicesOfAJoinedMap([Values(4, 6)] int channels, [Values(1, 2)] int batch)
    {
        var x = new Node(new Input([batch, 8, 6, 5]), "x");
        Node Branch(string name) =>
            new(new Relu(), [new Node(new Conv(), [x, Weights([channels, 8, 1, 1], name), Weights([channels], name + " bias")])]);
        var joined = new Node(new Concat(1), [Branch("a"), new Node(new MaxPool([1, 1]), [x]), Branch("b")]);
        var y = new Node(new Conv(), [joined, Weights([5, joined.Shape[1], 1, 1], "w")]);
        var graph = new Cnn.Graph(y);
        Kernels.Agree(graph, watchAll: false);
        Kernels.Agree(graph);
        using var session =
            Backends.BackendExtensions.CompileNow(GlSetup.Backend, graph, VariablesOf(graph), new Backends.CompileOptions { Watched = [] });
        int copies = session.Timings.Count(t => t.Kernel == "Concat");
        Assert.That(copies, Is.EqualTo(channels == 4 && batch == 1 ? 1 : 3));
    }

    private static VariableSet VariablesOf(Cnn.Graph graph)
    {
        var variables = new VariableSet();
        foreach (var variable in graph.Variables)
            variables.Write(variable.Name, new Tensor(variable.Shape));
        return variables;
    }
}
