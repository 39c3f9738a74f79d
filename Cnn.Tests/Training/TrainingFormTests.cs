using Cnn.Backends;
using Cnn.Networks;
using Cnn.Onnx;
using Cnn.Ops;
using Cnn.Tests.Ops;
using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary>BatchNormalization and Dropout as training runs them.</summary>
public sealed class TrainingFormTests : IDisposable
{
    private readonly OpenBackends _backends = new();

    public void Dispose() => _backends.Dispose();

    [TestCase("test_batchnorm_example_training_mode", 1e-5)]
    [TestCase("test_batchnorm_epsilon_training_mode", 1e-2)]
    public void Outputs_and_running_statistics_are_those_of_ONNX_s_cases(string name, double epsilon)
    {
        string set = Path.Combine("/usr/share/libonnx-testdata/data/node", name, "test_data_set_0");
        if (!Directory.Exists(set))
            Assert.Inconclusive($"no {set}; Debian's package libonnx-testdata has it");
        Tensor File(string what) => TensorFile.Read(Path.Combine(set, $"{what}.pb"));
        string[] names = ["scale", "bias", "mean", "variance"];
        foreach (var backend in _backends.All)
        {
            var variables = new VariableSet();
            for (int i = 0; i < names.Length; i++)
                variables.Write(names[i], File($"input_{i + 1}"));
            var x = new Node(new Input(File("input_0").Shape), "x");
            var y = new Node(
                new BatchNormalization((float)epsilon), [x, .. names.Select(n => new Node(new Variable(variables[n].Shape), n))], "y");
            var graph = new TrainingGraph(variables, new Node(new ReduceSum(KeepDims: false), [y * y]), [x], [y]);
            using var session = backend.CompileNow(graph.Graph, variables);
            session.Write(x, File("input_0"));
            session.Write(graph.Rate, Tensor.Scalar(0f));
            session.Write(graph.Step, Tensor.Scalar(1f));
            session.Run();
            session.Publish();
            var close = new Closeness();
            Assert.Multiple(() =>
            {
                Assert.That(close.Difference(File("output_0"), session.Read(graph.Of(y))), Is.Null, backend.Name);
                Assert.That(close.Difference(File("output_1"), variables["mean"]), Is.Null, backend.Name);
                Assert.That(close.Difference(File("output_2"), variables["variance"]), Is.Null, backend.Name);
                Assert.That(graph.Trained.Select(v => v.Name), Is.EqualTo(new[] { "scale", "bias" }), "statistics have no gradient");
            });
        }
    }

    [Test]
    public void A_frozen_normalisation_stays_as_it_runs()
    {
        var variables = new VariableSet();
        var b = new GraphBuilder(variables, 1);
        var x = b.Input("x", [2, 3, 4, 5]);
        var features = b.ConvNormalized(x, 5, 3, "conv");
        var y = b.Gemm(b.Flatten(features), 2, "head");
        var loss = new Node(new ReduceSum(KeepDims: false), [y * y]);
        var graph = new TrainingGraph(variables, loss, [x], null, new TrainingOptions { Trained = ["head.weight", "head.bias"] });
        Assert.That(graph.Of(features), Is.SameAs(features));
        Assert.That(graph.Graph.Updates.Select(u => u.Variable.Name), Has.None.Contains("norm"));
        var whole = new TrainingGraph(variables, loss, [x]);
        Assert.That(whole.Graph.Updates.Select(u => u.Variable.Name), Is.SupersetOf(new[] { "conv.norm.mean", "conv.norm.variance" }));
        Assert.That(((BatchNormalization)whole.Of(features).Op).Training);
    }

    [Test]
    public void Dropout_drops_its_share_and_others_in_each_step_the_same_on_every_backend()
    {
        Shape shape = [4, 7, 9, 11];
        var x = new Node(new Input(shape), "x");
        var w = new Node(new Variable(Shape.Scalar), "w");
        var dropped = new Node(new Dropout(0.3f), [x * w], "dropped");
        var variables = new VariableSet();
        variables.Write("w", Tensor.Scalar(1f));
        var graph = new TrainingGraph(
            variables, new Node(new ReduceMean(KeepDims: false), [dropped]), [x], [dropped], new TrainingOptions { Seed = 5 });
        var first = new List<float[]>();
        foreach (var backend in _backends.All)
        {
            using var session = backend.CompileNow(graph.Graph, variables);
            var ones = new Tensor(shape);
            ones.Floats.Fill(1);
            session.Write(x, ones);
            session.Write(graph.Rate, Tensor.Scalar(0f));
            var masks = new List<float[]>();
            for (int step = 1; step <= 2; step++)
            {
                session.Write(graph.Step, Tensor.Scalar((float)step));
                session.Run();
                masks.Add(session.Read(graph.Of(dropped)).Floats.ToArray());
            }
            Assert.That(masks[0].Distinct().Order(), Is.EqualTo(new[] { 0f, 1 / 0.7f }).Within(1e-6), backend.Name);
            // 2772 elements: five standard deviations.
            Assert.That(masks[0].Count(v => v == 0) / (double)masks[0].Length, Is.EqualTo(0.3).Within(0.045));
            Assert.That(masks[0].Zip(masks[1], (a, b) => a == b).Count(same => same), Is.LessThan(0.7 * masks[0].Length));
            first.Add(masks[0]);
        }
        Assert.That(first[1], Is.EqualTo(first[0]));
        Assert.That(first[2], Is.EqualTo(first[0]));
    }

    [Test]
    public void What_is_exported_is_the_network_as_it_runs()
    {
        var variables = new VariableSet();
        var b = new GraphBuilder(variables, 1);
        var x = b.Input("x", [2, 3, 4, 5]);
        var normal = new Node(new BatchNormalization(1e-3f, 0.8f), b.BatchNormalization(x, "norm").Inputs.AsSpan(), "norm");
        var network = new Cnn.Graph(new Node(new Dropout(0.4f), [normal], "y"));
        _ = new TrainingGraph(variables, new Node(new ReduceSum(KeepDims: false), [network.Outputs[0] * normal]), [x]);
        Assert.That(network.Nodes.Any(n => n.Op is DropoutMask or BatchNormalization { Training: true }), Is.False);
        Assert.That(Onnx.GraphComparison.Difference(network, Onnx.RoundTripTests.ReadBack(network, variables)), Is.Null);
    }
}
