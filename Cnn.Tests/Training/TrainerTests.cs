using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Gl;
using Cnn.Networks;
using Cnn.Tests.Platform;
using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary>Training as a whole: one layer against Adam by hand, and a small network on every backend.</summary>
public class TrainerTests
{
    [Test]
    public void Two_steps_of_one_layer_are_steps_of_Adam_by_hand()
    {
        // Two pictures, (1, 0) of class 0 and (0, 1) of class 1; weights and biases begin at 0.
        var data = new DataSet(1, 2, 2, [255, 0, 0, 255], [0, 1]);
        var variables = new VariableSet();
        variables.Write("fc.weight", new Tensor([2, 2]));
        variables.Write("fc.bias", new Tensor([2]));
        var input = new Node(new Input([2, 1, 1, 2]), "input");
        var b = new GraphBuilder(variables);
        var logits = b.Gemm(b.Flatten(input), 2, "fc");
        var graph = new TrainingGraph(new Network(input, logits, b.Softmax(logits)), variables);
        var rate = new LearningRate(0.3, 4);
        using var batches = new Batches(data, 2, Augmentation.None, 1);
        using var session = new ReferenceBackend().CompileNow(graph.Graph, variables);
        using var trainer = new Trainer(session, graph, batches, rate);

        // By symmetry the weights are [[w, −w], [−w, w]] and the biases 0. A picture's scores are then (w, −w), the right
        // class's probability is 1 / (1 + e^−2w), and dLoss/dw, a mean over two pictures, is half of what it lacks to 1.
        double w = 0, m = 0, v = 0;
        for (int step = 1; step <= 2; step++)
        {
            double probability = 1 / (1 + Math.Exp(-2 * w));
            double gradient = (probability - 1) / 2;
            m = 0.9 * m + 0.1 * gradient;
            v = 0.999 * v + 0.001 * gradient * gradient;
            w -= rate.At(step) * (m / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(v / (1 - Math.Pow(0.999, step))) + 1e-8);

            Assert.That(trainer.Step(Timeout.InfiniteTimeSpan), Is.True);
            Assert.That(trainer.Loss, Is.EqualTo(-Math.Log(0.5)).Within(step == 1 ? 1e-6 : 0.15),
                "the first loss, then a little less on average");
            var weights = variables["fc.weight"].Floats.ToArray();
            Assert.That(weights, Is.EqualTo(new[] { w, -w, -w, w }).Within(1e-5));
            Assert.That(variables["fc.bias"].Floats.ToArray(), Is.EqualTo(new[] { 0.0, 0 }).Within(1e-6));
        }
        Assert.That(trainer.Epochs, Is.EqualTo(2));
    }

    [Test]
    public void A_small_budget_ends_in_the_same_weights()
    {
        var whole = Train(new ReferenceBackend(), 3, Timeout.InfiniteTimeSpan).Weights;
        var inPieces = Train(new ReferenceBackend(), 3, TimeSpan.Zero).Weights;
        Assert.That(inPieces, Is.EqualTo(whole));
    }

    [Test]
    public void Another_seed_gives_another_model() =>
        Assert.That(Train(new ReferenceBackend(), 2, Timeout.InfiniteTimeSpan, seed: 8).Weights,
            Is.Not.EqualTo(Train(new ReferenceBackend(), 2, Timeout.InfiniteTimeSpan, seed: 7).Weights));

    [Test]
    public void Loss_falls_and_unseen_pictures_are_named()
    {
        var (first, last, accuracy, _) = Train(new ReferenceBackend(), 40, Timeout.InfiniteTimeSpan);
        Assert.Multiple(() =>
        {
            Assert.That(first, Is.EqualTo(Math.Log(3)).Within(0.5), "three classes, nothing learnt yet");
            Assert.That(last, Is.LessThan(0.5 * first));
            Assert.That(accuracy, Is.GreaterThan(0.9));
        });
    }

    [Test, OwnThread]
    public void OpenGL_learns_as_the_reference_does_and_the_same_each_time()
    {
        using var gl = GlBackend.OpenHeadless();
        var reference = Train(new ReferenceBackend(), 20, Timeout.InfiniteTimeSpan);
        var first = Train(gl, 20, Timeout.InfiniteTimeSpan);
        var again = Train(gl, 20, TimeSpan.Zero);
        AssertAlike(reference, first, again, "no order of atomics decides");
    }

    [Test]
    public void The_processor_learns_as_the_reference_does_and_the_same_with_any_number_of_threads()
    {
        using CpuBackend one = new(threads: 1), three = new(threads: 3);
        var reference = Train(new ReferenceBackend(), 20, Timeout.InfiniteTimeSpan);
        var first = Train(one, 20, Timeout.InfiniteTimeSpan);
        var again = Train(three, 20, TimeSpan.Zero);
        AssertAlike(reference, first, again, "the number of threads does not decide");
    }

    private static void AssertAlike(
        (double First, double Last, double Accuracy, float[] Weights) reference,
        (double First, double Last, double Accuracy, float[] Weights) first,
        (double First, double Last, double Accuracy, float[] Weights) again, string why) => Assert.Multiple(() =>
    {
        Assert.That(first.First, Is.EqualTo(reference.First).Within(1e-5));
        Assert.That(first.Last, Is.EqualTo(reference.Last).Within(2e-3));
        // Adam's first step is the rate times the gradient's sign: a gradient that is nearly 0 may have either.
        Assert.That(first.Weights.Zip(reference.Weights, (a, b) => Math.Abs(a - b)).Average(), Is.LessThan(1e-4));
        Assert.That(again.Weights, Is.EqualTo(first.Weights), why);
    });

    private static (double First, double Last, double Accuracy, float[] Weights) Train(
        IBackend backend, int steps, TimeSpan budget, int seed = 7)
    {
        var (train, heldOut) = Bars.Make(120).Split(0.25, 1);
        var variables = new VariableSet();
        var network = DigitNetwork.Build(variables, 9, train.Height, train.Width, train.Classes, seed);
        var graph = new TrainingGraph(network, variables);
        using var batches = new Batches(train, 9, Augmentation.None with { Shift = 1, Noise = 0.2 }, seed);
        using var session = backend.CompileNow(graph.Graph, variables);
        using var trainer = new Trainer(session, graph, batches, new LearningRate(0.01, steps));
        var losses = new List<float>();
        while (trainer.Steps < steps)
            if (trainer.Step(budget))
                losses.Add(session.Read(graph.Loss).Floats[0]);
        using var watching = backend.CompileNow(network.Graph, variables);
        var evaluation = Evaluation.Run(watching, network.Input, network.Probabilities, heldOut);
        session.Publish();
        float[] weights = [.. graph.Graph.Updates.SelectMany(u => variables[u.Variable.Name].Floats.ToArray())];
        return (losses[0], losses[^1], evaluation.Accuracy, weights);
    }
}
