using Cnn.Ops;
using Cnn.Surgery;
using NUnit.Framework;

namespace Cnn.Tests.Surgery;

/// <summary>What cannot be cut is one line that names the layer.</summary>
public class WrongCutTests
{
    private readonly OperatedNetwork _network = new();

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case(n => new ZeroKernel(n["conv1"], 5), "'conv1' has output channels 0 to 4; there is no 5");
        yield return Case(n => new NegateKernel(n["conv1"], -1), "'conv1' has output channels 0 to 4; there is no -1");
        yield return Case(n => new ZeroKernel(n["depthwise"], 6, 1), "'depthwise' has input channels 0 to 0; there is no 1");
        yield return Case(n => new SwapKernels(n["conv1"], 0, 7), "'conv1' has output channels 0 to 4; there is no 7");
        yield return Case(n => new PruneChannel(n["conv2"], 7), "'conv2' has output channels 0 to 6; there is no 7");
        yield return Case(n => new PruneChannel(n["fc"], 4), "'fc' has output channels 0 to 3; there is no 4");
        yield return Case(n => new PruneChannel(n["pool1"], 1), "'pool1' is a MaxPool; only Conv, ConvTranspose, Gemm and the MatMul "
            + "by a matrix have kernels and channels that can be changed");
        yield return Case(n => new SetNumber(n["conv2"], 1, 2, 4, 1),
            "a kernel of 'conv2' has 4 numbers for a channel; there is no number 4");
        yield return Case(n => new SetNumber(n["fc"], 0, 2, 0, float.PositiveInfinity), "a kernel of 'fc' cannot have the number Infinity");
        yield return Case(n => new SetKernel(n["conv2"], 1, 2, [1, 2, 3]), "a kernel of 'conv2' has 4 numbers; 3 were given");
        yield return Case(n => new SetKernel(n["conv2"], 1, 2, [1, 2, 3, float.NaN]), "a kernel of 'conv2' cannot have the number NaN");
        yield return Case(n => new AddNoise(n["conv1"], 0, null, -1),
            "noise of -1 deviations cannot be added to 'conv1'; it must be 0 or more");
        yield return Case(n => new ChangePool(n["pool1"], PoolKind.Max), "'pool1' is a MaxPool already");
        yield return Case(n => new ChangePool(n["relu1"], PoolKind.Max), "'relu1' is a Relu, not a pool");
        yield return Case(n => new SwapActivation(n["norm2"], new Relu()), "'norm2' is a BatchNormalization, not an activation");
        yield return Case(n => new SwapActivation(n["relu1"], new Exp()), "Exp is not put in the place of 'relu1'; it may be "
            + "Relu, LeakyRelu, Sigmoid, Tanh, Elu, HardSwish or Identity");
        yield return Case(n => new RemoveLayer(n["pool1"]),
            "'pool1' cannot be removed: it makes Float32 2×5×4×6 of Float32 2×5×9×6, which others need");
        yield return Case(n => new RemoveLayer(n["input"]), "'input' reads nothing, so that nothing could take its place");
        yield return Case(_ => new RemoveLayer(new Node(new Relu(), [new Node(new Input([1]), "x")], "else")),
            "'else' is no node of the network that is operated on");
    }

    [TestCaseSource(nameof(Wrong))]
    public void A_wrong_cut_is_one_line(object make, string message)
    {
        var cut = ((Func<OperatedNetwork, Cut>)make)(_network);
        Assert.That(() => _network.Begin().With(cut), Throws.TypeOf<CnnException>().With.Message.EqualTo(message));
    }

    [Test]
    public void A_removed_layer_is_not_cut_again()
    {
        var removed = _network.Begin().With(new RemoveLayer(_network["relu1"]));
        Assert.That(() => removed.With(new SwapActivation(_network["relu1"], new Tanh())),
            Throws.TypeOf<CnnException>().With.Message.EqualTo("'relu1' was removed; undo that to change it"));
    }

    [Test]
    public void A_pool_that_yields_places_stays()
    {
        var x = new Node(new Input([1, 3, 4, 6]), "x");
        var places = new Node(new MaxPool([2, 2], Output: 1), [x], "where");
        var bytes = new Node(new MaxPool([2, 2]), [new Node(new Input([1, 3, 4, 6], DataType.UInt8), "b")], "bytes");
        var graph = new Graph(places, bytes);
        Assert.That(() => new ChangePool(places, PoolKind.Average).Apply(graph, new VariableSet()),
            Throws.TypeOf<CnnException>().With.Message.StartsWith("'where' yields where the largest values are"));
        Assert.That(() => new ChangePool(bytes, PoolKind.Average).Apply(graph, new VariableSet()),
            Throws.TypeOf<CnnException>().With.Message.EqualTo("'bytes' pools UInt8; only a pool of Float32 has a mean"));
    }

    [Test]
    public void Noise_on_a_kernel_of_equal_numbers_is_refused()
    {
        var zero = _network.Begin().With(new ZeroKernel(_network["conv1"], 2));
        Assert.That(() => zero.With(new AddNoise(_network["conv1"], 2)), Throws.TypeOf<CnnException>().With.Message.EqualTo(
            "all numbers of the kernel 2 of 'conv1' are the same: noise is measured by their deviation, which is 0"));
    }

    [Test]
    public void A_graph_that_trains_and_kernels_that_are_an_input_are_refused()
    {
        var x = new Node(new Input([1, 3, 4, 6]), "x");
        var conv = new Node(new Conv(), [x, new Node(new Input([3, 3, 1, 1]), "w")], "conv");
        Assert.That(() => new ZeroKernel(conv, 0).Apply(new Graph(conv), new VariableSet()),
            Throws.TypeOf<CnnException>().With.Message.EqualTo("the kernels of 'conv' depend on an input of the network"));
        var weight = new Node(new Variable([3]), "v");
        var training = new Graph([conv], [new Update(weight, weight)]);
        Assert.That(() => new RemoveLayer(conv).Apply(training, new VariableSet()),
            Throws.TypeOf<CnnException>().With.Message.StartsWith("a graph that trains is not operated on"));
    }

    private static TestCaseData Case(Func<OperatedNetwork, Cut> make, string message) =>
        new TestCaseData(make, message).SetArgDisplayNames(message);
}
