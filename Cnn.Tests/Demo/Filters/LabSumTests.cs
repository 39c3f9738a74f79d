using System.Globalization;
using Demo.Platform;
using Demo.Ui;
using Demo.Views.Filters;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Filters;

/// <summary>What the lab's panels say is what was computed, and what they offer does it.</summary>
public class LabSumTests
{
    private static readonly string[] Kernels = ["sobel-x", "sobel", "unsharp"];

    [Test]
    public void The_sum_that_is_shown_is_the_outputs_value(
        [ValueSource(nameof(Kernels))] string kernel, [Values("Grey", "Each", "Across", "Green")] string seen, [Values] bool mirror)
    {
        var (colours, padding) = (Enum.Parse<LabColours>(seen), mirror ? Padding.Mirror : Padding.Zero);
        using var scene = LabScene.Open();
        var stage = new FilterStage(scene.Lab.Library.Find(kernel)! with { Bias = 0.25f }, padding, Stride: 2);
        scene.Lab.Set(new LabRow(colours, [stage]), scene.App);
        scene.Tick(0);
        var random = new Random(5);
        var output = scene.Read(scene.Lab.Explained!.Nodes.Output);
        for (int i = 0; i < 20; i++)
        {
            scene.Lab.Channel = colours is LabColours.Each or LabColours.Across ? i % 3 : 0;
            scene.Lab.Slide.Place = (random.Next(output.Shape[3]), i == 0 ? 0 : random.Next(output.Shape[2]));
            int channel = colours == LabColours.Each ? scene.Lab.Channel : 0;
            float value = output.Floats[(channel * output.Shape[2] + scene.Lab.Slide.Place.Y) * output.Shape[3] + scene.Lab.Slide.Place.X];
            var texts = scene.Draw();
            string shown = texts[Array.IndexOf(texts, "= ") + 1].Replace('−', '-');
            Assert.That(double.Parse(shown, CultureInfo.InvariantCulture), Is.EqualTo(value).Within(0.00051), $"{scene.Lab.Slide.Place}");
        }
    }

    [Test]
    public void The_slide_goes_row_after_row_as_fast_as_it_is_told_and_begins_again()
    {
        using var scene = LabScene.Open();
        var lab = scene.Lab;
        scene.Tick(0);
        var (columns, rows) = (lab.Explained!.Columns, lab.Explained.Rows);
        scene.Controls.Press(Key.G);
        lab.Slide.Place = (columns - 2, rows - 1);
        // 60 places a second.
        scene.Tick(0.05);
        Assert.That(lab.Slide.Place, Is.EqualTo((1, 0)), "three places: the last one, and two of the first row");
        for (int i = 1; i <= 60; i++)
            scene.Tick(0.05 + i / 60.0);
        Assert.That(lab.Slide.Place, Is.EqualTo((21, 1)));
        scene.Controls.Press(Key.PageUp);
        scene.Tick(1.15);
        Assert.That((lab.Slide.SpeedText, lab.Slide.Place), Is.EqualTo(("120/s", (33, 1))));
        for (int i = 0; i < 3; i++)
            scene.Controls.Press(Key.PageUp);
        scene.Tick(1.35);
        Assert.That((lab.Slide.SpeedText, lab.Slide.Place), Is.EqualTo(("15 rows/s", (33, 4))), "whole rows");
        scene.Controls.Press(Key.Left);
        Assert.That((lab.Slide.Runs, lab.Slide.Place), Is.EqualTo((false, (32, 4))));
        scene.Tick(9);
        scene.Controls.Press(Key.G);
        scene.Controls.Press(Key.PageDown);
        scene.Tick(100);
        Assert.That(lab.Slide.Place.Y, Is.EqualTo(5), "a long pause is not made up for");
    }

    [Test]
    public void Pools_are_chosen_by_their_heads_and_the_shift_is_shown_as_a_share()
    {
        using var scene = LabScene.Open();
        var lab = scene.Lab;
        scene.Tick(0);
        Click<PoolHead>(1);
        Assert.That(lab.Row.Stages[^1], Is.EqualTo(new PoolStage(PoolKind.Average)));
        Click<PoolHead>(2);
        Assert.That(lab.Row.Stages.OfType<PoolStage>(), Is.Empty);
        Click<PoolHead>(0);
        Assert.That(lab.Row.Stages[^1], Is.EqualTo(new PoolStage(PoolKind.Max)));
        scene.Controls.Press(Key.Y);
        scene.Controls.Press(Key.U);
        Assert.That(lab.Row.Stages[^1], Is.EqualTo(new PoolStage(PoolKind.Max, 3, 3)));
        scene.Controls.Press(new Chord(Key.Right, Modifiers.Shift));
        scene.Tick(2);
        Assert.That(lab.Run.Shift, Is.EqualTo(2));
        float share = scene.Read(lab.Run.Graph!.Pools.Ways[0].Share).Floats[0];
        Assert.That(scene.Draw(), Has.Member($"shift by 2 px changes {share * 100:0} %"));
        scene.Controls.Press(Key.I);
        scene.Tick(3);
        Assert.That(scene.Scene.List.Maps.ToArray().Select(map => map.Node), Has.Member(lab.Run.Graph.Pools.Ways[0].Change));

        void Click<T>(int way) where T : global::Demo.Ui.Handle
        {
            scene.Controls.Down(scene.PlaceOf<T>(way), MouseButton.Left);
            scene.Controls.Up();
            scene.Tick(1);
        }
    }

    [Test]
    public void A_click_on_a_pooled_map_leads_to_the_window_under_it([Values(1, 2, 3)] int stride)
    {
        using var scene = LabScene.Open();
        var lab = scene.Lab;
        scene.Tick(0);
        lab.Set(2, new PoolStage(PoolKind.Max, 2, stride), scene.App);
        scene.Tick(1);
        var shape = lab.Run.Graph!.Pools.Ways[0].Value.Shape;
        for (int i = 0; i < 9; i++)
        {
            PoolChange.PlaceAt(lab, lab.Run.Graph, stride, i, i + 1);
            Assert.That(PoolChange.Place(lab, lab.Run.Graph, stride, shape[3], shape[2]), Is.EqualTo((i, i + 1)));
        }
    }

    [Test]
    public void A_histogram_counts_what_is_in_range_and_ends_at_round_numbers()
    {
        var histogram = new Histogram();
        histogram.Count([-0.4f, 0, 0, 1.9f, 2, float.NaN, float.PositiveInfinity]);
        Assert.That((histogram.Low, histogram.High), Is.EqualTo((-0.5, 2.0)).Within(1e-9));
        Assert.That(Enumerable.Range(0, Histogram.Bins).Sum(i => histogram[i]), Is.EqualTo(5));
        Assert.That(histogram[Histogram.Bins - 1], Is.EqualTo(1));
    }
}
