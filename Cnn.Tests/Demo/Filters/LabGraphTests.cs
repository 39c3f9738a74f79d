using Cnn.Tests.Platform;
using Demo.Views.Filters;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Filters;

/// <summary>The lab's numbers are those of a plain computation, on every backend.</summary>
[NonParallelizable]
public class LabGraphTests
{
    private static readonly FilterKernel[] Presets = [.. FilterFile.Read(ArchitectureTests.PathOf("content/filters.json"))];

    [OwnThread]
    [TestCase("reference"), TestCase("gl")]
    public void Every_preset_is_right_and_turning_its_numbers_builds_nothing(string name)
    {
        using var backend = LabSession.Open(name);
        foreach (var colours in Enum.GetValues<LabColours>())
            foreach (var alike in Presets.GroupBy(kernel => (kernel.Size, kernel.Maps)))
            {
                var first = LabRow.StartingWith(alike.First()) with { Colours = colours };
                using var session = new LabSession(backend, first);
                int shift = -LabShift.Most;
                foreach (var kernel in alike)
                {
                    var row = first.Replace(0, new FilterStage(kernel));
                    Assert.That(session.Lab.IsFor(row, LabSession.Width, LabSession.Height));
                    session.Run(row, shift);
                    session.Check(row, shift++);
                }
            }
    }

    [OwnThread]
    [TestCase("reference", "Zero"), TestCase("reference", "Edge")]
    [TestCase("reference", "Mirror"), TestCase("reference", "None")]
    [TestCase("gl", "Zero"), TestCase("gl", "Edge"), TestCase("gl", "Mirror"), TestCase("gl", "None")]
    public void Every_padding_stride_dilation_size_and_colour_is_right(string name, string edge)
    {
        var padding = Enum.Parse<Padding>(edge);
        using var backend = LabSession.Open(name);
        int seed = 0;
        for (int stride = 1; stride <= LabStage.MostStep; stride++)
            for (int dilation = 1; dilation <= LabStage.MostStep; dilation++)
                foreach (var colours in Enum.GetValues<LabColours>())
                {
                    // Sizes, maps and channels in turn: each meets each of the others somewhere.
                    int size = 3 + 2 * (seed % 3), maps = 1 + seed / 3 % 2, channels = seed / 2 % 2 == 0 ? 1 : 3;
                    if (padding == Padding.None && dilation == 3)
                        size = Math.Min(size, 5);
                    var kernel = LabSession.RandomKernel(++seed, size, maps, channels);
                    var row = new LabRow(colours, [new FilterStage(kernel, padding, stride, dilation)]);
                    using var session = new LabSession(backend, row, shift: seed % 17 - 8, seed);
                    session.Check(row, seed % 17 - 8);
                }
    }

    [OwnThread]
    [TestCase("reference"), TestCase("gl")]
    public void Every_pool_and_activation_is_right_at_any_place_in_the_row(string name)
    {
        using var backend = LabSession.Open(name);
        var filter = new FilterStage(LabSession.RandomKernel(5, 3, channels: 3), Padding.Edge);
        var second = new FilterStage(LabSession.RandomKernel(6, 5, maps: 2), Padding.Mirror, Dilation: 2);
        var activations = Enum.GetValues<ActivationKind>();
        int turn = 0;
        foreach (var kind in Enum.GetValues<PoolKind>())
            for (int size = 2; size <= 3; size++)
                for (int stride = 1; stride <= LabStage.MostStep; stride++, turn++)
                {
                    var pool = new PoolStage(kind, size, stride);
                    var activation = new ActivationStage(activations[turn % activations.Length]);
                    LabRow row = new((LabColours)(turn % 6), (turn % 4) switch
                    {
                        0 => [filter, activation, pool, new FilterStage(LabSession.RandomKernel(7, 3))],
                        1 => [pool, filter, activation],
                        2 => [activation, filter, pool, new PoolStage(PoolKind.Average)],
                        _ => [second, filter, activation, pool],
                    });
                    using var session = new LabSession(backend, row, shift: 1, seed: turn);
                    session.Check(row, 1);
                }
    }

    [Test]
    public void One_colour_alone_is_a_picture_of_one_channel_and_the_same_as_among_all_three()
    {
        using var backend = LabSession.Open("reference");
        var filter = new FilterStage(LabSession.RandomKernel(3, 5, maps: 2, channels: 3), Padding.Mirror, Stride: 2);
        using var each = new LabSession(backend, new LabRow(LabColours.Each, [filter]));
        var all = each.Read(each.Lab.Result);
        foreach (var colour in (LabColours[])[LabColours.Red, LabColours.Green, LabColours.Blue])
        {
            using var alone = new LabSession(backend, new LabRow(colour, [filter]));
            var result = alone.Read(alone.Lab.Result);
            Assert.That(alone.Lab.Picture.Shape[1], Is.EqualTo(1));
            Assert.That(result.Floats.ToArray(),
                Is.EqualTo(all.Floats.Slice((colour - LabColours.Red) * result.Count, result.Count).ToArray()).Within(1e-5), $"{colour}");
        }
    }

    [Test]
    public void An_empty_row_is_the_picture_and_a_black_picture_changes_by_nothing()
    {
        using var backend = LabSession.Open("reference");
        var row = new LabRow(LabColours.Each, []);
        using (var session = new LabSession(backend, row, 2))
            session.Check(row, 2);
        var zero = new LabRow(LabColours.Grey, [new FilterStage(LabSession.RandomKernel(1, 3) with { Scale = 0, Bias = 0 })]);
        using (var session = new LabSession(backend, zero, 2))
            Assert.That(session.Lab.Pools.Ways.Select(way => session.Scalar(way.Share)), Is.All.Zero);
    }

    [TestCase(640, 480, 320, 240)]
    [TestCase(480, 640, 240, 320)]
    [TestCase(300, 234, 300, 234)]
    [TestCase(1920, 1080, 320, 180)]
    [TestCase(4000, 41, 320, 3)]
    public void A_frame_is_worked_on_in_its_proportions_and_never_enlarged(int width, int height, int toWidth, int toHeight)
    {
        var lab = new LabGraph(LabRow.StartingWith(Presets[0]), width, height);
        Assert.That((lab.Width, lab.Height), Is.EqualTo((toWidth, toHeight)));
        Assert.That(lab.Picture.Shape, Is.EqualTo(new Shape(1, 1, toHeight, toWidth)));
        Assert.That(lab.IsFor(LabRow.StartingWith(Presets[0]), 2 * toWidth, 2 * toHeight), Is.EqualTo(width > 320 || height > 320));
    }

    [TestCase("None", "20×6 pixels are too few for stage 1, random, which needs 7×7")]
    [TestCase("Mirror", null)]
    public void A_frame_that_is_too_small_is_told_as_such(string edge, string? message)
    {
        var row = new LabRow(LabColours.Grey, [new FilterStage(LabSession.RandomKernel(1, 7), Enum.Parse<Padding>(edge))]);
        Action build = () => _ = new LabGraph(row, 20, 6);
        if (message is null)
            Assert.That(build, Throws.Nothing);
        else
            Assert.That(build, Throws.TypeOf<CnnException>().With.Message.StartsWith(message));
        Assert.That(() => new LabGraph(row, 20, 3), Throws.TypeOf<CnnException>().With.Message.Contains("20×3"));
    }

    [Test]
    public void What_changes_shapes_needs_another_graph()
    {
        var row = LabRow.StartingWith(Presets[0]);
        var lab = new LabGraph(row, 64, 48);
        var filter = (FilterStage)row.Stages[0];
        Assert.That(lab.IsFor(row.Replace(0, filter with { Kernel = Presets[0].Resized(5) }), 64, 48), Is.False);
        Assert.That(lab.IsFor(row.Replace(0, filter with { Stride = 2 }), 64, 48), Is.False);
        Assert.That(lab.IsFor(row.Replace(0, filter with { Padding = Padding.Edge }), 64, 48), Is.False);
        Assert.That(lab.IsFor(row.Without(2), 64, 48), Is.False);
        Assert.That(lab.IsFor(row with { Colours = LabColours.Each }, 64, 48), Is.False);
        Assert.That(lab.IsFor(row, 64, 47), Is.False);
        Assert.That(lab.IsFor(row.Replace(0, filter with { Kernel = Presets[0].Mirror() with { Bias = 1 } }), 64, 48));
    }
}
