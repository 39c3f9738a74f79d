using Cnn.Onnx;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Onnx;

public class RoundTripTests
{
    [Test]
    public void A_written_graph_is_read_as_the_same_graph()
    {
        var x = new Node(new Input([2, 3, 5, 7]), "x");
        var graph = new Graph(new Node(new Relu(), [x], "y"));

        var read = ReadBack(graph, new VariableSet());

        Assert.That(GraphComparison.Difference(graph, read), Is.Null);
        Assert.That(read.Outputs[0].Name, Is.EqualTo("y"));
    }

    [Test]
    public void OnnxRuntime_runs_what_is_written()
    {
        var x = new Node(new Input([1, 2, 2]), "x");
        var result = OnnxRuntimeOracle.Run(new Graph(new Node(new Relu(), [x])), new VariableSet(),
            ("x", Tensor.From([1, 2, 2], new float[] { -1, 0, 2, -3 })));
        Assert.That(result[0].Floats.ToArray(), Is.EqualTo(new float[] { 0, 0, 2, 0 }));
    }

    [Test]
    public void A_file_that_cannot_be_written_leaves_nothing_behind()
    {
        var x = new Node(new Input([1]), "x");
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "no-such-folder", "m.onnx");
        var error = Assert.Throws<CnnException>(() => OnnxWriter.Write(new Graph(x), new VariableSet(), path));
        Assert.That(error!.Message, Does.StartWith(path).And.Contains("cannot be written"));
    }

    internal static Graph ReadBack(Graph graph, VariableSet variables)
    {
        using var stream = new MemoryStream();
        OnnxWriter.Write(graph, variables, stream);
        stream.Position = 0;
        return OnnxModel.Load(stream, "written").Bind();
    }
}
