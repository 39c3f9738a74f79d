using Cnn.Networks;
using Cnn.Ops;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>What a layer is, is said from its operator's own parameters.</summary>
public class OperatorTextTests
{
    private static IEnumerable<TestCaseData> Cases()
    {
        var b = new GraphBuilder(new VariableSet());
        var x = b.Input("x", [2, 6, 9, 11]);
        yield return Case(
            new Conv { Pads = [2, 2, 2, 2] }, [x, b.Input("w", [8, 6, 5, 5])], "Conv 5×5, stride 1, padding 2, 8 kernels of 6×5×5");
        yield return Case(
            new Conv { Strides = [2, 1], Pads = [0, 1, 2, 3], Dilations = [2, 2], Group = 3 }, [x, b.Input("v", [9, 2, 3, 1])],
            "Conv 3×1, stride 2 1, padding 0 1 2 3, dilation 2, groups 3, 9 kernels of 2×3×1");
        yield return Case(new Relu(), [x], "Relu");
        yield return Case(
            new Clip(), [x, new Node(new Constant(Tensor.Scalar(0f))), new Node(new Constant(Tensor.Scalar(6f)))], "Clip, 0 to 6");
        yield return Case(new LeakyRelu(0.01f), [x], "LeakyRelu, alpha 0.01");
        yield return Case(new Softmax(Axis: 1), [x], "Softmax, axis 1");
    }

    [TestCaseSource(nameof(Cases))]
    public void An_operator_is_told_in_words(Node node, string words) => Assert.That(OperatorText.Of(node), Does.StartWith(words));

    private static TestCaseData Case(Op op, Node[] inputs, string words) =>
        new TestCaseData(new Node(op, inputs), words).SetArgDisplayNames(words);
}
