using System.Collections.Immutable;
using Cnn.Training;
using Demo.Reports;
using Demo.Ui;
using NUnit.Framework;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Cnn.Tests.Training;

/// <summary>A training's figures as pictures: what is in the numbers is on them.</summary>
public class TrainingChartsTests
{
    private string _folder = "";

    private string Model => Path.Combine(_folder, "m.onnx");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("cnn-charts-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_better_training_has_a_higher_curve_of_accuracy_and_a_lower_one_of_loss()
    {
        using var bad = Curves(new EpochResult(1, 2, 2.1, 0.2, 0.01), new EpochResult(2, 0.03, 1.9, 0.3, 0.01));
        using var good = Curves(new EpochResult(1, 2, 0.6, 0.2, 0.01), new EpochResult(2, 0.03, 0.2, 0.9, 0.01));
        Assert.Multiple(() =>
        {
            Assert.That(Row(good, Theme.Positive, good.Height / 2), Is.LessThan(Row(bad, Theme.Positive, bad.Height / 2)), "accuracy");
            Assert.That(Row(good, Theme.Negative, 70), Is.GreaterThan(Row(bad, Theme.Negative, 70)), "loss of held-out pictures");
        });
    }

    [Test]
    public void Nothing_is_drawn_before_an_epoch_is_complete_and_epochs_without_numbers_leave_a_gap()
    {
        using var charts = new TrainingCharts(Model, ["a", "b"]);
        charts.SaveCurves(TrainingState.Start, [new PlotPoint(0.5, 1)]);
        Assert.That(Directory.GetFiles(_folder), Is.Empty);
        Curves(new EpochResult(1, double.NaN, double.NaN, 0.2, 0.01), new EpochResult(2, double.NaN, 0.3, 0.3, 0.01)).Dispose();
    }

    [TestCase(2)]
    [TestCase(7)]
    [TestCase(120)]
    public void A_cell_is_as_bright_as_its_share_and_mistakes_have_another_colour(int classes)
    {
        // Class 1 is always taken for class 0.
        Answer[] answers = [.. Enumerable.Range(0, classes).Select(i => new Answer(i, i, i == 1 ? 0 : i, 1, 1))];
        using (var charts = new TrainingCharts(Model, [.. Enumerable.Range(0, classes).Select(i => $"a class with quite a long name {i}")]))
            charts.SaveConfusion(new Evaluation(classes, [.. answers]));
        using var picture = Image.Load<Rgba32>(TrainingCharts.ConfusionOf(Model));
        float cell = Math.Clamp(MathF.Floor(720f / classes), 4, 52);
        // Left of the numbers, which stand in the middle; names have 160 pixels, where there is room for any.
        Rgba32 At(int row, int column) => picture[
            (int)(16 + (cell < 14 ? 0 : 160) + (column + 0.2f) * cell), (int)(picture.Height - 16 - (classes - row - 0.5f) * cell)];
        Assert.Multiple(() =>
        {
            Assert.That(IsMix(At(0, 0), 0x60BAFF, 0.75));
            Assert.That(At(1, 1), Is.EqualTo(new Rgba32(0x22, 0x27, 0x2F)), "never right");
            Assert.That(At(1, 0), Is.EqualTo(new Rgba32(0xFF, 0xA4, 0x48)), "always wrong");
        });
    }

    // Between the dark of nothing and a colour, by a share.
    private static bool IsMix(Rgba32 actual, uint colour, double share)
    {
        int Mix(int from, int shift) => (int)(from + ((colour >> shift & 255) - from) * share + 0.5);
        return actual == new Rgba32((byte)Mix(0x22, 16), (byte)Mix(0x27, 8), (byte)Mix(0x2F, 0));
    }

    private Image<Rgba32> Curves(params ImmutableArray<EpochResult> epochs)
    {
        using (var charts = new TrainingCharts(Model, ["a", "b"]))
            charts.SaveCurves(TrainingState.Start with { Epochs = epochs }, [new PlotPoint(0.5, 1), new PlotPoint(1, 0.9)]);
        return Image.Load<Rgba32>(TrainingCharts.CurvesOf(Model));
    }

    // The topmost row below another one that has the colour.
    private static int Row(Image<Rgba32> picture, uint colour, int below)
    {
        var wanted = new Rgba32((byte)(colour >> 16), (byte)(colour >> 8), (byte)colour);
        for (int y = below; y < picture.Height; y++)
            for (int x = 0; x < picture.Width; x++)
                if (picture[x, y] == wanted)
                    return y;
        return picture.Height;
    }
}
