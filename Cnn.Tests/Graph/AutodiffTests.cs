using Cnn.Backends;
using Cnn.Networks;
using Cnn.Ops;
using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Graphs;

public class AutodiffTests
{
    [Test]
    public void Contributions_of_several_paths_are_summed()
    {
        var x = new Node(new Input([2]), "x");
        var square = x * x;
        var loss = new Node(new ReduceSum(KeepDims: false), [square * x + square]);
        var gradient = Autodiff.Gradients(loss, [x])[0];
        // d(x³ + x²) = 3x² + 2x
        Assert.That(Run(gradient, x, Tensor.Vector(2f, -3f)), Is.EqualTo(new[] { 16f, 21f }));
    }

    [Test]
    public void A_loss_differentiated_by_itself_is_one()
    {
        var x = new Node(new Input(Shape.Scalar), "x");
        Assert.That(Run(Autodiff.Gradients(x, [x])[0], x, Tensor.Scalar(5f)), Is.EqualTo(new[] { 1f }));
    }

    [Test]
    public void What_the_loss_does_not_depend_on_is_named()
    {
        var x = new Node(new Input(Shape.Scalar), "x");
        var other = new Node(new Input(Shape.Scalar), "other");
        var error = Assert.Throws<CnnException>(() => Autodiff.Gradients(x * x, [other]));
        Assert.That(error!.Message, Is.EqualTo("the loss 'Mul' does not depend on 'other'"));
    }

    [Test]
    public void A_loss_of_several_elements_is_refused()
    {
        var x = new Node(new Input([2, 3]), "x");
        var error = Assert.Throws<CnnException>(() => Autodiff.Gradients(x, [x]));
        Assert.That(error!.Message, Does.Contain("must have one element; it has shape 2×3"));
    }

    [Test]
    public void Operators_without_gradient_beside_the_way_do_not_matter()
    {
        var x = new Node(new Input([1, 1, 2, 3]), "x");
        var frozen = new Node(new Pad([0, 0, 0, 0, 0, 0, 0, 1], PadMode.Reflect), [new Node(new Input([1, 1, 2, 2]), "z")]);
        var loss = new Node(new ReduceSum(KeepDims: false), [x * frozen]);
        Assert.That(Autodiff.Gradients(loss, [x])[0].Shape, Is.EqualTo(x.Shape));
    }

    // Recursion would overflow here: the test's thread has a stack of 256 KB.
    [Test]
    public void A_chain_of_20000_nodes_is_differentiated_on_a_small_stack()
    {
        Exception? error = null;
        float[]? result = null;
        var thread = new Thread(() =>
        {
            try
            {
                var x = new Node(new Input(Shape.Scalar), "x");
                var y = x;
                for (int i = 0; i < 20_000; i++)
                    y = new Node(new Relu(), [y]);
                var (graph, map) = GraphRewriter.Rewrite(new Cnn.Graph(y), (_, _) => null);
                result = Run(Autodiff.Gradients(graph.Outputs[0], [map[x]])[0], x, Tensor.Scalar(3f));
            }
            catch (Exception e)
            {
                error = e;
            }
        }, maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(error, Is.Null);
        Assert.That(result, Is.EqualTo(new[] { 1f }));
    }

    [Test]
    public void LeNet_learns_a_batch_by_heart_with_Adam()
    {
        const int batch = 4;
        var variables = new VariableSet();
        var network = LeNet.Build(variables, batch, seed: 5);
        var labels = new Node(new Input([batch], DataType.Int32), "labels");
        var rate = new Node(new Input(Shape.Scalar), "rate");
        var step = new Node(new Input(Shape.Scalar), "step");
        var loss = new Node(new SoftmaxCrossEntropyLoss(), [network.Logits, labels], "loss");
        var updates = new Adam().Updates(
            network.Graph.Variables, Autodiff.Gradients(loss, network.Graph.Variables), rate, step, variables);
        using var session = new ReferenceBackend().CompileNow(new Cnn.Graph([loss], updates), variables);
        session.Write(network.Input, Ops.TestInput.Floats([batch, 1, 28, 28], 0).Value(1));
        session.Write(labels, Tensor.Vector(3, 1, 4, 1));
        session.Write(rate, Tensor.Scalar(0.01f));
        var losses = new List<float>();
        for (int i = 1; i <= 30; i++)
        {
            session.Write(step, Tensor.Scalar((float)i));
            session.Run();
            losses.Add(session.Read(loss).Floats[0]);
        }
        Assert.That(losses[0], Is.GreaterThan(1));
        Assert.That(losses[^1], Is.LessThan(0.01 * losses[0]), string.Join(" ", losses));
    }

    private static float[] Run(Node node, Node input, Tensor value)
    {
        using var session = new ReferenceBackend().CompileNow(new Cnn.Graph(node, input), new VariableSet());
        session.Write(input, value);
        session.Run();
        return session.Read(node).Floats.ToArray();
    }
}
