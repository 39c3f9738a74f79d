using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Gl;
using Cnn.Onnx;
using Cnn.Onnx.Proto;
using Cnn.Tests.Ops;
using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary>
/// Optimisers against ONNX's own cases of ai.onnx.preview.training (Debian's package libonnx-testdata), and what they have beyond
/// those against formulas in double.
/// </summary>
public class OptimizerTests
{
    private const string Data = "/usr/share/libonnx-testdata/data/node";

    private static IEnumerable<TestCaseData> OnBackends(params string[] cases) =>
        cases.SelectMany(c => new[] { "reference", "cpu", "gl" }.Select(b => new TestCaseData(c, b)));

    private static IEnumerable<TestCaseData> OnnxCases => OnBackends(
        "test_adam", "test_adam_multiple", "test_momentum", "test_momentum_multiple", "test_nesterov_momentum");

    // Inputs: rate, step from 0, then all weights, all gradients and all of each state; outputs: all weights and all of each state.
    [TestCaseSource(nameof(OnnxCases))]
    public void Optimisers_make_the_steps_of_ONNX_s_cases(string name, string backend)
    {
        string folder = Path.Combine(Data, name), set = Path.Combine(folder, "test_data_set_0");
        if (!Directory.Exists(folder))
            Assert.Inconclusive($"no {folder}; Debian's package libonnx-testdata has it");
        var node = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(folder, "model.onnx"))).Graph.Node.Single();
        var (optimizer, states) = OptimizerOf(node);
        Tensor Input(int i) => TensorFile.Read(Path.Combine(set, $"input_{i}.pb"));
        int count = (node.Input.Count - 2) / (2 + states.Length);
        var variables = new VariableSet();
        var trained = new List<Node>();
        var gradients = new List<Node>();
        for (int i = 0; i < count; i++)
        {
            variables.Write($"w{i}", Input(2 + i));
            trained.Add(new Node(new Variable(Input(2 + i).Shape), $"w{i}"));
            gradients.Add(new Node(new Constant(Input(2 + count + i))));
            for (int k = 0; k < states.Length; k++)
                variables.Write($"w{i}.{states[k]}", Input(2 + (2 + k) * count + i));
        }
        Assert.That(Input(1).ToInt64(), Is.EqualTo(new long[] { 0 }), "these cases begin, without corrections");
        var updates = optimizer.Updates(
            trained, gradients, Nodes.Scalar(Input(0).Floats[0]), Nodes.Scalar(0), variables);
        Run(backend, updates, variables);
        string[] results = ["", .. states.Select(state => "." + state)];
        for (int k = 0; k < results.Length; k++)
            for (int i = 0; i < count; i++)
            {
                var expected = TensorFile.Read(Path.Combine(set, $"output_{k * count + i}.pb"));
                Assert.That(new Closeness().Difference(expected, variables[$"w{i}{results[k]}"]), Is.Null, $"w{i}{results[k]}");
            }
    }

    private static (Optimizer, string[] States) OptimizerOf(NodeProto node)
    {
        double Number(string name, double otherwise) => node.Attribute.FirstOrDefault(a => a.Name == name)?.F ?? otherwise;
        double decay = Number("norm_coefficient", 0);
        // What test_adam_multiple expects was computed with an epsilon of 0.01, which its node does not say.
        double epsilon = Number("epsilon", 0.01);
        return node.OpType == "Adam"
            ? (new Adam(Number("alpha", 0.9), Number("beta", 0.999), epsilon, decay), ["adam_m", "adam_v"])
            : (new Sgd(Number("alpha", 0), Text("mode") == "nesterov", decay), ["velocity"]);

        string Text(string name) => node.Attribute.Single(a => a.Name == name).S.ToStringUtf8();
    }

    private static IEnumerable<TestCaseData> Formulas => OnBackends("adam", "adamw", "sgd", "momentum", "nesterov");

    // Three steps of ½·Σ c·w², whose gradient is c·w.
    [TestCaseSource(nameof(Formulas))]
    public void Several_steps_are_those_of_the_formulas(string name, string backend)
    {
        const double rate = 0.05, decay = 0.1;
        var start = TestInput.Floats([3, 7]).Value(1);
        var c = TestInput.Floats([3, 7], 1, 3).Value(2);
        Optimizer optimizer = name switch
        {
            "adam" => new Adam(0.8, 0.9, 1e-3, decay),
            "adamw" => new AdamW(0.8, 0.9, 1e-3, decay),
            "sgd" => new Sgd(WeightDecay: decay),
            _ => new Sgd(0.7, name == "nesterov", decay),
        };
        var variables = new VariableSet();
        variables.Write("w", start);
        var w = new Node(new Variable(start.Shape), "w");
        var loss = new Node(new Cnn.Ops.ReduceSum(KeepDims: false), [w * w * new Node(new Constant(c))]) * 0.5f;
        var graph = new TrainingGraph(variables, loss, [], null, new TrainingOptions { Optimizer = optimizer });
        using var opened = Open(backend);
        using var session = opened.CompileNow(graph.Graph, variables);
        session.Write(graph.Rate, Tensor.Scalar((float)rate));
        for (int step = 1; step <= 3; step++)
        {
            session.Write(graph.Step, Tensor.Scalar((float)step));
            session.Run();
        }
        session.Publish();
        for (int i = 0; i < start.Count; i++)
        {
            double x = start.Floats[i], m = 0, v = 0;
            for (int step = 1; step <= 3; step++)
            {
                double g = c.Floats[i] * x + (name == "adamw" ? 0 : decay * x);
                if (name.StartsWith("adam", StringComparison.Ordinal))
                {
                    (m, v) = (0.8 * m + 0.2 * g, 0.9 * v + 0.1 * g * g);
                    x -= rate * (m / (1 - Math.Pow(0.8, step)) / (Math.Sqrt(v / (1 - Math.Pow(0.9, step))) + 1e-3)
                        + (name == "adamw" ? decay * x : 0));
                    continue;
                }
                double momentum = name == "sgd" ? 0 : 0.7;
                v = momentum * v + g;
                x -= rate * (name == "nesterov" ? g + momentum * v : v);
            }
            Assert.That(variables["w"].Floats[i], Is.EqualTo(x).Within(2e-6), $"element {i}");
        }
    }

    [TestCaseSource(typeof(OptimizerTests), nameof(Clippings))]
    public void Gradients_are_shortened_together(double most, string backend)
    {
        var variables = new VariableSet();
        foreach (string name in new[] { "a", "b" })
            variables.Write(name, new Tensor([2]));
        Node[] trained = [new(new Variable([2]), "a"), new(new Variable([2]), "b")];
        // Their norm is 13.
        Node[] gradients = [new(new Constant(Tensor.Vector(3f, 0f))), new(new Constant(Tensor.Vector(-4f, 12f)))];
        Run(backend, new Sgd().Updates(trained, Optimizer.Clip(gradients, most), Nodes.Scalar(1), Nodes.Scalar(1), variables), variables);
        double factor = Math.Min(1, most / 13);
        Assert.Multiple(() =>
        {
            Assert.That(variables["a"].Floats.ToArray(), Is.EqualTo(new[] { -3 * factor, 0 }).Within(1e-5));
            Assert.That(variables["b"].Floats.ToArray(), Is.EqualTo(new[] { 4 * factor, -12 * factor }).Within(1e-5));
        });
    }

    private static IEnumerable<TestCaseData> Clippings =>
        new[] { 6.5, 100 }.SelectMany(most => new[] { "reference", "cpu", "gl" }.Select(b => new TestCaseData(most, b)));

    [Test]
    public void Gradients_of_0_are_not_divided_by_0([Values("reference", "cpu", "gl")] string backend)
    {
        var variables = new VariableSet();
        variables.Write("a", Tensor.Vector(1f, 2f));
        Node[] trained = [new(new Variable([2]), "a")], zero = [new(new Constant(new Tensor([2])))];
        Run(backend, new Sgd().Updates(trained, Optimizer.Clip(zero, 1), Nodes.Scalar(1), Nodes.Scalar(1), variables), variables);
        Assert.That(variables["a"].Floats.ToArray(), Is.EqualTo(new[] { 1f, 2f }));
    }

    private static void Run(string name, IReadOnlyList<Update> updates, VariableSet variables)
    {
        using var backend = Open(name);
        using var session = backend.CompileNow(new Cnn.Graph([], updates), variables);
        session.Run();
        session.Publish();
    }

    private static IBackend Open(string name) => name switch
    {
        "gl" => GlBackend.OpenHeadless(),
        "cpu" => new CpuBackend(threads: 2),
        _ => new ReferenceBackend(),
    };
}
