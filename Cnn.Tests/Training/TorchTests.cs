using Cnn.Backends;
using Cnn.Networks;
using Cnn.Ops;
using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary>
/// Whole networks against an independent engine: loss, gradients and the weights after five steps of an optimiser that PyTorch comes to in
/// 64 bits. Its numbers lie beside this file; <c>torch-gradients.py</c> made them, and says how.
/// </summary>
public sealed class TorchTests : IDisposable
{
    private const int Steps = 5;

    private readonly OpenBackends _backends = new();

    public void Dispose() => _backends.Dispose();

    private static IEnumerable<TestCaseData> Networks =>
    [
        Case("lenet", LeNetOf7, new TrainingOptions { Optimizer = new Adam(WeightDecay: 0.001) }, rate: 0.01f),
        Case("normalised", Normalised, new TrainingOptions
        {
            Optimizer = new Sgd(0.9, Nesterov: true, WeightDecay: 0.001),
            ClipNorm = 0.5,
            Loss = Losses.OneAgainstAll,
        }, rate: 0.1f),
    ];

    [TestCaseSource(nameof(Networks))]
    public void Gradients_and_trained_weights_are_those_of_PyTorch(
        string name, Func<GraphBuilder, (Node Input, Node Logits)> build, TrainingOptions options, float rate)
    {
        var expected = Expected();
        foreach (var backend in _backends.All)
        {
            var variables = new VariableSet();
            var b = new GraphBuilder(variables);
            var (input, logits) = build(b);
            string[] weights = [.. expected.Keys.Where(key => key.StartsWith($"{name}/trained/", StringComparison.Ordinal))
                .Select(key => key.Split('/')[2])];
            foreach (string weight in weights)
                variables.Write(weight, Weight(weight, variables[weight].Shape));
            var training = new TrainingGraph(new Network(input, logits, b.Softmax(logits)), variables, options);
            var gradients = Autodiff.Gradients(training.Loss, training.Trained);
            using var session = backend.CompileNow(
                new Cnn.Graph([.. training.Graph.Outputs, .. gradients], training.Graph.Updates), variables);
            session.Write(input, Tensor.From(input.Shape, Numbers("pictures", input.Shape)));
            session.Write(training.Inputs[1], Tensor.From<int>(
                [input.Shape[0]], [.. Enumerable.Range(0, input.Shape[0]).Select(i => i * 7 % logits.Shape[1])]));
            session.Write(training.Rate, Tensor.Scalar(rate));
            for (int step = 1; step <= Steps; step++)
            {
                session.Write(training.Step, Tensor.Scalar((float)step));
                session.Run();
                if (step > 1)
                    continue;
                Compare($"{name}/loss", session.Read(training.Loss), 1e-6);
                for (int i = 0; i < gradients.Count; i++)
                    Compare($"{name}/gradient/{training.Trained[i].Name}", session.Read(gradients[i]), 2e-5);
            }
            session.Publish();
            Assert.That(training.Trained.Select(v => v.Name), Is.EquivalentTo(weights));
            foreach (string weight in weights)
                Compare($"{name}/trained/{weight}", variables[weight], 1e-5);

            // Relative to the length of the whole tensor.
            void Compare(string key, Tensor actual, double most)
            {
                float[] right = expected[key].Floats.ToArray(), ours = actual.Floats.ToArray();
                double size = Math.Sqrt(right.Sum(v => (double)v * v));
                double apart = Math.Sqrt(right.Zip(ours, (e, a) => Math.Pow(e - a, 2)).Sum());
                Assert.That(apart / size, Is.LessThan(most), $"{backend.Name}: {key}");
            }
        }
    }

    private static Dictionary<string, Tensor> Expected() =>
        SafeTensors.Read(Path.Combine(AppContext.BaseDirectory, "Training", "torch-gradients.safetensors")).Tensors;

    private static (Node, Node) LeNetOf7(GraphBuilder b)
    {
        var x = b.Input("x", [7, 1, 28, 28]);
        var y = b.MaxPool(b.Relu(b.Conv(x, 8, 5, "conv1", pad: 2)), 2);
        y = b.MaxPool(b.Relu(b.Conv(y, 16, 5, "conv2", pad: 2)), 3);
        return (x, b.Gemm(b.Flatten(y), 10, "fc"));
    }

    private static (Node, Node) Normalised(GraphBuilder b)
    {
        var x = b.Input("x", [6, 3, 13, 10]);
        var stem = b.HardSwish(b.ConvNormalized(x, 8, 3, "stem", stride: 2));
        var wide = b.BatchNormalization(b.Conv(stem, 8, 3, "wide", pad: 2, dilation: 2, group: 8, bias: false), "wide.norm");
        var mixed = b.ConvNormalized(b.Add(b.Silu(wide), stem), 12, 1, "mixed", group: 2);
        var up = b.ConvTranspose(new Node(new Elu(), [mixed]), 6, 2, 14, 10, "up");
        var pooled = new Node(new AveragePool([6, 2], [8, 2]), [new Node(new Sigmoid(), [up])]);
        return (x, b.Gemm(b.Flatten(pooled), 5, "fc"));
    }

    // As weight() of the script.
    private static Tensor Weight(string name, Shape shape)
    {
        double size = shape.Rank > 1 ? 1 / Math.Sqrt(shape.Product(1, shape.Rank)) : 0.25;
        return Tensor.From(shape, [.. Numbers(name, shape).Select(value => (float)(value * size))]);
    }

    // As numbers() of the script.
    private static float[] Numbers(string name, Shape shape)
    {
        uint state = 2166136261;
        foreach (char letter in name)
            state = (state ^ letter) * 16777619;
        float[] values = new float[shape.Count];
        foreach (ref float value in values.AsSpan())
        {
            state = state * 1664525 + 1013904223;
            value = (state >> 8) / 8388608f - 1;
        }
        return values;
    }

    private static TestCaseData Case(
        string name, Func<GraphBuilder, (Node, Node)> build, TrainingOptions options, float rate) =>
        new TestCaseData(name, build, options, rate).SetArgDisplayNames(name);
}
