using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Ops.Preprocessing;
using NUnit.Framework;

namespace Cnn.Tests.Cpu;

/// <summary>The processor's kernels for ink, bit by bit as their definitions have it, and that it is they that run.</summary>
public class CpuInkTests
{
    // From small squares, of which a pixel of the frame becomes many, to those of which not every pixel is taken; beyond the frame, too.
    [Test]
    public void Squares_of_frames_of_any_size_are_sampled(
        [Values] bool light, [Values] bool sparse, [Values(1, 17)] int size, [Values(1, 4)] int threads)
    {
        var random = new Random(3);
        foreach (var (height, width) in new[] { (37, 53), (1, 1), (90, 800), (600, 9) })
        {
            int[] pixels = [.. Enumerable.Range(0, height * width).Select(_ => random.Next() | random.Next(2) << 31)];
            int[] squares = [0, 0, 64 * Math.Max(height, width), -700, 300, 90 * 64, 64, 64, 7, 100, 100, 30, 99999, 99999, 64];
            Holds(new SampleSquare(size, light, sparse), threads,
                Tensor.Vector(pixels), Tensor.Vector(height, width), Tensor.From([5, 3], squares));
        }
    }

    [Test]
    public void Strokes_of_any_width_are_adjusted(
        [Values(1, 20, 90, 140, 900)] int stroke, [Values(0, 1)] int on, [Values(1, 3)] int threads)
    {
        foreach (var (height, width) in new[] { (24, 33), (5, 3), (1, 40), (112, 112) })
            Holds(new AdjustStroke(), threads, Map([1, 1, height, width], 0), Tensor.Vector(stroke), Tensor.Vector(2, 3, 22, 61),
                Tensor.Vector(on));
    }

    [Test]
    public void Light_is_absorbed_by_ink_of_either_kind(
        [Values(0, 1, 2)] int polarity, [Values(1, 2)] int papers, [Values(1, 3)] int threads)
    {
        int[][] squares = [[100, -50, 1500], [0, 0, 53 * 64], [-900, 2000, 7000]];
        foreach (int[] square in squares)
        {
            Tensor[] inputs =
            [
                Map([1, 1, 15, 22], -1), Tensor.Vector(square), Tensor.Vector(0, 0, 53 * 64), Map([papers, 1, 9, 13], -1),
            ];
            Holds(new Absorbance(), threads, polarity == 2 ? inputs : [.. inputs, Tensor.Vector(polarity)]);
        }
    }

    private static Tensor Map(Shape shape, int low)
    {
        var random = new Random(7);
        return Tensor.From(shape, Enumerable.Range(0, (int)shape.Count).Select(_ => random.Next(low, 256)).ToArray());
    }

    private static void Holds(Op op, int threads, params Tensor[] values)
    {
        Node[] inputs = [.. values.Select((value, i) => new Node(new Input(value.Shape, value.Type), $"input {i}"))];
        var graph = new Cnn.Graph(new Node(op, inputs));
        using var backend = new CpuBackend(threads);
        using var session = backend.CompileNow(graph, new VariableSet());
        var wanted = new Tensor(graph.Outputs[0].Shape, graph.Outputs[0].Type);
        for (int i = 0; i < values.Length; i++)
            session.Write(inputs[i], values[i]);
        op.Evaluate(values, wanted);
        session.Run();
        Assert.That(session.Timings.Select(t => t.Kernel), Is.EqualTo([op.Name]));
        Assert.That(session.Read(graph.Outputs[0]), Is.EqualTo(wanted).Using<Tensor>(
            (a, b) => a.Type == DataType.Float32 ? a.Floats.SequenceEqual(b.Floats) : a.Span<int>().SequenceEqual(b.Span<int>())));
    }
}
