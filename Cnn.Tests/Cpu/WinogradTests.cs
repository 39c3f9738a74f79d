using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Cpu.Kernels;
using Cnn.Ops;
using Cnn.Tests.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Cpu;

/// <summary>3×3 convolutions by Winograd's way, on registers of each width.</summary>
public class WinogradTests
{
    private static readonly int[] Widths = [4, 8, 16];

    // Tiles that end inside the map and outside, blocks of one and two packs, channels that do not fill a pack, a band and several.
    [TestCase(48, 33, 17, 23, 1, 1, 1, 1)]
    [TestCase(70, 96, 13, 9, 0, 2, 1, 0)]
    [TestCase(50, 64, 30, 41, 2, 0, 0, 2)]
    [TestCase(128, 40, 29, 28, 1, 1, 1, 1)]
    public void A_convolution_equals_its_definition(
        int depth, int maps, int height, int width, int top, int left, int bottom, int right)
    {
        var op = new Conv([1, 1], [top, left, bottom, right], [1, 1]);
        var x = new Node(new Input([2, depth, height, width]), "x");
        Node weight = Constant([maps, depth, 3, 3], 2), bias = Constant([maps], 3);
        var graph = new Cnn.Graph(new Node(op, [x, weight, bias]));
        var expected = Run(new ReferenceBackend(), graph, out _);
        foreach (int lanes in Widths)
            foreach (int threads in new[] { 1, 3 })
            {
                using var backend = new CpuBackend(threads, lanes);
                var result = Run(backend, graph, out string kernel);
                Assert.That(kernel, Is.EqualTo($"winograd {lanes}"));
                // Of the largest sum; direct products differ by some 1e-6.
                Assert.That(Difference(expected, result), Is.LessThan(1e-5), $"{lanes} lanes, {threads} threads");
            }
    }

    [TestCaseSource(nameof(Widths))]
    public void What_follows_may_run_inside_it(int lanes) =>
        Assert.That(
            CpuConvolutionTests.KernelsOfTwo(lanes, [1, 48, 19, 26], 48, new Sigmoid()).Except(["to rows", "to packs"]),
            Is.EqualTo(new[] { $"winograd {lanes}" }));

    [Test]
    public void Weights_that_a_run_changes_are_not_transformed()
    {
        var variables = new VariableSet();
        variables.Write("w", TestInput.Floats([64, 64, 3, 3]).Value(1));
        var weight = new Node(new Variable([64, 64, 3, 3]), "w");
        var conv = new Node(new Conv([1, 1], [1, 1, 1, 1], [1, 1]), [new Node(new Input([1, 64, 30, 28]), "x"), weight]);
        using var backend = new CpuBackend(1, 8);
        using var steady = backend.CompileNow(new Cnn.Graph(conv), variables);
        Assert.That(steady.Timings.Select(t => t.Kernel), Has.Some.EqualTo("winograd 8"));
        using var learning = backend.CompileNow(new Cnn.Graph([conv], [new(weight, weight + weight)]), variables);
        Assert.That(learning.Timings.Select(t => t.Kernel), Has.Some.EqualTo("conv 8×6").And.None.EqualTo("winograd 8"));
    }

    [Test]
    public void Few_places_under_many_channels_are_multiplied_directly()
    {
        var window = new Conv([1, 1], [1, 1, 1, 1], [1, 1]).Window([1, 512, 7, 7], [512, 512, 3, 3]);
        Assert.That(new WinogradShape([1, 512, 7, 7], [512, 512, 3, 3], window, 16, 1).Pays(), Is.False);
        window = new Conv([1, 1], [1, 1, 1, 1], [1, 1]).Window([1, 64, 56, 56], [64, 64, 3, 3]);
        Assert.That(new WinogradShape([1, 64, 56, 56], [64, 64, 3, 3], window, 16, 1).Pays(), Is.True);
    }

    private static Node Constant(Shape shape, int seed) => new(new Constant(TestInput.Floats(shape).Value(seed)));

    private static Tensor Run(IBackend backend, Cnn.Graph graph, out string kernel)
    {
        using var session = backend.CompileNow(graph, new VariableSet());
        session.Write(graph.Inputs[0], TestInput.Floats(graph.Inputs[0].Shape).Value(1));
        session.Run();
        kernel = session.Timings.Select(t => t.Kernel).Except(["to packs", "to rows"]).Single();
        return session.Read(graph.Outputs[0]);
    }

    private static float Difference(Tensor expected, Tensor result)
    {
        float difference = 0, largest = 0;
        for (int i = 0; i < expected.Count; i++)
        {
            difference = Math.Max(difference, Math.Abs(expected.Floats[i] - result.Floats[i]));
            largest = Math.Max(largest, Math.Abs(expected.Floats[i]));
        }
        return difference / largest;
    }
}
