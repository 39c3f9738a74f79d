using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Networks;
using Cnn.Ops;
using Cnn.Tests.Ops;
using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary>
/// The gradients of whole networks, as training runs them, on every backend: against finite differences of the loss along random
/// directions, and against the reference. <see cref="TorchTests"/> has another engine judge.
/// </summary>
public sealed class NetworkGradientTests : IDisposable
{
    private const double Step = 1.0 / 512;

    private readonly OpenBackends _backends = new();

    public void Dispose() => _backends.Dispose();

    private static IEnumerable<TestCaseData> Networks =>
    [
        Case("LeNet with maximum and average", LeNetLike), Case("residual, normalised, depthwise, dropped", Residual),
        Case("U-Net", Encoding),
    ];

    [TestCaseSource(nameof(Networks))]
    public void Gradients_of_a_network_are_the_slopes_of_its_loss(Func<GraphBuilder, (Node Input, Node Logits)> build)
    {
        var variables = new VariableSet();
        var b = new GraphBuilder(variables, seed: 11);
        var (input, logits) = build(b);
        var training = new TrainingGraph(new Network(input, logits, b.Softmax(logits, 1)), variables);
        var gradients = Autodiff.Gradients(training.Loss, training.Trained);
        var graph = new Cnn.Graph([training.Loss, .. gradients, training.Step]);
        var start = variables.Published;
        float[][]? expected = null;
        foreach (var backend in _backends.All)
        {
            variables.Write(start);
            using var session = backend.CompileNow(graph, variables);
            session.Write(input, TestInput.Floats(input.Shape).Value(3));
            session.Write(training.Inputs[1], Labels(training.Inputs[1].Shape, logits.Shape[1]));
            session.Write(training.Step, Tensor.Scalar(4f));
            session.Run();
            float[][] actual = [.. gradients.Select(g => session.Read(g).Floats.ToArray())];
            expected ??= actual;
            for (int i = 0; i < actual.Length; i++)
            {
                double size = Math.Sqrt(expected[i].Sum(v => (double)v * v)) + 1e-3;
                double apart = Math.Sqrt(expected[i].Zip(actual[i], (e, a) => Math.Pow(e - a, 2)).Sum());
                Assert.That(apart / size, Is.LessThan(1e-3), $"{backend.Name}: {training.Trained[i].Name} against the reference");
            }
            for (int direction = 0; direction < 4; direction++)
            {
                var way = Directions(training.Trained, start, direction);
                double LossAt(double distance)
                {
                    variables.Write(training.Trained.Select((w, i) => KeyValuePair.Create(w.Name, Moved(start[w.Name], way[i], distance))));
                    session.Run();
                    return session.Read(training.Loss).Floats[0];
                }
                double slope = (LossAt(Step) - LossAt(-Step)) / (2 * Step);
                double along = actual.Zip(way, (g, d) => g.Zip(d, (x, y) => (double)x * y).Sum()).Sum();
                Assert.That(along, Is.EqualTo(slope).Within(2e-3 + 0.01 * Math.Abs(slope)), $"{backend.Name}, direction {direction}");
            }
        }
    }

    // The processor's sums are of floats and in an order of their own, so the reference's weights are met to rounding, not to the bit.
    [TestCaseSource(nameof(Networks))]
    public void Ten_steps_lead_to_the_same_weights_on_every_backend(Func<GraphBuilder, (Node Input, Node Logits)> build)
    {
        var expected = Trained(_backends.All[0], build);
        foreach (var backend in _backends.All.Skip(1))
        {
            var actual = Trained(backend, build);
            double size = Math.Sqrt(expected.Sum(v => (double)v * v));
            double apart = Math.Sqrt(expected.Zip(actual, (e, a) => Math.Pow(e - a, 2)).Sum());
            Assert.That(apart / size, Is.LessThan(1e-4), backend.Name);
        }
        using CpuBackend one = new(threads: 1), two = new(threads: 2);
        Assert.That(Trained(one, build), Is.EqualTo(Trained(two, build)), "one thread and two: to the bit");
    }

    private static float[] Trained(IBackend backend, Func<GraphBuilder, (Node Input, Node Logits)> build)
    {
        var variables = new VariableSet();
        var b = new GraphBuilder(variables, seed: 12);
        var (input, logits) = build(b);
        var graph = new TrainingGraph(new Network(input, logits, b.Softmax(logits, 1)), variables, new TrainingOptions
        {
            Optimizer = new Sgd(0.9, Nesterov: true, WeightDecay: 1e-3),
            ClipNorm = 2,
        });
        using var session = backend.CompileNow(graph.Graph, variables, new CompileOptions { Watched = [graph.Loss] });
        session.Write(input, TestInput.Floats(input.Shape).Value(3));
        session.Write(graph.Inputs[1], Labels(graph.Inputs[1].Shape, logits.Shape[1]));
        session.Write(graph.Rate, Tensor.Scalar(0.02f));
        for (int step = 1; step <= 10; step++)
        {
            session.Write(graph.Step, Tensor.Scalar((float)step));
            session.Run();
        }
        session.Publish();
        // Running statistics too.
        return [.. graph.Graph.Updates.SelectMany(u => variables[u.Variable.Name].Floats.ToArray())];
    }

    private static Tensor Labels(Shape shape, int classes)
    {
        var labels = new Tensor(shape, DataType.Int32);
        for (int i = 0; i < labels.Count; i++)
            labels.Span<int>()[i] = i * 7 % 5 % classes;
        return labels;
    }

    // Each variable moves by about a third of its own size, and biases by as much as a number moves.
    private static float[][] Directions(IReadOnlyList<Node> trained, Weights weights, int seed)
    {
        var random = new Random(seed);
        return [.. trained.Select(w =>
        {
            var value = weights[w.Name].Floats;
            float size = 0.1f;
            foreach (float x in value)
                size = Math.Max(size, Math.Abs(x));
            float[] way = new float[value.Length];
            for (int i = 0; i < way.Length; i++)
                way[i] = (random.NextSingle() * 2 - 1) * size / 3;
            return way;
        })];
    }

    private static Tensor Moved(Tensor value, float[] way, double distance)
    {
        var moved = value.Clone();
        for (int i = 0; i < way.Length; i++)
            moved.Floats[i] += (float)(way[i] * distance);
        return moved;
    }

    private static (Node, Node) LeNetLike(GraphBuilder b)
    {
        var x = b.Input("x", [3, 2, 14, 11]);
        var y = new Node(new Tanh(), [b.Conv(x, 5, 3, "conv1", pad: 1)]);
        y = new Node(new Sigmoid(), [b.Conv(b.MaxPool(y, 2), 7, 3, "conv2", dilation: 2, pad: 1)]);
        y = new Node(new LeakyRelu(0.2f), [b.Gemm(b.Flatten(b.AveragePool(y, 2)), 9, "fc1")]);
        return (x, b.Gemm(y, 4, "fc2"));
    }

    private static (Node, Node) Residual(GraphBuilder b)
    {
        var x = b.Input("x", [4, 3, 9, 8]);
        var stem = b.HardSwish(b.ConvNormalized(x, 10, 3, "stem", stride: 2));
        var y = b.Silu(b.ConvNormalized(stem, 10, 3, "depthwise", group: 10));
        y = b.ConvNormalized(y, 10, 1, "pointwise");
        y = b.Relu(b.Add(stem, y));
        y = new Node(new Gelu(), [b.ConvNormalized(y, 6, 3, "grouped", group: 2)]);
        y = new Node(new Dropout(0.25f), [b.Flatten(b.GlobalAveragePool(y))]);
        return (x, b.Gemm(y, 5, "head"));
    }

    private static (Node, Node) Encoding(GraphBuilder b)
    {
        var x = b.Input("x", [2, 1, 8, 12]);
        var top = new Node(new Softplus(), [b.ConvNormalized(x, 4, 3, "top")]);
        var low = new Node(new Mish(), [b.Conv(b.MaxPool(top, 2), 7, 3, "low", pad: 1)]);
        var up = b.ConvTranspose(low, 5, 2, 8, 12, "up");
        var y = new Node(new Elu(), [b.Conv(b.Concat([top, up]), 6, 3, "join", pad: 1)]);
        return (x, b.Conv(y, 3, 1, "maps"));
    }

    private static TestCaseData Case(string name, Func<GraphBuilder, (Node, Node)> build) =>
        new TestCaseData(build).SetArgDisplayNames(name);
}
