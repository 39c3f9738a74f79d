using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>What is chosen exists in what is shown, whatever happened in between.</summary>
public class ChoosingTests
{
    private Stage _stage = null!;
    private Controls _controls = null!;

    [SetUp]
    public void Open()
    {
        _stage = Stage.OfLeNet();
        _controls = new Controls(_stage.Scene, new CanvasSource(TimeProvider.System, 32), new Recorder());
    }

    [TearDown]
    public void Close() => _stage.Dispose();

    [Test]
    public void The_mouse_over_a_layer_that_was_left_in_the_same_tick_points_into_the_new_one()
    {
        _stage.Scene.State.Layer = 2;
        _controls.Press(Key.Z);
        Draw();
        var map = Spots().Last(s => s.Kind == HotKind.Pixels).Rect;
        _controls.Press(Key.O);
        _controls.Move(new(map.Right - 2, map.Bottom - 2));
        Assert.That(_stage.Scene.State.Pixel, Is.EqualTo((27, 27)), "of the map that was there");
        Assert.That(Draw, Throws.Nothing);
        var (x, y) = _stage.Scene.Pixel;
        Assert.That((_stage.Scene.Chosen.Columns, x, y), Is.EqualTo((14, x % 14, y % 14)));
    }

    [Test]
    public void Another_network_keeps_the_choice_inside()
    {
        var scene = _stage.Scene;
        new UnitChoice(scene).Choose(5, 15);
        scene.State.Pixel = (13, 13);
        using var large = Stage.OfLargeNetwork();
        scene.Network = large.Network;
        Assert.That((scene.State.Layer, scene.State.Channel), Is.EqualTo((5, 11)));
        new UnitChoice(scene).Choose(39, 299);
        scene.Network = _stage.Network;
        Assert.That((scene.State.Layer, scene.State.Channel), Is.EqualTo((8, 9)));
        Assert.That(Draw, Throws.Nothing);
    }

    [Test]
    public void In_columns_arrows_go_to_layers_and_maps()
    {
        Draw();
        var state = _stage.Scene.State;
        (Key, (int, int))[] steps = [(Key.Down, (1, 1)), (Key.Right, (2, 1)), (Key.Up, (2, 0)), (Key.Up, (2, 7)), (Key.Left, (1, 7))];
        foreach (var (key, place) in steps)
        {
            _controls.Press(key);
            Assert.That((state.Layer, state.Channel), Is.EqualTo(place), $"{key}");
        }
    }

    [Test]
    public void Neither_the_wheel_nor_a_click_on_the_margin_leaves_the_zoom()
    {
        _controls.Press(Key.Z);
        var centre = _stage.Draw(1280, 720).Centre;
        _controls.Remember(_stage.Scene.List.HotSpots);
        var map = Spots().Last(s => s.Kind == HotKind.Pixels).Rect;
        _controls.Move(new(map.CentreX, map.CentreY));
        _controls.Wheel(-3);
        _controls.Down(new(centre.X + 5, centre.Bottom - 5), MouseButton.Left);
        Assert.That((_stage.Scene.Open.Top, _stage.Scene.State.HasChosen), Is.EqualTo(((Panel?)Panel.Zoom, true)));
        _controls.Press(Key.Escape);
        Draw();
        _controls.Down(new(centre.X + 5, centre.Bottom - 5), MouseButton.Left);
        Assert.That(_stage.Scene.State.HasChosen, Is.False);
    }

    [Test]
    public void Scores_are_called_classes_and_maps_by_their_number()
    {
        var names = _stage.Network.Layers.Select(l => _stage.Network.UnitText(l, l.Channels - 1, counted: l.Index % 2 == 1));
        Assert.That(names, Is.EqualTo(new[]
        {
            "channel 1", "map 8 of 8", "map 8", "map 8 of 8", "map 16", "map 16 of 16", "map 16", "class 9", "class 9",
        }));
        using var large = Stage.OfLargeNetwork();
        Assert.That(large.Network.UnitText(large.Network.Layers[^1], 7), Is.EqualTo("class number 7, so called"));
        Assert.That(large.Network.UnitText(large.Network.Layers[^3], 7), Is.EqualTo("unit 8"), "averages before the scores are no classes");
    }

    [Test]
    public void The_tooltip_does_not_cover_what_it_tells_of_nor_comes_after_a_click()
    {
        Draw();
        var tile = Spots().First(s => s is { Kind: HotKind.Unit, A: 2, B: 3 }).Rect;
        _controls.Move(new(tile.CentreX, tile.CentreY));
        Draw();
        _stage.Scene.Time += 1;
        Draw();
        var tip = _stage.Scene.List.Groups.ToArray().Single(g => g.Floating).Clip;
        Assert.That(tip.Overlaps(tile), Is.False);
        _controls.Down(new(tile.CentreX, tile.CentreY), MouseButton.Left);
        _stage.Scene.Time += 1;
        Draw();
        Assert.That(_stage.Scene.List.Groups.ToArray().Where(g => g.Floating), Is.Empty);
    }

    private void Draw()
    {
        _stage.Draw(1280, 720);
        _controls.Remember(_stage.Scene.List.HotSpots);
    }

    private HotSpot[] Spots() => _stage.Scene.List.HotSpots.ToArray();
}
