using Cnn.Backends;
using Cnn.Preprocessing;
using Demo.Pages;
using NUnit.Framework;

namespace Cnn.Tests.Preprocessing;

public class InkGraphTests
{
    private static readonly Recipe Ink = Recipe.Guess([1, 1, 28, 28]);
    private static readonly Closeness Exact = new(1e-6, 0);

    private static readonly (int Height, int Width)[] Sizes =
        [(1, 1), (1, 2), (3, 1), (7, 300), (1, 20_000), (20_000, 1), (28, 28), (241, 319), (1080, 1920)];

    private static PreprocessingGraph Build(string kind) =>
        kind == "photo" ? PreprocessingGraph.For(Ink, [1, 1, 28, 28]) : PreprocessingGraph.For(Ink, [1, 1, 28, 28], InkSource.Drawing);

    /// <summary>Every node, not only the result: so the first one that differs is named.</summary>
    [TestCase("photo")]
    [TestCase("drawing")]
    public void OpenGL_computes_the_same_bits_as_the_definition(string kind)
    {
        var preprocessing = Build(kind);
        var graph = new Graph(preprocessing.Output, preprocessing.Box!);
        using var gl = PreprocessingBackends.Gl.CompileNow(graph, new VariableSet());
        using var reference = PreprocessingBackends.Reference.CompileNow(graph, new VariableSet());
        preprocessing.WriteDefaults(gl);
        preprocessing.WriteDefaults(reference);
        var frames = Sizes.Select(s => TestFrame.Random(s.Height, s.Width))
            .Concat(Enumerable.Range(0, 4).Select(i => TestFrame.Of(Page.Generate(seed: 5, i))));
        foreach (var frame in frames)
        {
            foreach (var session in new[] { gl, reference })
            {
                preprocessing.WriteFrame(session, frame.Pixels, frame.Height, frame.Width);
                session.Run();
            }
            foreach (var node in graph.Nodes.Where(n => !n.IsLeaf))
                Assert.That(Exact.Difference(reference.Read(node), gl.Read(node)), Is.Null, $"{frame}, {node}");
        }
    }
}
