using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Networks;
using Cnn.Ops;
using Cnn.Tests.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Cpu;

/// <summary>Gradients of convolutions over shapes that do and do not fill registers, tiles and blocks, on each width.</summary>
public class CpuGradientTests
{
    private static readonly int[] Widths = [4, 8, 16];

    // Input channels, output channels, height, width, kernel, stride, dilation, group.
    private static IEnumerable<TestCaseData> Shapes =>
    [
        Case(1, 5, 9, 13, 5, 1, 1, 1), Case(3, 33, 8, 11, 3, 2, 1, 1), Case(16, 16, 5, 8, 1, 1, 1, 1), Case(21, 3, 10, 4, 3, 3, 1, 1),
        Case(17, 48, 6, 7, 3, 1, 1, 1), Case(20, 9, 9, 8, 3, 1, 2, 1), Case(33, 20, 7, 6, 1, 2, 1, 1), Case(32, 64, 6, 5, 3, 1, 1, 2),
        Case(64, 32, 5, 8, 3, 2, 1, 2), Case(19, 19, 8, 9, 3, 2, 1, 19), Case(37, 37, 8, 7, 3, 1, 2, 37), Case(6, 4, 5, 7, 3, 1, 1, 2),
    ];

    [TestCaseSource(nameof(Shapes))]
    public void Both_gradients_of_a_convolution_equal_their_definitions(
        int depth, int maps, int height, int width, int kernel, int stride, int dilation, int group)
    {
        // More padding at an edge than the kernel reaches, where it is 1×1.
        var op = new Conv([stride, stride], [kernel / 2, kernel / 3, kernel / 2 + (kernel == 1 ? 1 : 0), kernel - 1],
            [dilation, dilation], group);
        var test = new OperatorCase(
            "conv", op, new Shape(3, depth, height, width), new Shape(maps, depth / group, kernel, kernel), new Shape(maps));
        foreach (int lanes in Widths)
            foreach (int threads in new[] { 1, 3 })
            {
                using var backend = new CpuBackend(threads, lanes);
                Assert.That(BackendCheck.Difference(backend, test), Is.Null, $"{lanes} lanes, {threads} threads");
            }
    }

    [Test]
    public void A_batch_that_is_cut_into_slices_has_the_same_gradient_on_any_number_of_threads()
    {
        var x = new Node(new Input([13, 5, 9, 8]), "x0");
        var dy = new Node(new Input([13, 7, 9, 8]), "x1");
        var gradient = new Node(new ConvGradWeight(new Conv(default, [1, 1, 1, 1]), [7, 5, 3, 3]), [x, dy]);
        var values = new[] { TestInput.Floats(x.Shape).Value(1), TestInput.Floats(dy.Shape).Value(2) };
        Tensor Run(IBackend backend)
        {
            using (backend)
            {
                using var session = backend.CompileNow(new Cnn.Graph(gradient), new VariableSet());
                session.Write(x, values[0]);
                session.Write(dy, values[1]);
                session.Run();
                return session.Read(gradient);
            }
        }
        var one = Run(new CpuBackend(1));
        Assert.That(new Closeness().Difference(Run(new ReferenceBackend()), one), Is.Null);
        Assert.That(Run(new CpuBackend(3)).Floats.SequenceEqual(one.Floats), "to the bit");
    }

    // Height, width, kernel, stride, pad: windows side by side that leave nothing out or some of it, that overlap, that see padding.
    [Test]
    public void The_gradients_of_a_pool_and_of_the_Relu_before_it_are_one_kernel(
        [Values("8 6 2 2 0", "9 7 2 2 0", "10 14 3 3 0", "7 9 3 2 0", "9 8 3 2 1")] string sizes, [Values(5, 21)] int channels)
    {
        int[] s = [.. sizes.Split(' ').Select(int.Parse)];
        var pool = new MaxPool([s[2], s[2]], [s[3], s[3]], [s[4], s[4], s[4], s[4]]);
        var x = new Node(new Input([3, channels, s[0], s[1]]), "x");
        var dy = new Node(new Input(pool.Infer([new TensorInfo(x.Shape)]).Shape), "dy");
        var y = new Node(new Relu(), [x]);
        var gradient = new Node(new ReluGrad(), [y, new Node(new MaxPoolGrad(pool), [y, dy])]);
        // Few different values: many are equal under a window, and many windows have nothing above 0.
        var values = TestInput.Floats(x.Shape).Value(1);
        for (int i = 0; i < values.Count; i++)
            values.Floats[i] = MathF.Round(values.Floats[i] * 2) - 1;
        var expected = Run(new ReferenceBackend(), out _);
        Assert.That(expected.Floats.ToArray().Count(v => v == 0), Is.InRange(expected.Count / 4, expected.Count - 20));
        foreach (int lanes in Widths)
        {
            using var backend = new CpuBackend(2, lanes);
            Assert.That(new Closeness().Difference(expected, Run(backend, out var kernels)), Is.Null, $"{lanes} lanes");
            Assert.That(kernels, Has.Member("MaxPoolGrad").And.No.Member("ReluGrad"));
        }

        Tensor Run(IBackend backend, out string[] kernels)
        {
            using var session = backend.CompileNow(new Cnn.Graph(gradient), new VariableSet(), new CompileOptions { Watched = [] });
            session.Write(x, values);
            session.Write(dy, TestInput.Floats(dy.Shape).Value(2));
            session.Run();
            kernels = [.. session.Timings.Select(row => row.Kernel)];
            return session.Read(gradient);
        }
    }

    [TestCaseSource(nameof(Widths))]
    public void Nothing_of_a_training_step_runs_as_a_definition(int lanes)
    {
        using var backend = new CpuBackend(2, lanes);
        var variables = new VariableSet();
        var options = new Cnn.Training.TrainingOptions { Optimizer = new Cnn.Training.Sgd(0.9, true, 1e-4), ClipNorm = 1 };
        foreach (var chosen in new[] { null, options })
        {
            var graph = new Cnn.Training.TrainingGraph(DigitNetwork.Build(variables, 4), variables, chosen);
            using var session = backend.CompileNow(graph.Graph, variables, new CompileOptions { Watched = [graph.Loss] });
            Assert.That(session.Timings.Where(row => row.Kernel == NodeTime.Definition).Select(row => row.Node.ToString()), Is.Empty);
        }
    }

    [Test]
    public void A_step_of_training_allocates_nothing([Values] bool clipped)
    {
        using var backend = new CpuBackend(1, new StandingClock());
        var variables = new VariableSet();
        var options = new Cnn.Training.TrainingOptions { Optimizer = new Cnn.Training.AdamW(), ClipNorm = clipped ? 1 : null };
        var graph = new Cnn.Training.TrainingGraph(DigitNetwork.Build(variables, 4), variables, options);
        using var session = backend.CompileNow(graph.Graph, variables, new CompileOptions { Watched = [graph.Loss] });
        for (int i = 0; i < 3; i++)
            session.Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 5; i++)
            session.Run();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    // Nothing is published meanwhile.
    private sealed class StandingClock : TimeProvider
    {
        public override long GetTimestamp() => TimeSpan.TicksPerSecond;
    }

    private static TestCaseData Case(params int[] sizes) => new(sizes.Cast<object>().ToArray());
}
