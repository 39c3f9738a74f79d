using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Cpu.Kernels;
using Cnn.Ops;
using Cnn.Tests.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Cpu;

/// <summary>Convolutions over shapes that do and do not fill registers, tiles and blocks, on registers of each width.</summary>
public class CpuConvolutionTests
{
    private static readonly int[] Widths = [4, 8, 16];

    // Input channels, output channels, height, width, kernel, stride, dilation, group: packs that are full and not, one and two to a
    // block, rows of every length of tile.
    private static IEnumerable<TestCaseData> Shapes =>
    [
        Case(1, 5, 9, 31, 3, 1, 1, 1), Case(3, 32, 8, 17, 3, 2, 1, 1), Case(3, 33, 7, 15, 5, 1, 1, 1), Case(16, 16, 5, 8, 1, 1, 1, 1),
        Case(17, 48, 6, 13, 3, 1, 1, 1), Case(40, 33, 7, 7, 3, 1, 2, 1), Case(33, 20, 11, 6, 1, 2, 1, 1), Case(64, 96, 3, 5, 3, 1, 1, 1),
        Case(32, 64, 6, 9, 3, 1, 1, 2), Case(64, 32, 5, 14, 3, 2, 1, 2), Case(96, 96, 4, 3, 1, 1, 1, 2), Case(48, 48, 9, 12, 3, 1, 1, 48),
        Case(19, 19, 10, 21, 5, 2, 1, 19), Case(37, 37, 8, 11, 3, 1, 2, 37), Case(20, 7, 1, 1, 1, 1, 1, 1), Case(21, 3, 12, 2, 3, 3, 1, 1),
        // Two rows at once, of windows that move by one place and by two; frames of few channels.
        Case(5, 8, 10, 21, 5, 1, 1, 1), Case(3, 2, 15, 29, 3, 2, 1, 1), Case(7, 6, 12, 3, 3, 1, 1, 1), Case(18, 4, 10, 30, 4, 1, 1, 1),
    ];

    [TestCaseSource(nameof(Shapes))]
    public void A_convolution_equals_its_definition(
        int depth, int maps, int height, int width, int kernel, int stride, int dilation, int group)
    {
        var op = new Conv([stride, stride], [kernel / 2, kernel / 3, kernel / 2, kernel - 1], [dilation, dilation], group);
        var test = new OperatorCase(
            "conv", op, new Shape(2, depth, height, width), new Shape(maps, depth / group, kernel, kernel), new Shape(maps))
        {
            HasGradient = false,
        };
        foreach (int lanes in Widths)
            foreach (int threads in new[] { 1, 3 })
            {
                using var backend = new CpuBackend(threads, lanes);
                Assert.That(BackendCheck.Difference(backend, test), Is.Null, $"{lanes} lanes, {threads} threads");
            }
    }

    // Input channels, output channels, height, width of the kernel: packs that are full, all taps in one pack, and what is neither.
    [Test]
    public void Kernels_side_by_side_in_the_output_equal_their_definition(
        [Values("20 1 2 2", "5 2 2 3", "17 32 2 2", "33 48 1 3", "9 7 3 2")] string sizes, [Values] bool hasBias)
    {
        int[] s = [.. sizes.Split(' ').Select(int.Parse)];
        TestInput[] inputs = [new Shape(2, s[0], 5, 9), new Shape(s[0], s[1], s[2], s[3]), new Shape(s[1])];
        var test = new OperatorCase("up", new ConvTranspose([s[2], s[3]]), inputs[..(hasBias ? 3 : 2)]) { HasGradient = false };
        foreach (int lanes in Widths)
        {
            using var backend = new CpuBackend(2, lanes);
            Assert.That(BackendCheck.Difference(backend, test), Is.Null, $"{lanes} lanes");
        }
    }

    [TestCaseSource(nameof(Widths))]
    public void An_activation_after_a_normalization_runs_inside_it(int lanes)
    {
        Shape shape = [2, 19, 5, 7], channels = [19];
        foreach (Op function in new Op[] { new Relu(), new Sigmoid() })
        {
            var x = new Node(new Input(shape), "x");
            Node[] rest = [.. Enumerable.Range(1, 4).Select(i => new Node(new Constant(Positive(TestInput.Floats(channels).Value(i)))))];
            var y = new Node(function, [new Node(new BatchNormalization(), [x, .. rest])]);
            var graph = new Cnn.Graph(y);
            using var backend = new CpuBackend(2, lanes);
            using var truth = new ReferenceBackend().CompileNow(graph, new VariableSet());
            using var session = backend.CompileNow(graph, new VariableSet(), new CompileOptions { Watched = [] });
            foreach (var one in new[] { truth, session })
            {
                one.Write(x, TestInput.Floats(shape).Value(7));
                one.Run();
            }
            Assert.That(session.Timings.Select(row => row.Kernel), Has.Member("BatchNormalization").And.No.Member(function.Name));
            Assert.That(new Closeness().Difference(truth.Read(y), session.Read(y)), Is.Null, function.Name);
        }

        static Tensor Positive(Tensor tensor)
        {
            for (int i = 0; i < tensor.Count; i++)
                tensor.Floats[i] = Math.Abs(tensor.Floats[i]) + 0.1f;
            return tensor;
        }
    }

    [Test]
    public void Few_channels_are_computed_two_rows_at_once()
    {
        // The upper half of the lanes sees the window one row further down: its weights are those of the tap before.
        var shape = Shape(maps: 3, height: 6);
        Assert.That((shape.Fold, shape.Rows, shape.Window.H.Kernel), Is.EqualTo((1, 3, 6)));
        Assert.That(shape.WeightOf(0, 2, 7), Is.EqualTo((2, 7)));
        Assert.That(shape.WeightOf(0, 10, 7), Is.EqualTo((2, 2)));
        Assert.That(shape.WeightOf(0, 10, 4), Is.Null, "above its window");
        Assert.That(shape.WeightOf(0, 2, 26), Is.Null, "below its window");
        Assert.That(shape.WeightOf(0, 3, 7), Is.Null, "no channel");
        Assert.That(Shape(maps: 9, height: 6).Fold, Is.Zero, "more than half a pack");
        Assert.That(Shape(maps: 3, height: 7).Fold, Is.Zero, "a row is left over");

        static ConvShape Shape(int maps, int height)
        {
            var window = new Conv([1, 1], [2, 2, 2, 2], [1, 1]).Window([2, 5, height, 9], [maps, 5, 5, 5]);
            return new([2, 5, height, 9], [maps, 5, 5, 5], window, 1, 16, isPacked: true, mayFold: true);
        }
    }

    [TestCaseSource(nameof(Widths))]
    public void What_follows_a_convolution_may_run_inside_it(int lanes) =>
        Assert.That(KernelsOfTwo(lanes, [2, 20, 9, 13], 35, new LeakyRelu(0.1f)), Is.Not.Empty);

    /// <summary>The kernels of two convolutions, an addition and a function, which compute what the reference does.</summary>
    internal static string[] KernelsOfTwo(int lanes, Shape input, int maps, Op function)
    {
        var variables = new VariableSet();
        var b = new Cnn.Networks.GraphBuilder(variables, seed: 5);
        var x = new Node(new Input(input), "x");
        var first = b.Conv(x, maps, 3, "first", pad: 1);
        var sum = new Node(new Add(), [b.Conv(first, maps, 3, "second", pad: 1), first]);
        var graph = new Cnn.Graph(new Node(function, [sum]));
        using var backend = new CpuBackend(2, lanes);
        using var truth = new ReferenceBackend().CompileNow(graph, variables);
        using var session = backend.CompileNow(graph, variables, new CompileOptions { Watched = [] });
        foreach (var one in new[] { truth, session })
        {
            one.Write(x, TestInput.Floats(x.Shape).Value(3));
            one.Run();
        }
        Assert.That(session.Timings.Select(t => t.Node.Op.Name), Has.No.Member("Add").And.No.Member(function.Name));
        Assert.That(new Closeness().Difference(truth.Read(graph.Outputs[0]), session.Read(graph.Outputs[0])), Is.Null);
        return [.. session.Timings.Select(t => t.Kernel)];
    }

    private static TestCaseData Case(params int[] sizes) => new(sizes.Cast<object>().ToArray());
}
