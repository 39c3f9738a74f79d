using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Ops;

public sealed class ConvTests : OperatorTests<ConvTests>, IOperatorCases
{
    public static IEnumerable<OperatorCase> Cases
    {
        get
        {
            foreach (int channels in new[] { 1, 2, 3, 4, 7, 8, 15, 16, 17 })
                yield return Of($"{channels} channels to {18 - channels}", new Conv(Pads: [1, 0, 0, 1]),
                    [2, channels, 5, 4], [18 - channels, channels, 3, 2]);
            yield return Of("1×1", new Conv(), [2, 3, 4, 5], [4, 3, 1, 1]);
            yield return Of("1×N", new Conv(Pads: [0, 1, 0, 2]), [2, 3, 4, 6], [5, 3, 1, 4]);
            yield return Of("N×1", new Conv(Pads: [2, 0, 1, 0]), [2, 3, 6, 4], [5, 3, 4, 1]);
            yield return Of("stride per axis", new Conv([2, 3], [1, 2, 0, 1]), [2, 3, 7, 9], [4, 3, 3, 2]);
            yield return Of("stride larger than the kernel", new Conv([3, 4]), [1, 2, 9, 10], [3, 2, 2, 2]);
            yield return Of("dilation", new Conv(Pads: [2, 3, 1, 0], Dilations: [2, 3]), [2, 2, 7, 8], [3, 2, 3, 2]);
            yield return Of("dilation 36", new Conv(Pads: [36, 36, 36, 36], Dilations: [36, 36]), [1, 1, 5, 4], [2, 1, 3, 3]);
            yield return Of("2 groups", new Conv(Group: 2), [2, 6, 4, 5], [4, 3, 2, 3]);
            yield return Of("3 groups", new Conv(Pads: [1, 1, 1, 1], Group: 3), [2, 6, 4, 5], [9, 2, 3, 3]);
            yield return Of("32 groups", new Conv(Group: 32), [1, 32, 3, 4], [64, 1, 2, 2]);
            yield return Of("depthwise", new Conv(Pads: [1, 1, 1, 1], Group: 5), [2, 5, 4, 6], [5, 1, 3, 3]);
            yield return Of("depthwise stride 2", new Conv([2, 2], [0, 0, 1, 1], Group: 7), [2, 7, 5, 6], [7, 1, 3, 3]);
            yield return Of("depthwise ×3", new Conv([2, 1], [1, 1, 1, 1], Group: 3), [2, 3, 5, 6], [9, 1, 3, 3]);
            yield return Of("same upper", new Conv([2, 2], AutoPad: AutoPad.SameUpper), [2, 3, 5, 6], [4, 3, 3, 2]);
            yield return Of("same lower", new Conv([2, 1], AutoPad: AutoPad.SameLower), [2, 3, 5, 6], [4, 3, 3, 4]);
            yield return Of("same upper, dilation", new Conv(Dilations: [2, 2], AutoPad: AutoPad.SameUpper),
                [2, 3, 5, 6], [4, 3, 2, 2], oracle: false);
            yield return Of("valid", new Conv([2, 1], AutoPad: AutoPad.Valid), [2, 3, 5, 6], [4, 3, 3, 2]);
            yield return Of("1-D", new Conv([2], [1, 2], [2], 2), [2, 4, 9], [6, 2, 3]);
            yield return Of("3-D", new Conv([2, 1, 1], [1, 0, 1, 0, 1, 1], [1, 2, 1]), [2, 2, 4, 5, 6], [3, 2, 3, 2, 2]);
            yield return Of("kernel as large as the padded input", new Conv(Pads: [1, 0, 0, 1]), [2, 3, 3, 4], [2, 3, 4, 5]);
            yield return new OperatorCase("no bias", new Conv(), new Shape(2, 3, 4, 5), TestInput.Weights([4, 3, 2, 3]));
        }
    }

    [TestCase(1, "group 2 does not divide 3 input and 4 output channels")]
    [TestCase(2, "the weight 4×2×3×3 takes 2 channels a group; the input 1×3×5×6 has 3 in 1 groups")]
    [TestCase(3, "the bias must have shape 4; it has shape 3")]
    [TestCase(4, "the kernel reaches over 7 elements, the padded input has 6")]
    [TestCase(5, "kernel 3, stride 0 and dilation 1 must be at least 1")]
    [TestCase(6, "pads -1 and 0 must not be negative")]
    [TestCase(7, "4 pads are needed; 2 were given")]
    [TestCase(8, "the weight must have rank 4; it has shape 4×3×3")]
    public void Inputs_that_do_not_fit_are_named(int fault, string message)
    {
        var (op, weight, bias) = fault switch
        {
            1 => (new Conv(Group: 2), new Shape(4, 3, 3, 3), 4),
            2 => (new Conv(), [4, 2, 3, 3], 4),
            3 => (new Conv(), [4, 3, 3, 3], 3),
            4 => (new Conv(Pads: [1, 0, 0, 0]), [4, 3, 7, 3], 4),
            5 => (new Conv([0, 1]), [4, 3, 3, 3], 4),
            6 => (new Conv(Pads: [-1, 0, 0, 0]), [4, 3, 3, 3], 4),
            7 => (new Conv(Pads: [1, 1]), [4, 3, 3, 3], 4),
            _ => (new Conv(), new Shape(4, 3, 3), 4),
        };
        var error = Assert.Throws<NodeException>(() => _ = new Node(op, [Leaf([1, 3, 5, 6]), Leaf(weight), Leaf([bias])], "conv1"));
        Assert.That(error!.Message, Is.EqualTo($"node 'conv1' (Conv): {message}"));
    }

    [Test]
    public void Multiply_accumulates_are_counted() => Assert.That(
        new Node(new Conv(Group: 2), [Leaf([2, 6, 4, 5]), Leaf([4, 3, 2, 3])]).MultiplyAccumulates,
        Is.EqualTo(2 * 4 * 3 * 3 * (3 * 2 * 3)));

    private static Node Leaf(Shape shape) => new(new Input(shape));

    private static OperatorCase Of(string name, Conv op, Shape input, Shape weight, bool oracle = true) =>
        new(name, op, input, TestInput.Weights(weight), new Shape(weight[0])) { HasOracle = oracle };
}
