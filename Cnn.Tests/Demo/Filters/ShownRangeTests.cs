using Demo.Views.Filters;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Filters;

/// <summary>How a row's values become black and white.</summary>
public class ShownRangeTests
{
    private static readonly Dictionary<string, FilterKernel> Presets =
        FilterFile.Read(ArchitectureTests.PathOf("content/filters.json")).ToDictionary(kernel => kernel.Name);

    [TestCase("identity", 0, 1)]
    [TestCase("gaussian-7", 0, 1)]
    [TestCase("sharpen", 0, 1)]
    [TestCase("unsharp", 0, 1)]
    [TestCase("emboss", 0, 1)]
    [TestCase("sobel-x", -1, 1)]
    [TestCase("scharr-y", -4, 4)]
    [TestCase("laplacian", -1, 1)]
    [TestCase("sobel", 0, 1.4142136)]
    public void A_kernel_that_keeps_black_and_white_is_a_picture_and_edges_lie_around_grey(string name, double black, double white)
    {
        foreach (var colours in Enum.GetValues<LabColours>())
        {
            var range = ShownRange.Of(new LabRow(colours, [new FilterStage(Presets[name])]));
            Assert.That((range.Black, range.White), Is.EqualTo((black, white)).Within(1e-5), $"{colours}");
        }
    }

    [Test]
    public void After_an_activation_black_is_0_unless_it_leaves_values_below()
    {
        var edges = new LabRow(LabColours.Grey, [new FilterStage(Presets["sobel-x"])]);
        Assert.That(ShownRange.Of(edges.Add(new ActivationStage(ActivationKind.Relu))), Is.EqualTo(new ShownRange(0, 1)));
        Assert.That(ShownRange.Of(edges.Add(new ActivationStage(ActivationKind.Tanh))).Black, Is.EqualTo(-Math.Tanh(4)));
        Assert.That(ShownRange.Of(edges.Add(new ActivationStage(ActivationKind.LeakyRelu))), Is.EqualTo(new ShownRange(-1, 1)));
        var sum = Presets["box"] with { Scale = 1 };
        Assert.That(ShownRange.Of(new LabRow(LabColours.Grey, [new FilterStage(sum)])), Is.EqualTo(new ShownRange(0, 9)));
        Assert.That(ShownRange.Of(edges.Add(new ActivationStage(ActivationKind.Sigmoid))).White, Is.EqualTo(1 / (1 + Math.Exp(-4))));
        Assert.That(ShownRange.Of(edges, white: 0.5), Is.EqualTo(new ShownRange(-0.5, 0.5)));
        var nothing = Presets["box"] with { Scale = 0 };
        Assert.That(ShownRange.Of(new LabRow(LabColours.Grey, [new FilterStage(nothing)])), Is.EqualTo(new ShownRange(0, 1)));
    }

    [TestCase(-9f, 0), TestCase(-4f, 0), TestCase(0f, 128), TestCase(2f, 191), TestCase(4f, 255), TestCase(9f, 255), TestCase(float.NaN, 0)]
    public void A_value_is_a_shade(float value, byte shade) => Assert.That(new ShownRange(-4, 4).Shade(value), Is.EqualTo(shade));
}
