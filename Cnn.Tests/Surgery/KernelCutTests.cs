using Cnn.Networks;
using Cnn.Surgery;
using NUnit.Framework;

namespace Cnn.Tests.Surgery;

public class KernelCutTests
{
    private readonly OperatedNetwork _network = new();

    private static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => i * 0.25f - 1)];

    [Test]
    public void A_zeroed_kernel_leaves_the_map_its_bias_and_the_others_as_they_were()
    {
        var cut = _network.Begin().With(new ZeroKernel(_network["conv1"], 3));
        var (before, after) = (_network.Value(_network.Begin(), "conv1"), _network.Value(cut, "conv1"));
        float bias = _network.Variables["conv1.bias"].Floats[3];
        Each(after, (n, m, y, x) => Assert.That(OperatedNetwork.At(after, n, m, y, x),
            Is.EqualTo(m == 3 ? bias : OperatedNetwork.At(before, n, m, y, x))));
        Assert.That(_network.Value(cut, "probabilities").Floats.ToArray(),
            Is.Not.EqualTo(_network.Value(_network.Begin(), "probabilities").Floats.ToArray()));
    }

    [Test]
    public void Each_cut_of_a_kernel_is_the_sum_over_the_numbers_that_it_names()
    {
        var conv = _network["conv1"];
        RequireMaps(new SetKernel(conv, 1, null, [.. Numbers(27)]), (w, kernels) => Numbers(27).CopyTo(kernels, 27));
        RequireMaps(new SetKernel(conv, 4, 2, [.. Numbers(9)]), (w, kernels) => Numbers(9).CopyTo(kernels, 4 * 27 + 18));
        RequireMaps(new ZeroKernel(conv, 2, 1), (w, kernels) => Array.Clear(kernels, 2 * 27 + 9, 9));
        RequireMaps(new NegateKernel(conv, 0), (w, kernels) => Fill(kernels, 0, 27, i => -w[i]));
        RequireMaps(new NegateKernel(conv, 4, 1), (w, kernels) => Fill(kernels, 4 * 27 + 9, 9, i => -w[4 * 27 + 9 + i]));
        RequireMaps(new SwapKernels(conv, 1, 4), (w, kernels) =>
        {
            Fill(kernels, 27, 27, i => w[4 * 27 + i]);
            Fill(kernels, 4 * 27, 27, i => w[27 + i]);
        });
        RequireMaps(new SwapKernels(conv, 0, 3, 2), (w, kernels) =>
        {
            Fill(kernels, 18, 9, i => w[3 * 27 + 18 + i]);
            Fill(kernels, 3 * 27 + 18, 9, i => w[18 + i]);
        });
    }

    [Test]
    public void A_kernel_that_is_a_constant_of_the_graph_is_cut_too()
    {
        var cut = _network.Begin().With(new ZeroKernel(_network["conv2"], 6));
        var map = _network.Value(cut, "conv2");
        Each(map, (n, m, y, x) => Assert.That(OperatedNetwork.At(map, n, m, y, x), m == 6 ? Is.Zero : Is.Not.Zero));
    }

    [Test]
    public void A_kernel_of_a_group_is_cut_alone()
    {
        var cut = _network.Begin().With(new ZeroKernel(_network["depthwise"], 5, 0));
        var (before, after) = (_network.Value(_network.Begin(), "depthwise"), _network.Value(cut, "depthwise"));
        float bias = _network.Variables["depthwise.bias"].Floats[5];
        Each(after, (n, m, y, x) => Assert.That(OperatedNetwork.At(after, n, m, y, x),
            Is.EqualTo(m == 5 ? bias : OperatedNetwork.At(before, n, m, y, x))));
    }

    [Test]
    public void Noise_has_the_asked_deviation_and_is_the_same_for_the_same_seed()
    {
        var variables = new VariableSet();
        var b = new GraphBuilder(variables, seed: 2);
        var conv = b.Conv(b.Input("x", [1, 101, 5, 7]), 3, 5, "conv");
        var graph = new Graph(conv);
        float[] first = Noised(1), again = Noised(1), other = Noised(2);
        Assert.That(again, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));

        float[] kernel = variables["conv.weight"].Floats.Slice(101 * 25, 101 * 25).ToArray();
        double[] noise = [.. first.Zip(kernel, (a, w) => (double)a - w)];
        double own = Math.Sqrt(kernel.Average(w => (double)w * w) - Math.Pow(kernel.Average(w => (double)w), 2));
        // 2525 numbers: the deviation is known to 1/√5050 = 1.4 %, the mean to 1/√2525 = 2 % of it; four times that.
        Assert.That(Math.Sqrt(noise.Average(v => v * v)), Is.EqualTo(0.3 * own).Within(5.6).Percent);
        Assert.That(noise.Average(), Is.Zero.Within(0.08 * 0.3 * own));

        float[] Noised(int seed)
        {
            var (cut, map) = new AddNoise(conv, 1, null, 0.3, seed).Apply(graph, variables);
            var kernels = ((Constant)map[conv].Inputs[1].Op).Value.Floats;
            Assert.That(kernels[..(101 * 25)].SequenceEqual(variables["conv.weight"].Floats[..(101 * 25)]));
            return kernels.Slice(101 * 25, 101 * 25).ToArray();
        }
    }

    [Test]
    public void The_set_of_the_caller_stays_as_it_is()
    {
        var before = _network.Variables.Published;
        _network.Begin().With(new NegateKernel(_network["conv1"], 0)).With(new PruneChannel(_network["conv1"], 1)).Finished();
        Assert.That(_network.Variables.Published, Is.SameAs(before));
    }

    // What conv1's maps are by definition, where the kernels are others.
    private void RequireMaps(Cut cut, Action<float[], float[]> change)
    {
        var maps = _network.Value(_network.Begin().With(cut), "conv1");
        float[] weights = _network.Variables["conv1.weight"].Floats.ToArray(), bias = _network.Variables["conv1.bias"].Floats.ToArray();
        float[] kernels = [.. weights];
        change(weights, kernels);
        Assert.That(kernels, Is.Not.EqualTo(weights));
        Each(maps, (n, m, y, x) => Assert.That(OperatedNetwork.At(maps, n, m, y, x), Is.EqualTo(
            bias[m] + OperatedNetwork.Sum(_network.Picture, kernels.AsSpan(m * 27, 27), (3, 3), (1, 1), n, y, x)).Within(1e-5), $"{cut}"));
    }

    private static void Fill(float[] kernels, int from, int count, Func<int, float> value)
    {
        for (int i = 0; i < count; i++)
            kernels[from + i] = value(i);
    }

    internal static void Each(Tensor maps, Action<int, int, int, int> check)
    {
        for (int n = 0; n < maps.Shape[0]; n++)
            for (int m = 0; m < maps.Shape[1]; m++)
                for (int y = 0; y < maps.Shape[2]; y++)
                    for (int x = 0; x < maps.Shape[3]; x++)
                        check(n, m, y, x);
    }
}
