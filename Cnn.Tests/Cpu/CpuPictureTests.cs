using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Ops.Preprocessing;
using NUnit.Framework;

namespace Cnn.Tests.Cpu;

/// <summary>A frame that becomes a network's picture, rows first, then columns, against the definition.</summary>
public class CpuPictureTests
{
    [Test]
    public void A_picture_equals_its_definition(
        [Values(1, 3)] int channels, [Values] bool channelsLast, [Values(0, 1)] int mirror, [Values(0, 1, 2)] int aspect,
        [Values(0, 1)] int blueFirst, [Values(0, 1)] int antialias)
    {
        var op = new SamplePicture(9, 14, channels, channelsLast, Crop: 875, Bars: 0x102030);
        int[] choices = [mirror, aspect, blueFirst, antialias];
        var frame = new Node(new Input([5000], DataType.Int32), "frame");
        var size = new Node(new Input([2], DataType.Int32), "size");
        Node[] switches = [.. choices.Select((_, i) => new Node(new Input([1], DataType.Int32), $"switch {i}"))];
        var graph = new Cnn.Graph(new Node(op, [frame, size, .. switches]));
        using var backend = new CpuBackend(threads: 3);
        using var session = backend.CompileNow(graph, new VariableSet());
        using var truth = new ReferenceBackend().CompileNow(graph, new VariableSet());
        var random = new Random(5);
        // Smaller than the picture, larger, high, one pixel: one after the other on the same session.
        foreach (var (height, width) in new[] { (5, 7), (50, 83), (90, 20), (1, 1), (37, 37) })
        {
            int[] pixels = [.. Enumerable.Range(0, height * width).Select(_ => random.Next() | unchecked((int)0xFF000000))];
            foreach (var one in new[] { session, truth })
            {
                one.Write(frame, Tensor.Vector(pixels));
                one.Write(size, Tensor.Vector(height, width));
                for (int i = 0; i < choices.Length; i++)
                    one.Write(switches[i], Tensor.Vector(choices[i]));
                one.Run();
            }
            Assert.That(session.Timings.Select(t => t.Kernel), Has.No.Member(NodeTime.Definition));
            var (expected, actual) = (truth.Read(graph.Outputs[0]), session.Read(graph.Outputs[0]));
            Assert.That(new Closeness().Difference(expected, actual), Is.Null, $"{height}×{width}");
        }
    }
}
