using Demo.Overlays;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>The table of keys is the truth: each does something, has a button, and nothing else does.</summary>
public class KeyTableTests
{
    [Test]
    public void Keys_and_caps_are_there_once()
    {
        Assert.That(KeyTable.Rows.Select(r => r.Key), Is.Unique);
        Assert.That(KeyTable.Rows.Select(r => r.Cap), Is.Unique);
        Assert.That(KeyTable.Rows.Select(r => r.Help), Is.All.EndWith("."));
    }

    [Test]
    public void Every_key_does_something_and_no_other_does()
    {
        using var stage = Stage.OfLeNet();
        var controls = new Controls(stage.Scene, new CanvasSource(TimeProvider.System, 32), new Recorder());
        Assert.That(controls.Handled, Is.EquivalentTo(KeyTable.Rows.Select(r => r.Key)));
        Assert.That(KeyTable.Aliases.Keys.Intersect(KeyTable.Rows.Select(r => r.Key)), Is.Empty);
        Assert.That(KeyTable.Aliases.Values, Is.SubsetOf(KeyTable.Rows.Select(r => r.Key)));
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
        (stage.Scene.IsCanvas, stage.Scene.Film) = (false, (TimeSpan.Zero, TimeSpan.FromSeconds(9)));
        stage.Draw(width, height);
        buttons.UnionWith(stage.Scene.List.HotSpots.ToArray().Select(s => s.Key));
        Assert.That(KeyTable.Rows.Select(r => r.Key).Where(k => !buttons.Contains(k)), Is.Empty);
    }

    [Test]
    public void Toggles_of_overlays_are_in_the_table_under_their_name()
    {
        foreach (var overlay in OverlayStack.Create().Where(o => o.Toggle != Key.Unknown))
            Assert.That(KeyTable.Row(overlay.Toggle).Name, Is.EqualTo(overlay.Name));
    }

    [Test]
    public void The_help_lists_every_key()
    {
        using var stage = Stage.OfLeNet();
        stage.Scene.State.Help = true;
        stage.Draw(1280, 720);
        var list = stage.Scene.List;
        var help = list.Groups.ToArray().Single(g => g.Floating);
        var texts = list.Shapes(help).ToArray().Select(s => list.TextOf(help, s).ToString()).ToArray();
        Assert.That(KeyTable.Rows.Select(r => r.Help), Is.SubsetOf(texts));
        Assert.That(KeyTable.Rows.Select(r => r.Cap), Is.SubsetOf(texts));
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
        controls.Press(Key.H);
        Assert.That(state.Help);
        controls.Press(Key.Escape);
        controls.Press(Key.Escape);
        controls.Press(Key.B);
        Assert.That((state.Help, string.Join(' ', app.Done)), Is.EqualTo((false, "Quit NextBackend")));
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

    private sealed class Recorder : IAppActions
    {
        public List<string> Done { get; } = [];

        public void SwitchSource(int index) => Done.Add("SwitchSource");

        public void NextSource() => Done.Add("NextSource");

        public void NextFile(int by) => Done.Add($"NextFile {by}");

        public void Wind(TimeSpan by) => Done.Add($"Wind {by.TotalSeconds}");

        public void SwitchBackend(int index) => Done.Add("SwitchBackend");

        public void NextBackend() => Done.Add("NextBackend");

        public void SaveScreenshot() => Done.Add("SaveScreenshot");

        public void Freeze() => Done.Add("Freeze");

        public void StepOnce() => Done.Add("StepOnce");

        public void Rerun() => Done.Add("Rerun");

        public void Quit() => Done.Add("Quit");
    }
}
