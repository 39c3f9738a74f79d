using Cnn.Backends;
using Cnn.Gl;
using Cnn.Ops;
using Cnn.Training;
using Loss = Cnn.Training.Losses;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary>Losses against their formulas, and their gradients against finite differences, on both backends.</summary>
public class LossTests
{
    private const float Step = 1f / 256;

    private static readonly Shape Map = [2, 1, 3, 5], Maps = [2, 4, 3, 5];

    private static IEnumerable<TestCaseData> Losses()
    {
        yield return Case("binary cross-entropy", Map, [Random(Map, 1, 0, 1)],
            (x, y) => Loss.BinaryCrossEntropy(x, y[0]),
            (x, y, i) => (-y[0][i] * Math.Log(Sigmoid(x[i])) - (1 - y[0][i]) * Math.Log(1 - Sigmoid(x[i]))) / x.Length);
        var present = Random(Map, 2, 0, 1);
        foreach (ref float value in present.Floats)
            value = value > 0.8f ? 1 : 0;
        float ones = present.Floats.ToArray().Sum();
        yield return Case("focal", Map, [present, Random(Map, 3, 0, 1)],
            (x, y) => Loss.Focal(x, y[0], y[1]),
            (x, y, i) => (-y[0][i] * Math.Pow(1 - Sigmoid(x[i]), 2) * Math.Log(Sigmoid(x[i]))
                - y[1][i] * Math.Pow(Sigmoid(x[i]), 2) * Math.Log(1 - Sigmoid(x[i]))) / (ones + 1));
        var weights = Random(Map, 4, 0, 1);
        float weight = weights.Floats.ToArray().Sum();
        yield return Case("distance", Maps, [Random(Maps, 5, -2, 2), weights],
            (x, y) => Loss.Distance(x, y[0], y[1]),
            // The weights of one picture are those of each of its four maps.
            (x, y, i) => Math.Abs(x[i] - y[0][i]) * y[1][i / 60 * 15 + i % 15] / 4 / (weight + 1));
    }

    [TestCaseSource(nameof(Losses))]
    public void A_loss_and_its_gradient_are_the_formula_s(
        Shape shape, Tensor[] targets, Func<Node, Node[], Node> build, Func<float[], float[][], int, double> formula)
    {
        var x = new Node(new Input(shape), "x");
        Node[] inputs = [.. targets.Select((t, i) => new Node(new Input(t.Shape), $"y{i}"))];
        var loss = build(x, inputs);
        var gradient = Autodiff.Gradients(loss, [x])[0];
        float[] values = Random(shape, 9, -3, 3).Floats.ToArray();
        float[][] wanted = [.. targets.Select(t => t.Floats.ToArray())];
        double Sum(float[] at) => Enumerable.Range(0, at.Length).Sum(i => formula(at, wanted, i));
        using var gl = GlBackend.OpenHeadless();
        foreach (var backend in new IBackend[] { new ReferenceBackend(), gl })
        {
            using var session = backend.CompileNow(new Cnn.Graph(loss, gradient), new VariableSet());
            session.Write(x, Tensor.From(shape, values));
            for (int i = 0; i < targets.Length; i++)
                session.Write(inputs[i], targets[i]);
            session.Run();
            Assert.That(session.Read(loss).Floats[0], Is.EqualTo(Sum(values)).Within(1e-5), backend.Name);
            var slopes = session.Read(gradient).Floats.ToArray();
            for (int i = 0; i < values.Length; i++)
            {
                float[] above = [.. values], below = [.. values];
                above[i] += Step;
                below[i] -= Step;
                Assert.That(slopes[i], Is.EqualTo((Sum(above) - Sum(below)) / (2 * Step)).Within(1e-4), $"{backend.Name}, {i}");
            }
        }
    }

    [Test]
    public void Logits_far_from_0_give_finite_losses()
    {
        var x = new Node(new Constant(Tensor.From([1, 1, 1, 2], [-200f, 200f])), "x");
        var ones = new Node(new Constant(Tensor.From([1, 1, 1, 2], [1f, 1f])), "ones");
        var graph = new Cnn.Graph(Loss.Focal(x, ones, ones), Loss.BinaryCrossEntropy(x, ones));
        using var gl = GlBackend.OpenHeadless();
        using var session = gl.CompileNow(graph, new VariableSet());
        session.Run();
        foreach (var output in graph.Outputs)
            Assert.That(float.IsFinite(session.Read(output).Floats[0]), output.Name);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static Tensor Random(Shape shape, int seed, float low, float high)
    {
        var random = new Random(seed);
        var values = new Tensor(shape);
        foreach (ref float value in values.Floats)
            value = low + (high - low) * random.NextSingle();
        return values;
    }

    private static TestCaseData Case(
        string name, Shape shape, Tensor[] targets, Func<Node, Node[], Node> build, Func<float[], float[][], int, double> formula) =>
        new TestCaseData(shape, targets, build, formula).SetArgDisplayNames(name);
}
