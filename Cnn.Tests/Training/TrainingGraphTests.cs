using Cnn.Backends;
using Cnn.Networks;
using Cnn.Ops;
using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary>What of a network is trained, and on which loss.</summary>
public class TrainingGraphTests
{
    [Test]
    public void Frozen_variables_stay_and_nothing_is_computed_for_them()
    {
        var variables = new VariableSet();
        var network = LeNet.Build(variables, 2, seed: 3);
        string[] head = [.. network.Graph.Variables.TakeLast(2).Select(v => v.Name)];
        var graph = new TrainingGraph(network, variables, new TrainingOptions { Trained = head });
        Assert.That(graph.Trained.Select(v => v.Name), Is.EqualTo(head));
        Assert.That(graph.Graph.Nodes.Where(n => n.Op is ConvGradWeight or ConvGradInput or MaxPoolGrad), Is.Empty);
        var before = variables.Published;
        using var session = new ReferenceBackend().CompileNow(graph.Graph, variables);
        session.Write(network.Input, Ops.TestInput.Floats([2, 1, 28, 28], 0).Value(1));
        session.Write(graph.Inputs[1], Tensor.Vector(3, 1));
        session.Write(graph.Rate, Tensor.Scalar(0.1f));
        session.Write(graph.Step, Tensor.Scalar(1f));
        session.Run();
        session.Publish();
        var changed = before.Names.Where(name => !variables[name].Floats.SequenceEqual(before[name].Floats));
        Assert.That(changed.Where(name => !name.Contains(".adam")), Is.EquivalentTo(head));
        Assert.That(variables.Names.Count(name => name.EndsWith(".adam_m", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [TestCase("nowhere", "the loss reads no variable 'nowhere' that could be trained; it reads 'w'")]
    [TestCase(null, "no variable is left to train: all are frozen")]
    public void What_cannot_be_trained_is_said(string? name, string message)
    {
        var w = new Node(new Variable([2]), "w");
        var loss = new Node(new ReduceSum(KeepDims: false), [w * w]);
        string[] trained = name is null ? [] : [name];
        var error = Assert.Throws<CnnException>(
            () => _ = new TrainingGraph(new VariableSet(), loss, [], null, new TrainingOptions { Trained = trained }));
        Assert.That(error!.Message, Is.EqualTo(message));
    }

    [Test]
    public void One_against_all_is_the_binary_cross_entropy_of_each_class()
    {
        var x = Ops.TestInput.Floats([3, 5], -3, 3).Value(4);
        int[] labels = [4, 0, 2];
        var loss = Losses.OneAgainstAll(new Node(new Input(x.Shape), "x"), new Node(new Input([3], DataType.Int32), "labels"));
        double expected = 0;
        for (int i = 0; i < 15; i++)
        {
            double p = 1 / (1 + Math.Exp(-x.Floats[i]));
            expected -= Math.Log(labels[i / 5] == i % 5 ? p : 1 - p) / 15;
        }
        using var backends = new OpenBackends();
        foreach (var backend in backends.All)
        {
            using var session = backend.CompileNow(new Cnn.Graph(loss), new VariableSet());
            session.Write(session.Graph.Input("x"), x);
            session.Write(session.Graph.Input("labels"), Tensor.Vector(labels));
            session.Run();
            Assert.That(session.Read(loss).Floats[0], Is.EqualTo(expected).Within(1e-5), backend.Name);
        }
    }
}
