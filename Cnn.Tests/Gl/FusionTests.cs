using Cnn.Backends;
using Cnn.Gl;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Gl;

/// <summary>
/// What goes into what when nobody watches, by a pass or by the planner: outputs stay equal, so many launches are left,
/// and whichever node is watched has its map, the right one.
/// </summary>
public class FusionTests
{
    public sealed record Case(string Name, int Launches, Func<Node, Node> Build, int Batch = 2)
    {
        public override string ToString() => Name;
    }

    private static Node Weight(Shape shape, string name) => new(new Variable(shape), name);

    private static Node Normalized(Node x)
    {
        Shape c = [x.Shape[1]];
        return new(new BatchNormalization(1e-3f),
            [x, Weight(c, "scale"), Weight(c, "shift"), Weight(c, "mean"), Weight(c, "positive variance")], "norm");
    }

    private static Node Conv(Node x, string name = "w", int group = 1, bool bias = true)
    {
        Shape w = [8, x.Shape[1] / group, 3, 2];
        Node[] inputs = bias ? [x, Weight(w, name), Weight([8], name + " bias")] : [x, Weight(w, name)];
        return new(new Conv(Pads: [2, 0, 0, 1], Group: group), inputs, "conv " + name);
    }

    private static Node Transpose(Node x, int group, bool bias = true)
    {
        Shape w = [8, 12 / group, 2, 3];
        Node[] inputs = bias ? [x, Weight(w, "w"), Weight([12], "b")] : [x, Weight(w, "w")];
        return new(new ConvTranspose(Strides: [2, 1], Pads: [0, 1, 1, 0], Group: group), inputs, "transpose");
    }

    private static Node Relu(Node x, string name = "relu") => new(new Relu(), [x], name);

    // The input is [batch, 8, 5, 7] and row-major: packing it is the first launch.
    private static IEnumerable<Case> Cases()
    {
        yield return new("activation", 2, x => Relu(Conv(x)));
        yield return new("activation, depthwise", 2, x => new(new Sigmoid(), [Conv(x, group: 8)]));
        yield return new("activation, transposed", 2, x => new(new Tanh(), [Transpose(x, 1)]));
        yield return new("residual", 2, x => Conv(x) + x);
        yield return new("residual and activation, depthwise", 2, x => Relu(x + Conv(x, group: 8)));
        yield return new("residual of two branches", 3, x => Relu(Conv(x, "a") + Conv(x, "b")));
        yield return new("normalization", 2, x => Normalized(Conv(x)));
        yield return new("normalization, no bias, groups of packs", 2, x => Normalized(Conv(x, group: 2, bias: false)));
        yield return new("normalization, groups of two", 1, x => Normalized(Conv(x, group: 4)));
        yield return new("normalization, depthwise", 2, x => Normalized(Conv(x, group: 8)));
        yield return new("normalization, transposed", 2, x => Normalized(Transpose(x, 1, bias: false)));
        yield return new("normalization, transposed, groups", 1, x => Normalized(Transpose(x, 4)));
        yield return new("normalization, residual and activation", 2, x => Relu(Normalized(Conv(x)) + x));
        yield return new("identities", 3,
            x => new(new Dropout(), [new Node(new Exp(), [Relu(new Node(new Identity(), [Conv(x)], "identity"))], "exp")], "dropout"));
        yield return new("constants", 1, x => x * new Node(new Exp(), [Nodes.Scalar(0.25f) + 1f], "factor"));
        yield return new("joined maps", 7, x => new(new Concat(1),
            [Relu(Conv(x, "a")), new Node(new MaxPool([3, 1], Pads: [2, 0, 0, 0]), [Relu(x)], "pool"), Conv(x, "b")], "join"), Batch: 1);
    }

    [TestCaseSource(nameof(Cases))]
    public void OutputsAndWatchedNodesAreEqual(Case test)
    {
        var x = new Node(new Input([test.Batch, 8, 5, 7]), "x");
        var output = test.Build(x);
        // One more reader at the end, so that a map is not only an output.
        var graph = new Graph(new Node(new ReduceSum([2, 3]), [output], "sum"), new Node(new Neg(), [output], "negative"));
        var variables = new VariableSet();
        var random = new Random(7);
        foreach (var variable in graph.Variables)
            variables.Write(variable.Name, Kernels.Values(random, variable));
        using var truth = new ReferenceBackend().CompileNow(graph, variables);
        truth.Write(x, Kernels.Values(random, x));
        truth.Run();
        foreach (var watched in graph.Nodes.Where(n => !n.IsLeaf).Append(null))
        {
            var options = new CompileOptions { Watched = watched is null ? [] : [watched] };
            using var session = (IGlSession)GlSetup.Backend.CompileNow(graph, variables, options);
            session.Write(x, truth.Read(x));
            session.Run();
            foreach (var node in watched is null ? graph.Outputs : graph.Outputs.Add(watched))
                Assert.That(new Closeness().Difference(truth.Read(node), session.Read(node)), Is.Null,
                    $"{node} with '{watched?.Name}' watched");
            Assert.That(session.Timings.Select(t => t.Node).Distinct(), Is.SubsetOf(graph.Nodes));
            if (watched is not null)
                Assert.That(session.ViewOf(watched)!.Value.Shape, Is.EqualTo(watched.Shape));
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void SoManyLaunchesAreLeft(Case test)
    {
        var graph = new Graph(test.Build(new Node(new Input([test.Batch, 8, 5, 7]), "x")));
        var variables = new VariableSet();
        foreach (var variable in graph.Variables)
            variables.Write(variable.Name, new Tensor(variable.Shape));
        string[] launched = Kernels.Launched(graph, variables);
        Assert.That(launched, Has.Length.EqualTo(test.Launches), string.Join(", ", launched));
    }

    [Test]
    public void WhatOnlyWeightsLeadToRunsWhenOneWasWritten([Values] bool watchAll)
    {
        var variables = new VariableSet();
        variables.Write("a", Tensor.From([1, 5, 1, 1], new float[] { 1, 2, 3, 4, 5 }));
        variables.Write("b", Tensor.From([1, 1, 3, 2], new float[] { 1, -1, 2, -2, 3, -3 }));
        var x = new Node(new Input([2, 5, 3, 2]), "x");
        Node a = Weight([1, 5, 1, 1], "a"), b = Weight([1, 1, 3, 2], "b");
        var factor = new Node(new Exp(), [a * 0.1f]);
        var graph = new Graph(new Node(new Floor(), [x * factor + new Node(new Abs(), [b])]));
        using var truth = new ReferenceBackend().CompileNow(graph, variables);
        using var session = GlSetup.Backend.CompileNow(graph, variables, watchAll ? null : new CompileOptions { Watched = [] });
        string[] Run()
        {
            truth.Run();
            session.TimeNextRun();
            session.Run();
            Assert.That(new Closeness().Difference(truth.Read(graph.Outputs[0]), session.Read(graph.Outputs[0])), Is.Null);
            return Kernels.Launched(session);
        }
        truth.Write(x, Kernels.Values(new Random(2), x));
        session.Write(x, truth.Read(x));
        Assert.That(Run(), Is.EquivalentTo(new[] { "Mul", "Exp", "Abs", "Mul", "Add", "Floor" }));
        Assert.That(Run(), Is.EqualTo(new[] { "Mul", "Add", "Floor" }));
        variables.Write("b", Tensor.From([1, 1, 3, 2], new float[] { 0, -4, 2, -2, 5, -7 }));
        Assert.That(Run(), Is.EqualTo(new[] { "Abs", "Mul", "Add", "Floor" }));
        variables.Write("a", Tensor.From([1, 5, 1, 1], new float[] { 3, 2, -3, 4, 5 }));
        Assert.That(Run(), Is.EqualTo(new[] { "Mul", "Exp", "Mul", "Add", "Floor" }));
        Assert.That(Run(), Is.EqualTo(new[] { "Mul", "Add", "Floor" }));
    }

    [Test]
    public void AConvolutionOfWeightsAloneDoesNotTakeOverWhatFollowsAnInput()
    {
        var x = new Node(new Input([1, 8, 4, 5]), "x");
        var y = Conv(Weight([1, 8, 4, 5], "map")) + x;
        Kernels.Agree(Relu(y), watchAll: false);
    }

    [Test]
    public void AnInputThatAPassLeavesNothingOfCanBeWritten()
    {
        var x = new Node(new Input([2, 3]), "x");
        var graph = new Graph(new Node(new Identity(), [x]));
        using var session =
            GlSetup.Backend.CompileNow(graph, new VariableSet(), new CompileOptions { Watched = [new Node(new Input([1]), "stranger")] });
        var value = Tensor.From([2, 3], new float[] { 1, 2, 3, 4, 5, 6 });
        session.Write(x, value);
        session.Run();
        Assert.That(session.Read(graph.Outputs[0]).Floats.ToArray(), Is.EqualTo(value.Floats.ToArray()));
    }
}
