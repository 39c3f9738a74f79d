using System.Collections.Immutable;
using System.Numerics;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using Demo.Ui.Actions;
using Demo.Views;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Actions;

/// <summary>The palette lists all that can be done, finds it, and lets nothing else hear what is typed.</summary>
public class ActionPaletteTests
{
    private static readonly Chord Find = new(Key.P, Modifiers.Ctrl);

    private readonly Recorder _app = new();
    private Stage _stage = null!;
    private Controls _controls = null!;

    private Scene Scene => _stage.Scene;

    private ActionPalette Palette => Scene.Actions;

    [SetUp]
    public void Open()
    {
        _stage = Stage.OfLeNet();
        _app.Done.Clear();
        _controls = new Controls(Scene, new CanvasSource(TimeProvider.System, 32), _app);
        _controls.Press(Find);
    }

    [TearDown]
    public void Close() => _stage.Dispose();

    [Test]
    public void It_lists_every_key_of_every_view()
    {
        for (int shown = 0; shown < Scene.Views.All.Count; shown++)
        {
            Scene.Views.Show(shown);
            Palette.Open(Scene, _app);
            var listed = Palette.Found.Select(a => (a.Help, a.Cap)).ToHashSet();
            var rows = Scene.Views.Keys.Rows.Concat(Scene.Views.All.SelectMany(view => view.Keys));
            Assert.That(rows.Select(row => (row.Help, row.Cap)).Where(row => !listed.Contains(row)), Is.Empty, Scene.View.Name);
            Assert.That(Palette.Found.Select(a => a.Help), Is.All.EndWith("."));
        }
    }

    [Test]
    public void It_lists_what_can_be_switched_to_and_was_opened()
    {
        Scene.Recent.Add("/pictures/newest.png");
        Palette.Open(Scene, _app);
        var names = Palette.Found.Select(a => a.Name).ToArray();
        Assert.That(Scene.Backends.Select(b => b.Label), Is.SubsetOf(names));
        Assert.That(Scene.Sources.Select(s => s.Name), Is.SubsetOf(names));
        Assert.That(Scene.Network.Switches.Select(s => s.Name), Is.SubsetOf(names));
        Run("newest");
        Assert.That(_app.Done, Is.EqualTo(new[] { "Open /pictures/newest.png" }));
    }

    [TestCase("heat", "heat")]
    [TestCase("gradcam", "Grad-CAM")]
    [TestCase("gc", "Grad-CAM")]
    [TestCase("nl", "next layer")]
    [TestCase("t", "table")]
    [TestCase("ctrl+q", "quit")]
    [TestCase("export", "export ONNX")]
    [TestCase("teach train", "train")]
    [TestCase("screenshot", null)]
    [TestCase("save window", "shot")]
    public void The_best_comes_first(string typed, string? name)
    {
        Type(typed);
        Assert.That(Palette.Found.FirstOrDefault()?.Name, Is.EqualTo(name));
    }

    [Test]
    public void What_is_typed_does_nothing_in_the_view()
    {
        foreach (var key in Enum.GetValues<Key>().Where(key => key is not (Key.Enter or Key.KeypadEnter or Key.Escape)))
            foreach (var held in new[] { Modifiers.None, Modifiers.Shift, Modifiers.Alt })
                _controls.Press(new Chord(key, held));
        Assert.That((_app.Done, Scene.Open.Top, Palette.IsOpen(Scene)), Is.EqualTo((new List<string>(), (Panel?)null, true)));
        _controls.Press(Key.Escape);
        Assert.That(Palette.IsOpen(Scene), Is.False);
        _controls.Press(Key.B);
        Assert.That(_app.Done, Is.EqualTo(new[] { "NextBackend" }));
    }

    [Test]
    public void What_was_copied_is_typed_up_to_the_end_of_its_line()
    {
        var input = new InputContext();
        input.Keyboard.Clipboard = () => "  grid\r\nand more";
        _controls.Attach(input, at => at);
        input.Keyboard.Press(Key.ControlLeft);
        input.Keyboard.Press(Key.V);
        Assert.That((Palette.Text, Palette.Found[0].Name), Is.EqualTo(("grid", "grid")));
        _controls.Press(Key.Escape);
        input.Keyboard.Press(Key.V);
        Assert.That(Palette.Text, Is.EqualTo("grid"), "where nothing is typed it is a key as all are");
    }

    [Test]
    public void Its_own_key_closes_it_and_quit_quits()
    {
        _controls.Press(Find);
        Assert.That(Palette.IsOpen(Scene), Is.False);
        _controls.Press(Find);
        _controls.Press(new Chord(Key.Q, Modifiers.Ctrl));
        Assert.That((Palette.IsOpen(Scene), _app.Done.Single()), Is.EqualTo((false, "Quit")));
    }

    [Test]
    public void An_action_of_another_view_shows_that_first()
    {
        Run("teach train");
        Assert.That((Scene.View.Name, Palette.IsOpen(Scene)), Is.EqualTo(("Teach", false)));
    }

    [Test]
    public void A_switch_of_another_view_is_flipped_there()
    {
        Scene.Views.Show("Teach");
        Palette.Open(Scene, _app);
        Run("look grid");
        Assert.That((Scene.View.Name, Scene.IsOn(Toggle.Grid)), Is.EqualTo(("Look", true)));
    }

    [Test]
    public void What_a_key_does_while_it_is_held_lasts_as_long_as_Enter()
    {
        // A row of ours in place of one that records frames.
        List<string> done = [];
        var row = new KeyRow(Key.F9, "whistle", "Whistles.", KeyGroup.Running, (_, _) => done.Add("down"))
        {
            Release = (_, _) => done.Add("up"),
        };
        using var stage = Stage.OfLeNet(ViewList.Of([new LookView(), new OneKeyView(row)]));
        var controls = new Controls(stage.Scene, new CanvasSource(TimeProvider.System, 32), _app);
        controls.Press(Find);
        foreach (char letter in "whistle")
            controls.Type(letter);
        controls.Press(Key.Enter);
        Assert.That(done, Is.EqualTo(new[] { "down" }));
        controls.Release(Key.Enter);
        controls.Release(Key.Enter);
        Assert.That(done, Is.EqualTo(new[] { "down", "up" }));
        controls.Press(Find);
        controls.Press(Key.Escape);
        controls.Release(Key.Escape);
        Assert.That(done, Has.Count.EqualTo(2), "what is closed ends nothing again");
    }

    [Test]
    public void Arrows_and_pages_choose_and_stay_inside()
    {
        _stage.Draw(960, 540);
        int page = (int)Palette.Scroll.Visible;
        int last = Palette.Count - 1;
        foreach (var (key, chosen) in new (Key, int)[]
        {
            (Key.Up, 0), (Key.Down, 1), (Key.PageDown, 1 + page), (Key.Up, page), (Key.End, last), (Key.Down, last),
            (Key.PageUp, last - page), (Key.Home, 0),
        })
        {
            _controls.Press(key);
            _stage.Draw(960, 540);
            Assert.That(Palette.Chosen, Is.EqualTo(chosen), $"{key}");
            Assert.That(Palette.Chosen, Is.InRange(Palette.Scroll.Row, Palette.Scroll.Row + page - 1), "it is to be seen");
        }
    }

    [Test]
    public void A_click_runs_a_row_and_beside_the_panel_closes_it()
    {
        Type("backend");
        Click(spot => spot.Kind == HotKind.Own && spot.A == 0);
        Assert.That((_app.Done.Single(), Palette.IsOpen(Scene)), Is.EqualTo(("NextBackend", false)));
        _controls.Press(Find);
        Click(spot => spot.Kind == HotKind.Own && spot.A == -1, atTop: true);
        Assert.That(Palette.IsOpen(Scene), Is.True, "its field");
        _stage.Draw(960, 540);
        _controls.Remember(Scene.List.HotSpots);
        _controls.Down(new Vector2(20, 100), MouseButton.Left);
        Assert.That((Palette.IsOpen(Scene), _app.Done.Count), Is.EqualTo((false, 1)));
    }

    [Test]
    public void The_wheel_scrolls_it_and_nothing_under_it()
    {
        _stage.Draw(960, 540);
        _controls.Remember(Scene.List.HotSpots);
        _controls.Move(new Vector2(480, 300));
        _controls.Wheel(-2);
        Assert.That(Palette.Scroll.Row, Is.EqualTo(6));
        _controls.Move(new Vector2(60, 120));
        _controls.Wheel(-2);
        Assert.That((_app.Done.Count, Palette.Scroll.Row), Is.EqualTo((0, 6)));
    }

    [Test]
    public void Nothing_is_cut_off([ValueSource(typeof(LayoutTests), nameof(LayoutTests.Sizes))] (int Width, int Height) size)
    {
        Scene.Recent.Add("/a folder with a long name/" + new string('x', 200) + ".png");
        Palette.Open(Scene, _app);
        foreach (string typed in (string[])["", "xxx", "zzzz", new string('w', 60)])
        {
            Palette.Open(Scene, _app);
            Type(typed);
            _stage.Draw(size.Width, size.Height);
            LayoutTests.Check(Scene, $"{size} '{typed}'");
        }
    }

    [Test]
    public void While_it_is_closed_it_costs_nothing()
    {
        _controls.Press(Key.Escape);
        var (panel, view) = (new global::Demo.Overlays.ActionPanel(), new View(_stage.Draw(960, 540)));
        panel.Draw(Scene, view);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            panel.Draw(Scene, view);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private void Type(string text)
    {
        foreach (char character in text)
            _controls.Type(character);
    }

    private void Run(string typed)
    {
        Type(typed);
        _controls.Press(Key.Enter);
        _controls.Release(Key.Enter);
    }

    private void Click(Func<HotSpot, bool> which, bool atTop = false)
    {
        _stage.Draw(960, 540);
        _controls.Remember(Scene.List.HotSpots);
        var place = Scene.List.HotSpots.ToArray().Last(which).Rect;
        _controls.Down(new Vector2(place.CentreX, atTop ? place.Y + 20 : place.CentreY), MouseButton.Left);
        _controls.Up();
    }

    private sealed class OneKeyView(KeyRow row) : IView
    {
        public string Name => "Own";

        public string Purpose => "Has a key.";

        public string MouseHelp => "Nothing.";

        public ViewState State { get; } = new();

        public IReadOnlyList<KeyRow> Keys { get; } = [row];

        public ImmutableArray<Chord> Legend => [];

        public IReadOnlyList<IOverlay> Overlays => [];

        public Wanted Wants => default;

        public Layout Arrange(Layout window) => window;
    }
}
