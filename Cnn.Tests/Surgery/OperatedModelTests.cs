using Cnn.Networks;
using Cnn.Ops;
using Cnn.Surgery;
using Cnn.Tests.Explain;
using NUnit.Framework;

namespace Cnn.Tests.Surgery;

/// <summary>Cuts on the builders' networks: the reference backend and ONNX Runtime agree on what they do.</summary>
public class OperatedModelTests
{
    [Test]
    public void LeNet_is_operated_on()
    {
        var variables = new VariableSet();
        Require(LeNet.Build(variables, batch: 3).Graph, variables,
            n => new SwapKernels(n("conv2"), 3, 11), n => new PruneChannel(n("conv1"), 5),
            n => new ChangePool(n("pool2"), PoolKind.Average),
            n => new SwapActivation(n("relu1"), new Elu()), n => new RemoveLayer(n("probabilities")));
    }

    [Test]
    public void SqueezeNet_is_operated_on()
    {
        var variables = new VariableSet();
        Require(SqueezeNet.Build(variables, height: 45, width: 61).Graph, variables,
            n => new NegateKernel(n("fire2.expand3"), 17), n => new ChangePool(n("pool3"), PoolKind.Average),
            n => new PruneChannel(n("fire4.squeeze"), 7), n => new AddNoise(n("conv1"), 2, 1, 3), n => new RemoveLayer(n("relu10")));
    }

    [Test]
    public void MobileNetV2_is_operated_on()
    {
        var variables = new VariableSet();
        var graph = MobileNetV2.Build(variables, height: 33, width: 47).Graph;
        var depthwise = graph.Nodes.First(n => n.Op is Conv { Group: > 1 });
        var bounded = graph.Nodes.First(n => n.Op is Clip);
        var sum = graph.Nodes.First(n => n.Op is Add);
        Require(graph, variables,
            n => new ZeroKernel(depthwise, 9), n => new PruneChannel(depthwise, 4), n => new SwapActivation(bounded, new HardSwish()),
            n => new RemoveLayer(sum));
    }

    // Each cut alone changes what comes out, and all of them together are the same there and here.
    private static void Require(Graph graph, VariableSet variables, params Func<Func<string, Node>, Cut>[] cuts)
    {
        var picture = TestInputs.Of(graph.Inputs[0].Shape, 4, 2);
        var all = Operation.On(graph, variables);
        float[] before = Output(all);
        foreach (var make in cuts)
        {
            var cut = make(name => OperatedNetwork.Layer(graph, name));
            all = all.With(cut);
            float[] after = Output(all);
            Assert.That(after, Is.Not.EqualTo(before), $"{cut.GetType().Name} changes something");
            before = after;
        }
        OperatedNetwork.RequireSameInOnnxRuntime(all, picture);

        float[] Output(Operation operation) =>
            OperatedNetwork.Value(operation.Graph, variables, operation.Graph.Outputs[0], picture).Floats.ToArray();
    }
}
