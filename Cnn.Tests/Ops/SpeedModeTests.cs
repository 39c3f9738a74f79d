using Cnn.Backends;
using Cnn.Networks;
using NUnit.Framework;

namespace Cnn.Tests.Ops;

/// <summary>A backend may change a graph when only some nodes are watched; what is watched must not notice.</summary>
public class SpeedModeTests
{
    [TestCaseSource(typeof(TestBackends), nameof(TestBackends.Names))]
    public void Watched_nodes_keep_their_values_and_writes_to_weights_count(string backend)
    {
        var variables = new VariableSet();
        var network = MobileNetV2.Build(variables, 40, 40, classes: 5);
        var watched = network.Graph.Nodes.Single(n => n.Name == "block3.add" || n.Name == "block3");
        using var truth = new ReferenceBackend().CompileNow(network.Graph, variables);
        using var session = TestBackends.Get(backend).CompileNow(network.Graph, variables, new CompileOptions { Watched = [watched] });
        var picture = TestInput.Floats(network.Input.Shape).Value(1);
        truth.Write(network.Input, picture);
        session.Write(network.Input, picture);
        for (int round = 0; round < 2; round++)
        {
            foreach (string name in variables.Names.Where(n => n.EndsWith(".norm.scale", StringComparison.Ordinal)).ToArray())
                variables.Write(name, TestInput.Floats(variables[name].Shape, 0.6f, 1.3f).Value(10 + round));
            truth.Run();
            session.Run();
            var closeness = new Closeness(1e-4, 1e-3); // fifty layers of rounding
            Assert.That(closeness.Difference(truth.Read(watched), session.Read(watched)), Is.Null);
            Assert.That(closeness.Difference(truth.Read(network.Probabilities), session.Read(network.Probabilities)), Is.Null);
        }
    }

    [Test]
    public void What_is_not_watched_is_refused_by_name()
    {
        var variables = new VariableSet();
        var network = LeNet.Build(variables);
        using var session = TestBackends.Get("gl").CompileNow(network.Graph, variables, new CompileOptions { Watched = [] });
        var conv = network.Graph.Nodes.Single(n => n.Name == "conv1");
        Assert.That(Assert.Throws<CnnException>(() => session.Read(conv))!.Message,
            Does.Contain("node 'conv1' is not in this session's graph, or was not watched"));
    }
}
