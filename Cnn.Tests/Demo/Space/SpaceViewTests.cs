using System.Numerics;
using Cnn.Networks;
using Cnn.Tests.Demo.LayerLessons;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using Demo.Views;
using Demo.Views.Space;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Space;

/// <summary>The view 3D: what is shown of which network, and that it fits at every size.</summary>
public class SpaceViewTests : SpaceFixture
{
    [Test]
    public void Nothing_overlaps_or_is_cut_off(
        [ValueSource(typeof(LayoutTests), "Sizes")] (int Width, int Height) size,
        [Values("LeNet", "large", "detector", "mask")] string network)
    {
        Open(network);
        var layout = (SpaceLayout)Stage.Draw(size.Width, size.Height);
        Rect[] panels = [layout.TopBar, layout.Source, layout.Predictions, layout.Space, layout.Status, layout.Legend];
        Assert.That(panels, Is.All.Matches<Rect>(r => layout.Window.Contains(r) && r is { Width: > 100, Height: > 20 }));
        for (int i = 0; i < panels.Length; i++)
            for (int k = 0; k < i; k++)
                Assert.That(panels[i].Overlaps(panels[k]), Is.False, $"{panels[i]} and {panels[k]}");
        int last = Stage.Network.Layers.Length - 1;
        foreach (int layer in new[] { 0, 1, last / 2, last })
            foreach (string key in new[] { "Home", "Enter", "Left", "PageUp" })
            {
                new UnitChoice(Scene).Choose(layer, Stage.Network.Layers[layer].Channels - 1);
                Press(key == "Left" ? new Chord(Key.Left, Modifiers.Shift) : Enum.Parse<Key>(key));
                Scene.State.Mouse = (layout.Space.CentreX + 40 * layer, layout.Space.CentreY);
                // Under way, and there.
                for (int i = 0; i < 3; i++, Scene.Time += i)
                {
                    Stage.Draw(size.Width, size.Height);
                    LayoutTests.Check(Scene, $"{size} {network} layer {layer} after {key}");
                }
            }
    }

    [Test]
    public void All_maps_of_a_small_network_are_shown_and_of_a_large_one_what_can_be_seen()
    {
        Open("LeNet");
        Draw(2560, 1440);
        int all = Stage.Network.Layers.Sum(layer => layer.Channels);
        Assert.That(Looked.Slices.All.Length, Is.EqualTo(all));
        Assert.That(Stage.Texts(), Does.Contain($"all {all} maps and units"));
        Open("large");
        Draw();
        int shown = Looked.Slices.All.Length;
        long of = 1 + Stage.Network.Layers.Skip(1).Sum(layer => (long)layer.Channels);
        Assert.That(shown, Is.InRange(100, 700));
        Assert.That(Stage.Texts(), Does.Contain($"{shown:N0} of {of:N0} maps and units"));
        // Nearer there are more of a layer, never more than its limit.
        for (int i = 0; i < 5; i++)
            Press(Key.PageDown);
        Rest();
        int before = Looked.Slices.Of(11).Length;
        new UnitChoice(Scene).Choose(11, 0);
        Press(Key.Enter);
        Rest();
        Assert.That(Looked.Slices.Of(11).Length, Is.GreaterThan(before).And.EqualTo(Looked.Walls[11].Most));
    }

    [Test]
    public void The_chosen_map_is_always_shown()
    {
        Open("large");
        Draw();
        foreach (var layer in Stage.Network.Layers)
            foreach (int channel in new[] { 0, layer.Channels / 2, layer.Channels - 1 })
            {
                new UnitChoice(Scene).Choose(layer.Index, channel);
                Draw();
                Assert.That(Looked.Slices.TryFind(layer.Index, channel, out _), $"{layer.Name} {channel}");
                // What it is computed from: as many as there is room for, each once.
                foreach (var below in layer.Inputs)
                    Assert.That(Looked.Slices.Of(below.Index).ToArray().Select(slice => slice.Channel), Is.Unique.And.Ordered);
            }
    }

    [Test]
    public void Every_key_has_a_button()
    {
        Open("LeNet");
        foreach (var (width, height) in new[] { (960, 540), (1280, 720) })
        {
            Stage.Draw(width, height);
            var buttons = Scene.List.HotSpots.ToArray().Select(spot => spot.Key).ToHashSet();
            Assert.That(Scene.View.Keys.Select(row => row.Key).Where(key => !buttons.Contains(key)), Is.Empty, $"{width}");
        }
    }

    [Test]
    public void Another_network_is_seen_whole()
    {
        Open("LeNet");
        Draw();
        Press(Key.PageUp);
        Rest();
        Assert.That(Looked.Camera.IsHome, Is.False);
        using var built = OpenedNetwork.Of(SmallGraph(out var variables), variables);
        Stage.Show(built.Network, built.Read);
        Draw();
        Assert.That((Looked.Camera.IsHome, Looked.Walls.Length), Is.EqualTo((true, built.Network.Layers.Length)));
    }

    [Test]
    public void A_long_network_goes_on_in_rows_from_left_to_right()
    {
        Open("large");
        Draw();
        var walls = Looked.Walls;
        int rows = walls.Select(wall => wall.Centre.Y).Distinct().Count();
        Assert.That(rows, Is.InRange(2, 6));
        for (int i = 1; i < walls.Length; i++)
            Assert.That(walls[i].Centre.Y < walls[i - 1].Centre.Y ? walls[i].Centre.X == 0 : walls[i].Centre.X > walls[i - 1].Centre.X);
        Open("LeNet");
        Draw();
        Assert.That(Looked.Walls.Select(wall => wall.Centre.Y).Distinct().Count(), Is.EqualTo(1));
    }

    private static Graph SmallGraph(out VariableSet variables)
    {
        variables = new VariableSet();
        return LeNet.Build(variables).Graph;
    }
}
