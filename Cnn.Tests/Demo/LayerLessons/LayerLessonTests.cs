using Demo.Commands;
using Demo.Overlays.LayerLessons;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo.LayerLessons;

/// <summary>The lesson of a layer: its window slides, it says what the layer does, and nothing is cut off.</summary>
public class LayerLessonTests
{
    private Stage _stage = null!;
    private Controls _controls = null!;

    [SetUp]
    public void Open()
    {
        _stage = Stage.OfLeNet();
        _controls = new Controls(_stage.Scene, new CanvasSource(TimeProvider.System, 32), new Recorder());
        _controls.Press(Key.I);
        _stage.Draw(1280, 720);
    }

    [TearDown]
    public void Close() => _stage.Dispose();

    [Test]
    public void Its_window_slides_over_the_map_and_stands_where_the_mouse_points()
    {
        var scene = _stage.Scene;
        var began = scene.Pixel;
        After(0.2);
        Assert.That(scene.Pixel, Is.EqualTo((began.X + 2, began.Y)), "ten cells a second");
        _controls.Remember(scene.List.HotSpots);
        var map = scene.List.HotSpots.ToArray().Last(s => s.Kind == HotKind.Pixels).Rect;
        _controls.Move(new(map.X + map.Width * 0.5f, map.Y + map.Height * 0.25f));
        var pointed = scene.Pixel;
        After(0.2);
        Assert.That(scene.Pixel, Is.EqualTo(pointed));
        _controls.Move(new(1, 1));
        After(0.1);
        Assert.That(scene.Pixel, Is.EqualTo((pointed.X + 1, pointed.Y)), "it goes on from there");
        _controls.Press(Key.J);
        After(0.2);
        Assert.That(scene.Pixel, Is.EqualTo((pointed.X + 1, pointed.Y)), "held");
        _controls.Press(Key.I);
        Assert.That((scene.IsOn(Toggle.Lesson), scene.State.Slide.Runs), Is.EqualTo((false, false)));
    }

    [Test]
    public void It_says_the_numbers_and_a_sentence_in_the_language_that_is_chosen()
    {
        var scene = _stage.Scene;
        foreach (var layer in scene.Network.Layers)
        {
            (scene.State.Layer, scene.State.Channel) = (layer.Index, 0);
            _stage.Draw(1920, 1080);
            string said = string.Join(' ', _stage.Texts());
            var unit = scene.Unit;
            var lesson = layer.Index == 0 ? null : new LayerLessonPanel().Find(unit);
            string key = lesson?.KeyOf(unit) ?? "layer.input";
            Assert.That(said, Does.Contain(scene.Lessons[key]));
            _controls.Press(Key.Y);
            _stage.Draw(1920, 1080);
            Assert.That(string.Join(' ', _stage.Texts()), Does.Contain(scene.Lessons[key]).And.Not.Contain(said));
            _controls.Press(Key.Y);
        }
        Assert.That(scene.Lessons.Names, Is.EqualTo(new[] { "en", "de" }));
    }

    [Test]
    public void Every_kind_has_a_sentence_of_at_most_three_lines_in_the_smallest_window([Values("en", "de")] string language)
    {
        var lessons = Lessons.Open(Content.File("lessons"), language);
        var width = _stage.Draw(960, 540).Lesson.Width - 2 * Theme.Padding;
        foreach (string key in AllKinds.Keys.Concat(["layer.input", "layer.other"]))
        {
            Assert.That(lessons.Has(key), key);
            Assert.That(new Paragraph().Break(_stage.Scene, lessons[key], width), Is.LessThanOrEqualTo(3 * Paragraph.Line), key);
        }
    }

    [Test]
    public void All_kinds_fit_their_panel([ValueSource(typeof(LayoutTests), nameof(LayoutTests.Sizes))] (int Width, int Height) size)
    {
        using var network = AllKinds.Open();
        var scene = _stage.Show(network.Network, network.Read);
        foreach (var layer in network.Network.Layers)
        {
            (scene.State.Layer, scene.State.Channel) = (layer.Index, layer.Channels - 1);
            _stage.Draw(size.Width, size.Height);
            LayoutTests.Check(scene, $"{size} {layer.About}");
        }
    }

    [Test]
    public void A_bar_of_a_fully_connected_unit_chooses_the_map_that_is_looked_at()
    {
        var scene = _stage.Scene;
        scene.State.Layer = 7;
        _stage.Draw(1280, 720);
        var bars = scene.List.HotSpots.ToArray().Where(s => s.Kind == HotKind.Kernel).ToArray();
        Assert.That(bars, Has.Length.EqualTo(16));
        _controls.Remember(scene.List.HotSpots);
        _controls.Down(new(bars[5].Rect.CentreX, bars[5].Rect.CentreY), MouseButton.Left);
        _stage.Draw(1280, 720);
        Assert.That(_stage.Texts(), Does.Contain("map 6 of 16"));
    }

    private void After(double seconds)
    {
        _stage.Scene.Time += seconds;
        _stage.Draw(1280, 720);
    }
}
