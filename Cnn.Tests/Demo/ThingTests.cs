using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>A click on a box shows how it was found: the map, the cell, what that depends on.</summary>
public class ThingTests
{
    private Stage _stage = null!;
    private Controls _controls = null!;

    [SetUp]
    public void Open()
    {
        _stage = Stage.OfDetector();
        _controls = new Controls(_stage.Scene, new CanvasSource(TimeProvider.System, 32), new Recorder());
        Draw();
    }

    [TearDown]
    public void Close() => _stage.Dispose();

    // The small box lies in the large one.
    [TestCase(2, 1, 5, 2, 1)]
    [TestCase(0, 4, 5, 0, 4)]
    [TestCase(4, 3, 6, 3, 2)]
    public void A_click_on_a_box_chooses_its_classes_map_and_the_cell(int column, int row, int channel, int x, int y)
    {
        Click(column, row);
        Assert.That(Chosen, Is.EqualTo(("relu", channel)));
        Assert.That(_stage.Scene.Pixel, Is.EqualTo((x, y)));
        Assert.That((IsOn(Toggle.HeatMap), IsOn(Toggle.Field)), Is.EqualTo((true, true)));
        Draw();
        Assert.That(_stage.Scene.List.Maps.ToArray(), Has.One.Matches<MapItem>(map => map.Colours == ColourMap.Heat
            && map.Channel == channel && map.Node == _stage.Scene.Chosen.Node));
        Assert.That(ThickBoxes(), Is.EqualTo(1));
    }

    [Test]
    public void A_second_click_lets_it_go_and_what_was_off_is_off()
    {
        _stage.Scene.View.State.Turn(Toggle.HeatMap, on: false);
        Click(2, 1);
        Draw();
        Click(2, 1);
        Assert.That(_stage.Scene.State.Thing, Is.Null);
        Assert.That((IsOn(Toggle.HeatMap), IsOn(Toggle.Field)), Is.EqualTo((false, false)));
        Draw();
        Assert.That(ThickBoxes(), Is.Zero);
        Assert.That(Chosen, Is.EqualTo(("relu", 5)), "what is looked at stays");
    }

    [Test]
    public void A_click_on_another_box_goes_there()
    {
        Click(2, 1);
        Draw();
        Click(0, 4);
        Draw();
        Assert.That((_stage.Scene.Pixel, ThickBoxes()), Is.EqualTo(((0, 4), 1)));
        _controls.Press(Key.Escape);
        Assert.That(IsOn(Toggle.Field), Is.False, "it was off before the first");
    }

    [Test]
    public void Escape_closes_what_is_open_and_then_lets_go()
    {
        Click(2, 1);
        _controls.Press(Key.Z);
        _controls.Press(Key.Escape);
        Assert.That(_stage.Scene.State.Thing, Is.Not.Null);
        _controls.Press(Key.Escape);
        Assert.That(_stage.Scene.State.Thing, Is.Null);
    }

    [Test]
    public void Another_unit_or_another_network_lets_it_go()
    {
        Click(2, 1);
        _controls.Press(Key.U);
        Draw();
        Assert.That((_stage.Scene.State.Thing, _stage.Scene.Chosen.Name), Is.EqualTo(((Thing?)null, "conv")));
        Click(2, 1);
        using var large = Stage.OfLargeNetwork();
        _stage.Scene.Network = large.Network;
        Assert.That((_stage.Scene.State.Thing, IsOn(Toggle.Field)), Is.EqualTo(((Thing?)null, false)));
    }

    [Test]
    public void The_mouse_may_look_at_other_cells_and_leaves_the_boxs_own()
    {
        Click(2, 1);
        _controls.Press(Key.Z);
        Draw();
        var map = _stage.Scene.List.HotSpots.ToArray().Last(spot => spot.Kind == HotKind.Pixels).Rect;
        _controls.Move(new(map.Right - 2, map.Bottom - 2));
        Draw();
        Assert.That(_stage.Scene.Pixel, Is.EqualTo((5, 4)));
        _controls.Move(new(2, 2));
        Draw();
        Assert.That(_stage.Scene.Pixel, Is.EqualTo((2, 1)));
    }

    [Test]
    public void A_row_of_the_list_is_its_box()
    {
        var rows = _stage.Scene.List.HotSpots.ToArray().Where(spot => spot.Handle is ThingHandle).Take(3).ToArray();
        _controls.Down(new(rows[2].Rect.CentreX, rows[2].Rect.CentreY), MouseButton.Left);
        Draw();
        Assert.That(ThickBoxes(), Is.EqualTo(1));
        Assert.That(_stage.Scene.State.Thing!.Value.Id, Is.EqualTo(rows[2].A));
    }

    [Test]
    public void Things_of_one_class_have_numbers() =>
        Assert.That(_stage.Texts().Where(text => text.StartsWith("red", StringComparison.Ordinal) || text == "blue").Distinct(),
            Is.EquivalentTo(new[] { "red 1", "red 2", "blue" }));

    private (string, int) Chosen => (_stage.Scene.Chosen.Name, _stage.Scene.State.Channel);

    private bool IsOn(Toggle toggle) => _stage.Scene.IsOn(toggle);

    // Clicks on the middle of a cell of the detector's grid, as it lies over the source.
    private void Click(int column, int row)
    {
        var picture = _stage.Scene.List.Pictures[0].Rect;
        _controls.Down(new(picture.X + (column + 0.5f) / 6 * picture.Width, picture.Y + (row + 0.5f) / 5 * picture.Height),
            MouseButton.Left);
        _controls.Up();
    }

    private int ThickBoxes()
    {
        var list = _stage.Scene.List;
        uint[] colours = [ClassColours.Of(0), ClassColours.Of(1)];
        return list.Groups.ToArray().Sum(group => list.Shapes(group).ToArray()
            .Count(shape => shape is { Kind: ShapeKind.Box, Colour: 0, B: > 4 } && colours.Contains(shape.Colour2)));
    }

    private void Draw()
    {
        _stage.Draw(1280, 720);
        _controls.Remember(_stage.Scene.List.HotSpots);
    }
}
