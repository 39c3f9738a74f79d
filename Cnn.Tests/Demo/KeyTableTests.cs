using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using Demo.Views;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>The table of keys is the truth: each does something, has a button, and nothing else does.</summary>
public class KeyTableTests
{
    private static readonly ViewSet Views = ViewList.Create();

    [Test]
    public void Keys_and_caps_are_there_once_in_each_view()
    {
        foreach (var view in Views.All)
        {
            var rows = WindowKeys.Rows.Concat(view.Keys).ToArray();
            Assert.That(rows.SelectMany(r => r.Alias is { } alias ? new[] { r.Key, alias } : [r.Key]), Is.Unique);
            Assert.That(rows.Select(r => r.Cap), Is.Unique);
            Assert.That(rows.Select(r => r.Help), Is.All.EndWith("."));
            Assert.That(view.Legend, Is.SubsetOf(rows.Select(r => r.Key)));
        }
    }

    [TestCase(960, 540)]
    [TestCase(1280, 720)]
    public void Every_key_has_a_button(int width, int height)
    {
        using var stage = Stage.OfLeNet();
        stage.Scene.IsCanvas = true;
        stage.Draw(width, height);
        var buttons = stage.Scene.List.HotSpots.ToArray().Select(s => s.Key).ToHashSet();
        // Winding is for videos, and the next file for those that were opened.
        (stage.Scene.IsCanvas, stage.Scene.SourceIsFile, stage.Scene.Film) = (false, true, (TimeSpan.Zero, TimeSpan.FromSeconds(9)));
        stage.Draw(width, height);
        buttons.UnionWith(stage.Scene.List.HotSpots.ToArray().Select(s => s.Key));
        // There is a mask.
        using (var mask = Stage.OfMask())
        {
            mask.Draw(width, height);
            buttons.UnionWith(mask.Scene.List.HotSpots.ToArray().Select(s => s.Key));
        }
        // A lesson is given.
        stage.Scene.View.State.Turn(Toggle.Lesson, on: true);
        stage.Draw(width, height);
        buttons.UnionWith(stage.Scene.List.HotSpots.ToArray().Select(s => s.Key));
        // Settings are open.
        stage.Scene.Open[Panel.Settings] = true;
        stage.Draw(width, height);
        buttons.UnionWith(stage.Scene.List.HotSpots.ToArray().Select(s => s.Key));
        stage.Scene.Open[Panel.Settings] = false;
        // There is something to close.
        stage.Scene.Open[Panel.Zoom] = true;
        stage.Draw(width, height);
        buttons.UnionWith(stage.Scene.List.HotSpots.ToArray().Select(s => s.Key));
        Assert.That(Views.Keys.Rows.Select(r => r.Key).Where(k => !buttons.Contains(k)), Is.Empty);
    }

    [Test]
    public void Toggles_of_overlays_are_keys_of_their_view_under_their_name()
    {
        foreach (var view in Views.All)
            foreach (var overlay in view.Overlays.Where(o => o.Toggle is not null))
                Assert.That(view.Keys.Single(r => r.Toggle == overlay.Toggle).Name, Is.EqualTo(overlay.Name));
    }

    [Test]
    public void The_help_lists_every_key()
    {
        using var stage = Stage.OfLeNet();
        stage.Scene.Open[Panel.Help] = true;
        stage.Draw(1280, 720);
        var list = stage.Scene.List;
        var help = list.Groups.ToArray().Single(g => g.Floating);
        var texts = list.Shapes(help).ToArray().Select(s => list.TextOf(help, s).ToString()).ToArray();
        Assert.That(Views.Keys.Rows.Select(r => r.Help), Is.SubsetOf(texts));
        Assert.That(Views.Keys.Rows.Select(r => r.Cap), Is.SubsetOf(texts));
    }

    [Test]
    public void In_a_small_window_the_wheel_goes_through_the_help()
    {
        using var stage = Stage.OfLeNet();
        var scene = stage.Scene;
        var controls = new Controls(scene, new CanvasSource(TimeProvider.System, 32), new Recorder());
        controls.Press(Key.F1);
        var seen = new HashSet<string>();
        for (int i = 0; i < 10; i++)
        {
            stage.Draw(960, 540);
            LayoutTests.Check(scene, $"help, {i} notches");
            seen.UnionWith(stage.Texts());
            controls.Remember(scene.List.HotSpots);
            controls.MoveTo(new(480, 270));
            controls.Wheel(-1);
        }
        Assert.That(Views.Keys.Rows.Select(r => r.Help), Is.SubsetOf(seen));
        controls.Down(new(480, 270), MouseButton.Left);
        Assert.That(scene.Open[Panel.Help], Is.False, "a click closes it");
    }

    [Test]
    public void Keys_change_what_is_chosen_and_stay_inside_the_network()
    {
        using var stage = Stage.OfLeNet();
        var app = new Recorder();
        var controls = new Controls(stage.Scene, new CanvasSource(TimeProvider.System, 32), app);
        var state = stage.Scene.State;
        for (int i = 0; i < 20; i++)
            controls.Press(Key.Right);
        Assert.That(state.Layer, Is.EqualTo(stage.Network.Layers.Length - 1));
        controls.Press(Key.Up);
        controls.Press(Key.Up);
        Assert.That(state.Channel, Is.InRange(0, 9));
        for (int i = 0; i < 20; i++)
            controls.Press(Key.U);
        Assert.That((state.Layer, state.Channel), Is.EqualTo((0, 0)));
        controls.Press(Key.B);
        Assert.That(app.Done, Is.EqualTo(new[] { "NextBackend" }));
    }

    [Test]
    public void Escape_closes_what_lies_on_top_and_never_the_app()
    {
        using var stage = Stage.OfLeNet();
        var (app, open) = (new Recorder(), stage.Scene.Open);
        var controls = new Controls(stage.Scene, new CanvasSource(TimeProvider.System, 32), app);
        foreach (var key in new[] { Key.H, Key.Z, Key.D, Key.T })
            controls.Press(key);
        var closed = new List<Panel?>();
        for (int i = 0; i < 6; i++)
        {
            closed.Add(open.Top);
            controls.Press(Key.Escape);
        }
        Assert.That(closed, Is.EqualTo(new Panel?[] { Panel.Help, Panel.Table, Panel.Zoom, Panel.Difference, null, null }));
        Assert.That(app.Done, Is.Empty);
        controls.Press(new Chord(Key.Q, Modifiers.Ctrl));
        Assert.That(app.Done, Is.EqualTo(new[] { "Quit" }));
    }

    [Test]
    public void A_key_with_a_modifier_is_another_key()
    {
        using var stage = Stage.OfLeNet();
        var input = new InputContext();
        new Controls(stage.Scene, new CanvasSource(TimeProvider.System, 32), new Recorder()).Attach(input, at => at);
        input.Keyboard.Press(Key.ControlRight);
        input.Keyboard.Press(Key.Z);
        Assert.That(stage.Scene.Open.Top, Is.Null);
        input.Keyboard.Release(Key.ControlRight);
        input.Keyboard.Press(Key.Z);
        Assert.That(stage.Scene.Open.Top, Is.EqualTo(Panel.Zoom));
    }

    [Test]
    public void A_click_on_a_tile_chooses_it_and_a_drag_on_the_sheet_draws()
    {
        using var stage = Stage.OfLeNet();
        stage.Scene.IsCanvas = true;
        var canvas = new CanvasSource(TimeProvider.System, 100);
        var controls = new Controls(stage.Scene, canvas, new Recorder());
        stage.Draw(1280, 720);
        controls.Remember(stage.Scene.List.HotSpots);
        var tile = stage.Scene.List.HotSpots.ToArray().First(s => s is { Kind: HotKind.Unit, A: 4, B: 11 }).Rect;
        controls.Down(new(tile.CentreX, tile.CentreY), MouseButton.Left);
        Assert.That((stage.Scene.State.Layer, stage.Scene.State.Channel), Is.EqualTo((4, 11)));
        var sheet = stage.Scene.List.HotSpots.ToArray().First(s => s.Kind == HotKind.Canvas).Rect;
        controls.Down(new(sheet.X + sheet.Width * 0.2f, sheet.CentreY), MouseButton.Left);
        controls.Move(new(sheet.X + sheet.Width * 0.8f, sheet.CentreY));
        controls.Up();
        controls.Move(new(sheet.CentreX, sheet.Y));
        canvas.TryTake(out var frame);
        Assert.That(frame.Pixels[50 * 100 + 50] & 0xFF, Is.EqualTo(255));
        Assert.That(frame.Pixels[20 * 100 + 50] & 0xFF, Is.Zero, "after the button came up nothing is drawn");
    }
}
