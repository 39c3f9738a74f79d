using Cnn.Backends;
using Cnn.Networks;
using Cnn.Ops;
using Cnn.Surgery;
using Cnn.Tests.Explain;
using Cnn.Tests.Onnx;
using NUnit.Framework;

namespace Cnn.Tests.Surgery;

/// <summary>A small network with a layer for each kind of cut: two pictures of 9×6 in 3 channels, 5 and 7 maps.</summary>
internal sealed class OperatedNetwork
{
    public VariableSet Variables { get; } = new();

    public Graph Graph { get; }

    public Tensor Picture { get; } = TestInputs.Of([2, 3, 9, 6], seed: 5, range: 2);

    public OperatedNetwork()
    {
        var b = new GraphBuilder(Variables, seed: 3);
        var x = b.Input("input", [2, 3, 9, 6]);
        x = b.Relu(b.Conv(x, 5, 3, "conv1", pad: 1), "relu1");
        x = new Node(new MaxPool([3, 2], [2, 1], [1, 0, 0, 1]), [x], "pool1");
        // Weights in the graph itself, as some files have them.
        x = new Node(new Conv(Pads: [0, 1, 1, 0]), [x, new Node(new Constant(TestInputs.Of([7, 5, 2, 2], 11, 0.5f)), "kernels")], "conv2");
        x = new Node(new Sigmoid(), [b.BatchNormalization(x, "norm2")], "sigmoid2");
        x = b.Conv(x, 7, 3, "depthwise", pad: 1, group: 7);
        x = new Node(new AveragePool([2, 2], [1, 2], [0, 1, 1, 0], CeilMode: true, CountIncludePad: true), [x], "pool3");
        Graph = new Graph(b.Softmax(b.Gemm(b.Flatten(x, "flatten"), 4, "fc"), name: "probabilities"));
        int seed = 20;
        foreach (string name in Variables.Names.Where(n => !n.EndsWith("weight", StringComparison.Ordinal)).ToArray())
            Variables.Write(name, TestInputs.Of(Variables[name].Shape, seed++, 0.7f));
        var variance = Variables["norm2.variance"].Clone();
        foreach (ref float value in variance.Floats)
            value = 0.2f + value * value;
        Variables.Write("norm2.variance", variance);
    }

    public Node this[string name] => Layer(Graph, name);

    public Operation Begin() => Operation.On(Graph, Variables);

    /// <summary>The value of a layer of the original, as the operated network has it.</summary>
    public Tensor Value(Operation operation, string name) => Value(operation.Graph, Variables, operation.Of(this[name])!, Picture);

    public static Node Layer(Graph graph, string name) => graph.Nodes.Last(n => n.Name == name);

    public static Tensor Value(Graph graph, VariableSet variables, Node node, Tensor picture)
    {
        using var session = new ReferenceBackend().CompileNow(graph, variables);
        session.Write(graph.Inputs[0], picture);
        session.Run();
        return session.Read(node);
    }

    /// <summary>ONNX Runtime, given the written file, says what the reference backend says.</summary>
    public static void RequireSameInOnnxRuntime(Operation operation, Tensor picture)
    {
        var expected = Value(operation.Graph, operation.Variables, operation.Graph.Outputs[0], picture);
        var (saved, variables) = operation.Finished();
        foreach (var (graph, weights) in new[] { (operation.Graph, operation.Variables), (saved, variables) })
        {
            var actual = OnnxRuntimeOracle.Run(graph, weights, (graph.Inputs[0].Name, picture))[0];
            Assert.That(new Closeness().Difference(expected, actual), Is.Null);
        }
    }

    /// <summary>The sum that a convolution of one group is, without its bias: kernel · patch at one place.</summary>
    public static double Sum(Tensor x, ReadOnlySpan<float> kernel, (int H, int W) size, (int Top, int Left) pad, int n, int y, int column)
    {
        double sum = 0;
        for (int c = 0; c < x.Shape[1]; c++)
            for (int i = 0; i < size.H; i++)
                for (int j = 0; j < size.W; j++)
                {
                    int row = y + i - pad.Top, at = column + j - pad.Left;
                    if (row >= 0 && row < x.Shape[2] && at >= 0 && at < x.Shape[3])
                        sum += kernel[(c * size.H + i) * size.W + j] * (double)At(x, n, c, row, at);
                }
        return sum;
    }

    public static float At(Tensor x, int n, int c, int y, int column) =>
        x.Floats[((n * x.Shape[1] + c) * x.Shape[2] + y) * x.Shape[3] + column];
}
