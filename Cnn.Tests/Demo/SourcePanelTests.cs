using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>The source's panel: what it is called, which buttons it has, the brush, and how it is enlarged.</summary>
public class SourcePanelTests
{
    private Stage _stage = null!;
    private Recorder _app = null!;
    private CanvasSource _canvas = null!;
    private Controls _controls = null!;

    private Scene Scene => _stage.Scene;

    [SetUp]
    public void Open()
    {
        (_stage, _app, _canvas) = (Stage.OfLeNet(), new Recorder(), new CanvasSource(TimeProvider.System, 100));
        _controls = new Controls(Scene, _canvas, _app);
    }

    [TearDown]
    public void Close() => _stage.Dispose();

    [Test]
    public void A_test_pattern_is_no_picture_with_files_before_and_after_it()
    {
        (Scene.IsCanvas, Scene.SourceTitle) = (false, "Test pattern");
        Assert.That(Texts(), Does.Contain("Test pattern").And.Not.Contain("Picture"));
        Assert.That(Keys(), Does.Not.Contain((Chord)Key.E).And.Not.Contain((Chord)Key.P).And.Contain((Chord)Key.Space));
        Scene.SourceIsFile = true;
        Texts();
        Assert.That(Keys(), Does.Contain((Chord)Key.E).And.Contain((Chord)Key.P));
    }

    [Test]
    public void Who_reads_no_digits_asks_for_none()
    {
        (Scene.IsCanvas, Scene.SheetIsEmpty) = (true, true);
        Assert.That(Texts(), Does.Contain("Draw a digit here"));
        using var large = Stage.OfLargeNetwork();
        (large.Scene.IsCanvas, large.Scene.SheetIsEmpty) = (true, true);
        large.Draw(1280, 720);
        Assert.That(large.Texts(), Does.Contain("Draw here").And.Not.Contain("Draw a digit here"));
    }

    [Test]
    public void The_brush_is_seen_over_the_canvas_and_changed_by_the_wheel()
    {
        (Scene.IsCanvas, Scene.FrameSize, Scene.Brush) = (true, (100, 100), 0.05f);
        Texts();
        var sheet = Scene.List.HotSpots.ToArray().Single(s => s.Kind == HotKind.Canvas).Rect;
        Assert.That(Rings(sheet), Is.Empty);
        Scene.State.Mouse = (sheet.CentreX, sheet.CentreY);
        Texts();
        Assert.That(Rings(sheet), Is.EqualTo(new[] { 0.05f * sheet.Width }));
        _controls.Remember(Scene.List.HotSpots);
        _controls.Wheel(1);
        _controls.Wheel(-1);
        Assert.That(_app.Done, Is.EqualTo(new[] { "ChangeBrush 1", "ChangeBrush -1" }));
        _controls.Down(new(sheet.CentreX, sheet.CentreY), MouseButton.Left);
        _controls.Move(new(sheet.CentreX + 9, sheet.CentreY));
        _controls.Up();
        Assert.That(_canvas.IsEmpty, Is.False);
        _canvas.Undo();
        Assert.That(_canvas.IsEmpty, "one drag is one stroke");
    }

    [Test]
    public void The_source_takes_the_middle_until_the_map_is_zoomed()
    {
        var usual = _stage.Draw(1280, 720);
        _controls.Press(Key.F);
        var large = _stage.Draw(1280, 720);
        Assert.That((large.Source, large.Centre), Is.EqualTo((usual.Centre, default(Rect))));
        _controls.Press(Key.Z);
        Assert.That(_stage.Draw(1280, 720), Is.EqualTo(usual));
        _controls.Press(Key.Escape);
        Assert.That(_stage.Draw(1280, 720).Source, Is.EqualTo(usual.Centre));
        _controls.Press(Key.Escape);
        Assert.That(_stage.Draw(1280, 720), Is.EqualTo(usual));
    }

    [Test]
    public void A_row_of_the_prediction_chooses_its_class()
    {
        Texts();
        var rows = Scene.List.HotSpots.ToArray()
            .Where(s => s.Kind == HotKind.Unit && _stage.Draw(1280, 720).Predictions.Contains(s.Rect.CentreX, s.Rect.CentreY)).ToArray();
        Assert.That(rows, Has.Length.EqualTo(5));
        _controls.Remember(Scene.List.HotSpots);
        _controls.Down(new(rows[1].Rect.CentreX, rows[1].Rect.CentreY), MouseButton.Left);
        Assert.That((Scene.Chosen, Scene.State.Channel), Is.EqualTo((Scene.Network.ClassLayer, rows[1].B)));
        Assert.That(rows.Select(r => r.B), Is.Unique);
    }

    private string[] Texts()
    {
        _stage.Draw(1280, 720);
        return [.. _stage.Texts()];
    }

    private IEnumerable<Chord> Keys() => Scene.List.HotSpots.ToArray().Where(s => s.Kind == HotKind.Button).Select(s => s.Key);

    private IEnumerable<float> Rings(Rect inside)
    {
        foreach (var group in Scene.List.Groups.ToArray())
            foreach (var shape in Scene.List.Shapes(group).ToArray())
                if (shape is { Kind: ShapeKind.Disc, Colour: 0 } && inside.Contains(shape.Rect.X, shape.Rect.Y))
                    yield return shape.A;
    }
}
