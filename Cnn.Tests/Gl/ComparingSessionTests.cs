using Cnn.Backends;
using Cnn.Gl;
using Cnn.Networks;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Gl;

/// <summary>The comparison names the layer whose kernel is wrong, and only that one.</summary>
public class ComparingSessionTests
{
    private static IReadOnlyList<LayerDifference> Compare(GlBackend backend)
    {
        var variables = new VariableSet();
        var network = LeNet.Build(variables);
        using var session = new ComparingSession(backend, network.Graph, variables);
        session.Write(network.Input, Kernels.Values(new Random(5), network.Input));
        session.Run();
        return session.Differences();
    }

    [Test]
    public void GoodKernelsAgree()
    {
        var rows = Compare(GlSetup.Backend);
        Assert.That(rows.Select(r => r.Node.Name),
            Is.EqualTo(new[] { "conv1", "relu1", "pool1", "conv2", "relu2", "pool2", "flatten", "fc", "probabilities" }));
        Assert.That(rows.Select(r => Math.Max(r.Own, r.EndToEnd)), Has.All.LessThan(1e-4));
        Assert.That(rows[0].ReferenceMilliseconds, Is.GreaterThan(0));
        Assert.That(rows[0].Milliseconds, Is.GreaterThan(0));
    }

    [Test]
    public void AWrongKernelShowsInItsOwnRowAndInAllThatFollow()
    {
        string folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "wrong-pool");
        Directory.CreateDirectory(Path.Combine(folder, "ops"));
        File.WriteAllText(Path.Combine(folder, "ops", "pool.comp.glsl"),
            "void main() { int i = flatIndex(); if (i < COUNT) store(i, T(0.5)); }");
        using var backend = new GlBackend(GlSetup.Context.Gl, new GlOptions { ShaderDirectory = folder });
        var rows = Compare(backend).ToDictionary(r => r.Node.Name);
        Directory.Delete(folder, recursive: true);
        Assert.That(rows["pool1"].Own, Is.GreaterThan(0.01));
        Assert.That(rows["conv2"].Own, Is.LessThan(1e-4));
        Assert.That(rows["conv2"].EndToEnd, Is.GreaterThan(0.01));
        Assert.That(rows["relu1"].EndToEnd, Is.LessThan(1e-4));
    }

    [Test]
    public void DifferencesOfElementsAreThoseOfTheRow()
    {
        var variables = new VariableSet();
        var network = LeNet.Build(variables);
        using var session = new ComparingSession(GlSetup.Backend, network.Graph, variables);
        var pool = network.Graph.Nodes.Single(n => n.Name == "pool1");
        var differences = new Tensor(pool.Shape);
        Assert.Throws<CnnException>(() => session.ReadDifference(pool, differences), "nothing was compared yet");
        session.Write(network.Input, Kernels.Values(new Random(5), network.Input));
        session.Run();
        var row = session.Differences().Single(r => r.Node == pool);
        session.ReadDifference(pool, differences);
        Assert.That((double)differences.Floats.ToArray().Max(), Is.EqualTo(row.EndToEnd).Within(1e-9));
        Assert.That(row.EndToEnd, Is.GreaterThan(0));
        Assert.Throws<CnnException>(() => session.ReadDifference(pool, new Tensor([3])));
    }

    [Test]
    public void StepsThroughBothRuns()
    {
        var x = new Node(new Input([3]), "x");
        using var session = new ComparingSession(GlSetup.Backend, new Cnn.Graph(new Node(new Relu(), [x])), new VariableSet());
        session.Write(x, Tensor.Vector(-1f, 0f, 2f));
        Assert.That(session.Step(TimeSpan.Zero), Is.False);
        Assert.That(session.Step(TimeSpan.Zero), Is.True);
        Assert.That(session.Differences().Single().EndToEnd, Is.Zero);
    }

    [Test]
    public void GraphsWithUpdatesAreRefused()
    {
        var variables = new VariableSet();
        variables.Write("w", Tensor.Vector(1f));
        var w = new Node(new Variable([1]), "w");
        Assert.Throws<CnnException>(() => new ComparingSession(GlSetup.Backend, new Cnn.Graph([], [new Update(w, w * 2f)]), variables));
    }
}
