using Cnn.Backends;
using Cnn.Explain;
using Cnn.Networks;
using Cnn.Ops;

namespace Cnn.Tests.Explain;

/// <summary>
/// A small network with what methods meet in real ones: another height than width, odd numbers of channels, a stride, padding, a
/// BatchNormalization that is not trained, branches that are joined, two kinds of rectifiers, a batch, a Softmax behind a Reshape.
/// </summary>
public sealed class ExplainedNetwork
{
    public const int Batch = 2, Classes = 5;

    /// <param name="sigmoid">Whether each class is a yes or no of its own.</param>
    /// <param name="seed">Seeds the weights.</param>
    public ExplainedNetwork(bool sigmoid = false, int seed = 3)
    {
        var b = new GraphBuilder(Variables, seed);
        Picture = b.Input("input", [Batch, 3, 9, 13]);
        var x = b.Conv(Picture, 7, 3, "conv1", stride: 2, pad: 1);
        x = b.Relu(b.BatchNormalization(x, "norm"), "relu1");
        var left = b.Relu6(b.Conv(x, 5, 1, "left"), "relu6");
        Maps = b.Concat([left, b.Relu(b.Conv(x, 4, 3, "right", pad: 1), "relu2")], "maps");
        Logits = b.Gemm(b.Flatten(b.GlobalAveragePool(Maps)), Classes, "fc");
        // What was learnt is not 0 and 1 there.
        Variables.Write("norm.mean", TestInputs.Of([7], 11, 0.3f));
        Variables.Write("fc.weight", TestInputs.Of(Variables["fc.weight"].Shape, 12, 2));
        Output = sigmoid
            ? new Node(new Sigmoid(), [Logits])
            : new Node(new Reshape([Batch, Classes, 1]), [b.Softmax(Logits)]);
    }

    public VariableSet Variables { get; } = new();

    public Node Picture { get; }

    public Node Maps { get; }

    public Node Logits { get; }

    public Node Output { get; }

    public Tensor Pictures { get; } = TestInputs.Of([Batch, 3, 9, 13], 5, 1);

    public ExplainedScore Score => new(Picture, [Output]);

    /// <summary>Makes all runs of a method for a class.</summary>
    public Tensor Explain(IBackend backend, Attribution method, int chosen, params (Node Input, Tensor Value)[] others)
    {
        using var session = backend.CompileNow(method.Graph, Variables, Attribution.Options);
        session.Write(method.Score.Picture, Pictures);
        method.Score.Choose(session, 0, chosen);
        foreach (var (input, value) in others)
            session.Write(input, value);
        while (!method.Step(session)) { }
        return method.Map;
    }

    /// <summary>The plain network's values at a node, for a value of another node of it.</summary>
    public Tensor Evaluate(Node at, Node given, Tensor value)
    {
        var input = new Node(new Input(given.Shape), "given");
        var (graph, _) = GraphRewriter.Replace(new Cnn.Graph(at), new Dictionary<Node, Node> { [given] = input });
        using var session = new ReferenceBackend().CompileNow(graph, Variables);
        session.Write(input, value);
        session.Run();
        return session.Read(graph.Outputs[0]);
    }

    /// <summary>
    /// By how much a class's logit of each picture grows with each number of a node: central differences of the plain network, NaN
    /// where the two sides differ because a rectifier switches in between.
    /// </summary>
    public double[] Differences(Node by, Tensor at, int chosen)
    {
        const float Step = 1f / 256;
        var input = new Node(new Input(by.Shape), "given");
        var (graph, _) = GraphRewriter.Replace(new Cnn.Graph(Logits), new Dictionary<Node, Node> { [by] = input });
        using var session = new ReferenceBackend().CompileNow(graph, Variables);
        var value = at.Clone();
        var result = new double[at.Count];
        int each = at.Count / Batch;
        for (int i = 0; i < result.Length; i++)
        {
            float middle = value.Floats[i];
            double[] scores = new double[3];
            for (int k = 0; k < 3; k++)
            {
                value.Floats[i] = middle + (k - 1) * Step;
                session.Write(input, value);
                session.Run();
                scores[k] = session.Read(graph.Outputs[0]).Floats[i / each * Classes + chosen];
            }
            value.Floats[i] = middle;
            var (below, above) = ((scores[1] - scores[0]) / Step, (scores[2] - scores[1]) / Step);
            result[i] = Math.Abs(above - below) < 2e-3 ? (above + below) / 2 : double.NaN;
        }
        return result;
    }
}
