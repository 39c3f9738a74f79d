using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Networks;
using Demo.Bench;
using NUnit.Framework;

namespace Cnn.Tests.Bench;

/// <summary>What a kernel must do at least, and the time that the machine's peak and memory allow for it.</summary>
public class LayerWorkTests
{
    // conv (2×3×5×7 → 2×4×5×7, 3×3) → add x2 → relu, where only conv and pool have kernels.
    [Test]
    public void A_kernel_has_the_work_of_all_that_is_computed_with_it()
    {
        var b = new GraphBuilder(new VariableSet());
        var x = b.Input("x", [2, 3, 5, 7]);
        var conv = b.Conv(x, 4, 3, "conv", pad: 1);
        var relu = b.Relu(conv);
        var pool = b.MaxPool(relu, 2);
        var works = LayerWork.Of([new NodeTime(relu, "pad", 1), new NodeTime(relu, "conv", 5), new NodeTime(pool, "MaxPool", 2)]);
        Assert.That(works[0], Is.EqualTo(default(LayerWork)), "padding is no work of the network's");
        long weights = 4 * 3 * 9 + 4;
        Assert.That(works[1], Is.EqualTo(new LayerWork(2L * 4 * 5 * 7 * 27, 4 * (2 * 3 * 35 + weights + 2 * 4 * 35))));
        Assert.That(works[2], Is.EqualTo(new LayerWork(0, 4 * (2 * 4 * 35 + 2 * 4 * 2 * 3))));
    }

    [Test]
    public void A_value_that_is_read_twice_counts_once()
    {
        var b = new GraphBuilder(new VariableSet());
        var x = b.Input("x", [2, 3, 5, 7]);
        var sum = new Node(new Cnn.Ops.Add(), [x, x]);
        Assert.That(LayerWork.Of([new NodeTime(sum, "Add", 1)])[0], Is.EqualTo(new LayerWork(0, 4 * 2 * 210)));
    }

    // 100 GFLOP/s are 50 products a nanosecond; what is no larger than 1000 bytes is read at 80 bytes a nanosecond.
    [TestCase(50_000_000, 1000, 1)]
    [TestCase(0, 1000, 12.5e-6)]
    [TestCase(0, 1001, 1001 / 20e6)]
    [TestCase(0, 90_000_000, 4.5)]
    public void A_floor_is_the_longer_of_products_and_memory(long products, long bytes, double milliseconds) =>
        Assert.That(new ProcessorPeak(16, 100, [(1000, 80), (100_000, 20)]).Floor(products, bytes), Is.EqualTo(milliseconds).Within(1e-12));

    [Test]
    public void The_machine_is_measured_at_any_number_of_threads()
    {
        var peak = ProcessorPeak.Measure(3);
        Assert.That(peak.Gigaflops, Is.Positive);
        Assert.That(peak.Reads.Select(read => read.Bytes), Is.Ordered.Ascending.And.All.GreaterThan(0));
        Assert.That(peak.Reads.Select(read => read.GigabytesPerSecond), Is.All.GreaterThan(0));
    }
}
