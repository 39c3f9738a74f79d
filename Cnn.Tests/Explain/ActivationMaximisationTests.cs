using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Explain;
using Cnn.Networks;
using Cnn.Onnx;
using Cnn.Ops;
using Cnn.Tests.Onnx;
using NUnit.Framework;

namespace Cnn.Tests.Explain;

/// <summary>Made-up pictures excite what they shall far more than noise does, by ONNX Runtime's word, and always the same way.</summary>
public class ActivationMaximisationTests
{
    private const int Noises = 200;

    private static readonly float[] s_black = [0], s_white = [1];

    private readonly OnnxModel _digits = OnnxModel.Load(ArchitectureTests.PathOf("content/models/digits.onnx"));

    [Test]
    public void Every_channel_of_a_digit_reader_is_excited_more_than_by_any_noise()
    {
        var graph = _digits.Bind();
        var input = graph.Inputs[0];
        int tried = 0;
        foreach (var layer in graph.Nodes.Where(n => n.Op is Conv or Relu or Softmax))
            foreach (int channel in Channels(layer).Where(c => layer.Op is Softmax || c % 3 == 0))
            {
                var options = MaximisationOptions.OfInk with { Steps = 96 };
                var found = Excite(_digits.Variables, input, layer, channel, s_black, s_white, options);
                double start = found.Ascent.Curve[0], noise = BestNoise(found.Ascent, _digits.Variables, channel);
                Assert.That(found.Value, Is.GreaterThan(start + 0.01), $"{layer.Name} {channel}: the start");
                Assert.That(found.Value, Is.GreaterThan(noise + 0.25 * Math.Abs(noise)), $"{layer.Name} {channel}");
                tried++;
            }
        Assert.That(tried, Is.GreaterThan(20));
    }

    [Test]
    public void A_unit_that_is_linear_comes_to_its_maximum()
    {
        var graph = _digits.Bind();
        var (input, layer) = (graph.Inputs[0], graph.Nodes.First(n => n.Op is Conv));
        var options = new MaximisationOptions { Steps = 100, Smoothness = 0, Decay = 0, BlurEvery = 0, Jitter = 0, Widths = 1 };
        var ascent = new ActivationMaximisation(input, layer, s_black, s_white, options);
        using var session = ExplainBackends.Get("cpu").CompileNow(ascent.Graph, _digits.Variables, Attribution.Options);
        var (weights, bias) = (_digits.Variables[layer.Inputs[1].Name], _digits.Variables[layer.Inputs[2].Name]);
        int taps = weights.Count / layer.Shape[1], tried = 0;
        for (int channel = 0; channel < layer.Shape[1]; channel++)
        {
            // White where a weight is above zero, black elsewhere.
            double most = bias.Floats[channel] + weights.Floats.Slice(channel * taps, taps).ToArray().Sum(w => Math.Max(0.0, w));
            if (most <= 0)
                continue;
            ascent.ChooseUnit(session, channel * 784 + 14 * 28 + 15);
            ascent.Begin(3);
            while (!ascent.Step(session)) { }
            Assert.That(ascent.Measure(session), Is.EqualTo(most).Within(0.01 * most), $"channel {channel}");
            tried++;
        }
        Assert.That(tried, Is.GreaterThan(5));
    }

    [Test]
    public void ONNX_Runtime_says_the_same_of_the_picture()
    {
        var graph = _digits.Bind();
        var input = graph.Inputs[0];
        foreach (var layer in graph.Nodes.Where(n => n.Op is Conv or Relu or Gemm))
        {
            var found = Excite(_digits.Variables, input, layer, 1, s_black, s_white, new() { Steps = 12 });
            var value = OnnxRuntimeOracle.Run(new Cnn.Graph(layer), _digits.Variables, (input.Name, found.Picture))[0];
            int places = value.Count / layer.Shape[1];
            double mean = value.Floats.Slice(places, places).ToArray().Average(v => places == 1 ? v : Math.Max(0.0, v));
            Assert.That(found.Value, Is.EqualTo(mean).Within(1e-4 * Math.Max(1, Math.Abs(mean))), layer.Name);
        }
    }

    [TestCase("mobilenet_v2_1.0_224_f32.onnx")]
    [TestCase("mobilenet_v1_0.5_160_f32.onnx")]
    public void A_large_network_s_class_and_channel_are_excited_more_than_by_any_noise(string file)
    {
        if (Environment.GetEnvironmentVariable("REALTIMECNN_TESTDATA") is not { } folder)
        {
            Assert.Ignore("REALTIMECNN_TESTDATA names no folder");
            return;
        }
        var model = OnnxModel.Load(Path.Combine(folder, "models", file));
        var graph = model.Bind();
        var layers = new[] { graph.Nodes.Where(n => n.Op is Conv).ElementAt(20), graph.Outputs[0] };
        foreach (var layer in layers)
        {
            var found = Excite(model.Variables, graph.Inputs[0], layer, 21, [-1], [1], new() { Steps = 24 });
            double noise = BestNoise(found.Ascent, model.Variables, 21, most: 40);
            Assert.That(found.Value, Is.GreaterThan(noise + 0.5 * Math.Abs(noise)), $"{layer.Name}: noise {noise}");
        }
    }

    [Test]
    public void The_same_seed_gives_the_same_picture_on_any_number_of_threads()
    {
        var graph = _digits.Bind();
        var layer = graph.Nodes.Last(n => n.Op is Conv);
        var pictures = new List<float[]>();
        foreach (var (threads, seed) in new[] { (1, 5), (3, 5), (1, 6) })
        {
            using var backend = new CpuBackend(threads: threads);
            var found = Excite(_digits.Variables, graph.Inputs[0], layer, 2, s_black, s_white, new() { Steps = 20 }, seed, backend);
            pictures.Add(found.Picture.Floats.ToArray());
        }
        Assert.That(pictures[1], Is.EqualTo(pictures[0]));
        Assert.That(pictures[2], Is.Not.EqualTo(pictures[0]));
    }

    [TestCase("reference")]
    [TestCase("gl")]
    public void Other_backends_find_as_much(string backend)
    {
        var graph = _digits.Bind();
        var layer = graph.Nodes.First(n => n.Op is Conv);
        var options = new MaximisationOptions { Steps = 16 };
        var cpu = Excite(_digits.Variables, graph.Inputs[0], layer, 4, s_black, s_white, options);
        var other = Excite(
            _digits.Variables, graph.Inputs[0], layer, 4, s_black, s_white, options, backend: ExplainBackends.Get(backend));
        Assert.That(other.Value, Is.EqualTo(cpu.Value).Within(0.02 * Math.Abs(cpu.Value)));
    }

    [Test]
    public void A_picture_stays_within_its_range_and_is_the_same_in_either_layout()
    {
        float[] low = [-2, 0, 10], high = [-1, 255, 10.5f];
        var pictures = new List<float[]>();
        foreach (bool last in (bool[])[false, true])
        {
            var variables = new VariableSet();
            var b = new GraphBuilder(variables, 4);
            var input = b.Input("input", last ? [1, 9, 13, 3] : [1, 3, 9, 13]);
            var x = last ? new Node(new Transpose([0, 3, 1, 2]), [input]) : input;
            var layer = b.Gemm(b.Flatten(b.Relu(b.Conv(x, 5, 3, "conv", stride: 2))), 4, "fc");
            var ascent = new ActivationMaximisation(input, layer, low, high, new() { Steps = 40, Rate = 0.1f }, last);
            using var session = ExplainBackends.Get("reference").CompileNow(ascent.Graph, variables, Attribution.Options);
            ascent.ChooseChannel(session, 2);
            while (!ascent.Step(session)) { }
            var picture = ascent.Picture();
            Assert.That(picture.Shape, Is.EqualTo(input.Shape));
            var planes = new float[picture.Count];
            for (int i = 0; i < planes.Length; i++)
                planes[last ? i % 3 * 117 + i / 3 : i] = picture.Floats[i];
            pictures.Add(planes);
            Assert.That(ascent.Curve[^1], Is.GreaterThan(ascent.Curve[0]));
        }
        for (int c = 0; c < 3; c++)
        {
            var seen = pictures[0].AsSpan(c * 117, 117).ToArray();
            Assert.That((seen.Min() >= low[c], seen.Max() <= high[c], seen.Max() > seen.Min()), Is.EqualTo((true, true, true)));
        }
        Assert.That(pictures[1], Is.EqualTo(pictures[0]).Within(1e-3));
    }

    [Test]
    public void A_channel_that_is_silent_at_first_wakes_up()
    {
        var variables = new VariableSet();
        variables.Write("conv.weight", Tensor.From([1, 1, 1, 1], [1f]));
        variables.Write("conv.bias", Tensor.From([1], [-0.9f]));
        var b = new GraphBuilder(variables);
        var input = b.Input("input", [1, 1, 8, 8]);
        var found = Excite(variables, input, b.Relu(b.Conv(input, 1, 1, "conv")), 0, s_black, s_white, new());
        Assert.That((double)found.Ascent.Curve[0], Is.Zero);
        Assert.That(found.Value, Is.GreaterThan(0.05));
    }

    [Test]
    public void Where_nothing_has_a_gradient_the_picture_wanders_and_nothing_fails()
    {
        var variables = new VariableSet();
        variables.Write("conv.weight", Tensor.From([1, 1, 1, 1], [0f]));
        var b = new GraphBuilder(variables);
        var input = b.Input("input", [1, 1, 8, 8]);
        var found = Excite(variables, input, b.Conv(input, 1, 1, "conv"), 0, s_black, s_white, new() { Steps = 5 });
        Assert.That((found.Value, found.Picture.Floats.ToArray().All(float.IsFinite)), Is.EqualTo((0.0, true)));
    }

    [Test]
    public void What_does_not_fit_is_said()
    {
        var graph = _digits.Bind();
        var (input, layer) = (graph.Inputs[0], graph.Outputs[0]);
        Refuses(() => new(input, layer, [0, 0], [1, 1]), "1 channels");
        Refuses(() => new(input, layer, [1], [1]), "no range");
        Refuses(() => new(input, layer, s_black, s_white, new() { Steps = 0 }), "at least 1");
        Refuses(() => new(input, layer, s_black, s_white, new() { Rate = float.NaN }), "rate");
        var mirrored = new Node(new Pad([0, 0, 1, 1, 0, 0, 0, 0], PadMode.Reflect), [input]);
        Refuses(() => new(input, mirrored, s_black, s_white), "Pad");
        var ascent = new ActivationMaximisation(input, layer, s_black, s_white);
        using var session = ExplainBackends.Get("cpu").CompileNow(ascent.Graph, _digits.Variables, Attribution.Options);
        Assert.That(() => ascent.ChooseChannel(session, 10), Throws.TypeOf<CnnException>().With.Message.Contains("channel 10"));

        static void Refuses(Func<ActivationMaximisation> make, string says) =>
            Assert.That(make, Throws.TypeOf<CnnException>().With.Message.Contains(says));
    }

    private static IEnumerable<int> Channels(Node layer) => Enumerable.Range(0, layer.Shape[1]);

    private static (ActivationMaximisation Ascent, Tensor Picture, double Value) Excite(
        VariableSet variables, Node input, Node layer, int channel, float[] low, float[] high, MaximisationOptions options, int seed = 0,
        IBackend? backend = null)
    {
        var ascent = new ActivationMaximisation(input, layer, low, high, options);
        using var session = (backend ?? ExplainBackends.Get("cpu")).CompileNow(ascent.Graph, variables, Attribution.Options);
        ascent.ChooseChannel(session, channel);
        ascent.Begin(seed);
        while (!ascent.Step(session)) { }
        return (ascent, ascent.Picture(), ascent.Measure(session));
    }

    // Noise of every pixel's own, and noise as the ascent begins with.
    private static double BestNoise(ActivationMaximisation ascent, VariableSet variables, int channel, int most = Noises)
    {
        using var session = ExplainBackends.Get("cpu").CompileNow(new Cnn.Graph(ascent.Score.Values), variables, Attribution.Options);
        ascent.ChooseChannel(session, channel);
        var picture = ascent.Picture();
        var (low, high) = ascent.Picture().Shape[1] == 3 ? (-1f, 1f) : (0f, 1f);
        var random = new Random(9);
        double best = double.NegativeInfinity;
        for (int i = 0; i < most; i++)
        {
            foreach (ref float value in picture.Floats)
                value = low + (high - low) * random.NextSingle();
            if (i % 2 == 1)
            {
                ascent.Begin(i);
                picture.CopyFrom(ascent.Picture());
            }
            session.Write(ascent.Score.Picture, picture);
            session.Run();
            best = Math.Max(best, session.Read(ascent.Score.Values).Floats[0]);
        }
        return best;
    }
}
