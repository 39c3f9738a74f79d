using Cnn.Tests.Platform;
using Demo.Views.Filters;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Filters;

/// <summary>The sum that is shown for a place is the number that the device computed there.</summary>
[NonParallelizable]
public class LabArithmeticTests
{
    private const int Places = 1000;
    private const int PlacesInARow = 50;

    [OwnThread]
    [TestCase("reference"), TestCase("gl")]
    public void At_a_thousand_places_of_random_rows_the_sum_is_the_buffers_value(string name)
    {
        using var backend = LabSession.Open(name);
        var random = new Random(5);
        for (int seed = 0; seed < Places / PlacesInARow; seed++)
        {
            // The pool's input is what the filter and the curve made.
            var pool = new PoolStage((PoolKind)random.Next(2), random.Next(2, 4), random.Next(1, 4));
            var row = new LabRow((LabColours)(seed % 6),
                [RandomFilter(random, seed), new ActivationStage((ActivationKind)random.Next(5)), pool]);
            using var session = new LabSession(backend, row, seed: seed);
            for (int i = 0; i < PlacesInARow; i++)
            {
                var nodes = session.Lab.Stages[random.Next(2) * 2];
                var shape = nodes.Output.Shape;
                int channel = random.Next(shape[1]), y = random.Next(shape[2]), x = random.Next(shape[3]);
                float actual = session.Read(nodes.Output).Floats[(channel * shape[2] + y) * shape[3] + x];
                double expected = Value(row, nodes, session.Read(nodes.Input), channel, x, y);
                Assert.That(actual, Is.EqualTo(expected).Within(1e-5), $"{nodes.Stage} {row.Colours} at {channel}, {x}, {y}");
            }
        }
    }

    [Test]
    public void Patch_products_and_winner_are_those_of_the_place()
    {
        // 1 2 3 / 4 5 6
        var input = Tensor.From<float>([1, 1, 2, 3], [1, 2, 3, 4, 5, 6]);
        var kernel = new FilterKernel("k", "k", 3, [1, 0, 0, 0, 10, 0, 0, 0, 100], Scale: 0.5f, Bias: 1);
        var patch = new float[9];
        var products = new double[9];
        var sum = LabArithmetic.Of(new FilterStage(kernel), kernel, input, 0, 0, 0, patch, products);
        Assert.That(patch, Is.EqualTo((float[])[0, 0, 0, 0, 1, 2, 0, 4, 5]));
        Assert.That(products, Is.EqualTo((double[])[0, 0, 0, 0, 5, 0, 0, 0, 250]));
        Assert.That(sum, Is.EqualTo(new FilterSum(255, 0, 1, 256)));
        LabArithmetic.Of(new FilterStage(kernel, Padding.Edge), kernel, input, 0, 0, 0, patch, products);
        Assert.That(patch, Is.EqualTo((float[])[1, 1, 2, 1, 1, 2, 4, 4, 5]));
        LabArithmetic.Of(new FilterStage(kernel, Padding.Mirror), kernel, input, 0, 2, 1, patch, products);
        Assert.That(patch, Is.EqualTo((float[])[2, 3, 2, 5, 6, 5, 2, 3, 2]));
        var window = new float[4];
        Assert.That(LabArithmetic.Of(new PoolStage(PoolKind.Average, 2, 1), input, 0, 1, 0, window), Is.EqualTo(new PoolChoice(4, 3)));
        Assert.That(window, Is.EqualTo((float[])[2, 3, 5, 6]));
    }

    [Test]
    public void It_allocates_nothing()
    {
        var input = new Tensor([1, 1, 9, 9]);
        var kernel = LabSession.RandomKernel(1, 3);
        var stage = new FilterStage(kernel, Padding.Mirror);
        var pool = new PoolStage(PoolKind.Max);
        var (patch, products, window) = (new float[9], new double[9], new float[4]);
        double total = Both();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            total += Both();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(total, Is.Not.NaN);

        double Both() => LabArithmetic.Of(stage, kernel, input, 0, 1, 1, patch, products).Result
            + LabArithmetic.Of(pool, input, 0, 1, 1, window).Result;
    }

    private static FilterStage RandomFilter(Random random, int seed) => new(
        LabSession.RandomKernel(seed, 3 + 2 * random.Next(3), maps: random.Next(1, 3), channels: random.Next(2) == 0 ? 1 : 3),
        (Padding)random.Next(4), random.Next(1, 3), random.Next(1, 3));

    private static double Value(LabRow row, StageNodes nodes, Tensor input, int channel, int x, int y)
    {
        if (nodes.Stage is PoolStage pool)
            return LabArithmetic.Of(pool, input, channel, x, y, new float[9]).Result;
        var kernel = row.KernelOf(0);
        return LabArithmetic.Of((FilterStage)nodes.Stage, kernel, input, channel, x, y, new float[3 * 49], new double[6 * 49]).Result;
    }
}
