using Cnn.Backends;
using Cnn.Explain;
using Cnn.Ops;
using Cnn.Tests.Onnx;
using NUnit.Framework;

namespace Cnn.Tests.Explain;

/// <summary>The methods that make many runs: integrated gradients and occlusion.</summary>
public class RepeatedMethodTests
{
    private const int Chosen = 1;

    [TestCaseSource(typeof(ExplainBackends), nameof(ExplainBackends.Names))]
    public void Integrated_gradients_sum_to_the_difference_of_the_logits(string backend)
    {
        var network = new ExplainedNetwork();
        var method = new IntegratedGradients(network.Score);
        var baseline = Baselines.OfColour(network.Picture.Shape, 1, [-0.5f, 0.25f, 0]);
        var map = network.Explain(ExplainBackends.Get(backend), method, Chosen, (method.Baseline, baseline));
        var at = network.Evaluate(network.Logits, network.Picture, network.Pictures);
        var from = network.Evaluate(network.Logits, network.Picture, baseline);
        for (int n = 0; n < ExplainedNetwork.Batch; n++)
        {
            int logit = n * ExplainedNetwork.Classes + Chosen;
            double expected = at.Floats[logit] - from.Floats[logit];
            Assert.That(Math.Abs(expected), Is.GreaterThan(0.05), "the test has something to see");
            double sum = map.Floats.Slice(n * 117, 117).ToArray().Sum(v => (double)v);
            Assert.That(sum, Is.EqualTo(expected).Within(0.02 * Math.Abs(expected)));
            Assert.That(method.AtPicture[n], Is.EqualTo(at.Floats[logit]).Within(1e-4));
            Assert.That(method.AtBaseline[n], Is.EqualTo(from.Floats[logit]).Within(1e-4));
        }
    }

    [Test]
    public void Integrated_gradients_are_the_mean_over_the_middles_of_equal_steps()
    {
        var network = new ExplainedNetwork();
        var method = new IntegratedGradients(network.Score, steps: 9);
        var baseline = Baselines.OfMean(network.Pictures, 1);
        var map = network.Explain(ExplainBackends.Get("cpu"), method, Chosen, (method.Baseline, baseline));

        var expected = new double[map.Count];
        for (int step = 0; step < 9; step++)
        {
            // The place is the square of the time.
            float time = (step + 0.5f) / 9;
            var place = baseline.Clone();
            for (int i = 0; i < place.Count; i++)
                place.Floats[i] += (network.Pictures.Floats[i] - baseline.Floats[i]) * time * time;
            var gradient = new GradientOfPicture(network).At(place, Chosen);
            for (int i = 0; i < place.Count; i++)
                expected[i / 351 * 117 + i % 117] += gradient.Floats[i] * (network.Pictures.Floats[i] - baseline.Floats[i]) * 2 * time / 9;
        }
        for (int i = 0; i < expected.Length; i++)
            Assert.That(map.Floats[i], Is.EqualTo(expected[i]).Within(1e-4), $"place {i}");
    }

    [Test]
    public void Powers_of_three_steps_are_the_middles_of_equal_parts()
    {
        foreach (int steps in (int[])[1, 3, 9, 27, 81])
        {
            float[] shares = [.. Enumerable.Range(0, steps).Select(IntegratedGradients.Time).Order()];
            for (int i = 0; i < steps; i++)
                Assert.That(shares[i], Is.EqualTo((i + 0.5f) / steps).Within(1e-6));
        }
    }

    [TestCaseSource(typeof(ExplainBackends), nameof(ExplainBackends.Names))]
    public void Occlusion_is_how_far_the_logit_falls_in_ONNX_Runtime(string backend)
    {
        var network = new ExplainedNetwork();
        var method = new Occlusion(network.Score, patch: 4, rounds: 2);
        var fill = Baselines.OfColour(network.Picture.Shape, 1, [0.2f, -0.4f, 0.6f]);
        var map = network.Explain(ExplainBackends.Get(backend), method, Chosen, (method.Fill, fill));

        var whole = Oracle(network, network.Pictures);
        var expected = new double[map.Count];
        // Side by side from the corner; then two pixels lower and farther right, with what is left of a patch before that.
        foreach (int shift in (int[])[0, -2])
            for (int top = shift; top < 9; top += 4)
                for (int left = shift; left < 13; left += 4)
                {
                    var covered = network.Pictures.Clone();
                    for (int i = 0; i < covered.Count; i++)
                        if (Inside(i % 117 / 13, i % 13))
                            covered.Floats[i] = fill.Floats[i];
                    var scores = Oracle(network, covered);
                    for (int i = 0; i < map.Count; i++)
                        if (Inside(i % 117 / 13, i % 13))
                            expected[i] += (whole[i / 117] - scores[i / 117]) / 2;

                    bool Inside(int y, int x) => y >= top && y < top + 4 && x >= left && x < left + 4;
                }
        for (int i = 0; i < expected.Length; i++)
            Assert.That(map.Floats[i], Is.EqualTo(expected[i]).Within(1e-4), $"place {i}");
        Assert.That(expected.Max(Math.Abs), Is.GreaterThan(0.01));
    }

    [Test]
    public void Another_class_compiles_nothing_and_a_restart_forgets_the_last()
    {
        var network = new ExplainedNetwork();
        var method = new Occlusion(network.Score, patch: 5, rounds: 1);
        using var session = ExplainBackends.Get("cpu").CompileNow(method.Graph, network.Variables, Attribution.Options);
        session.Write(method.Score.Picture, network.Pictures);
        session.Write(method.Fill, Baselines.OfMean(network.Pictures, 1));
        foreach (int chosen in (int[])[4, 2])
        {
            method.Score.Choose(session, 0, chosen);
            method.Restart();
            while (!method.Step(session)) { }
            var fresh = new Occlusion(network.Score, patch: 5, rounds: 1);
            var expected = network.Explain(
                ExplainBackends.Get("reference"), fresh, chosen, (fresh.Fill, Baselines.OfMean(network.Pictures, 1)));
            Assert.That(new Closeness(1e-5, 1e-3).Difference(expected, method.Map), Is.Null, $"class {chosen}");
            Assert.That(method.Done, Is.EqualTo(method.Runs));
        }
    }

    private static float[] Oracle(ExplainedNetwork network, Tensor pictures)
    {
        var logits = OnnxRuntimeOracle.Run(new Cnn.Graph(network.Logits), network.Variables, (network.Picture.Name, pictures))[0];
        return [.. Enumerable.Range(0, ExplainedNetwork.Batch).Select(n => logits.Floats[n * ExplainedNetwork.Classes + Chosen])];
    }

    // The plain gradient by the picture, for each picture's chosen logit.
    private sealed class GradientOfPicture(ExplainedNetwork network)
    {
        public Tensor At(Tensor pictures, int chosen)
        {
            var one = new Node(new Slice([0, chosen], [ExplainedNetwork.Batch, chosen + 1], [0, 1]), [network.Logits]);
            var gradient = Autodiff.Gradients(new Node(new ReduceSum(KeepDims: false), [one]), [network.Picture])[0];
            using var session = new ReferenceBackend().CompileNow(new Cnn.Graph(gradient), network.Variables);
            session.Write(network.Picture, pictures);
            session.Run();
            return session.Read(gradient);
        }
    }
}
