using Cnn.Backends;
using Cnn.Networks;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Gl;

/// <summary>Channels that become blocks of pixels behind a convolution, whose maps have four channels to a texel.</summary>
public class EnlargementTests
{
    [TestCase(32, 2, false)]
    [TestCase(20, 2, false)]
    [TestCase(4, 2, false)]
    [TestCase(45, 3, false)]
    [TestCase(32, 2, true)]
    public void Maps_behind_a_convolution_are_enlarged_as_the_definition_says(int channels, int block, bool columnRowDepth)
    {
        var variables = new VariableSet();
        var b = new GraphBuilder(variables);
        var x = b.Input("x", [2, 5, 7, 4]);
        var y = new Node(new DepthToSpace(block, columnRowDepth), [b.Conv(x, channels, 3, "conv", pad: 1)], "enlarged");
        // What follows reads it in its own layout.
        var graph = new Cnn.Graph(y, b.Conv(y, 6, 1, "after"));
        var values = new Tensor(x.Shape);
        var random = new Random(4);
        foreach (ref float value in values.Floats)
            value = random.NextSingle() - 0.5f;
        using var ours = GlSetup.Backend.CompileNow(graph, variables);
        using var reference = new ReferenceBackend().CompileNow(graph, variables);
        foreach (var session in new[] { ours, reference })
        {
            session.Write(x, values);
            session.Run();
        }
        foreach (var output in graph.Outputs)
            Assert.That(new Closeness(1e-4, 1e-5).Difference(reference.Read(output), ours.Read(output)), Is.Null, output.Name);
    }
}
