using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>Whoever has no mouse reaches with keys whatever a mouse could, in every view, and does there what it would.</summary>
public sealed class PlacesTests : IDisposable
{
    private static readonly Chord Back = new(Key.Tab, Modifiers.Shift);

    private readonly Recorder _app = new();
    private CanvasSource _canvas = null!;
    private Stage _stage = null!;
    private Controls _controls = null!;

    private Scene Scene => _stage.Scene;

    private UiState State => Scene.State;

    [SetUp]
    public void Begin() => Use(Stage.OfLeNet());

    [TearDown]
    public void End()
    {
        _stage.Dispose();
        _canvas.Dispose();
    }

    public void Dispose() => _canvas.Dispose();

    [Test]
    public void Tab_goes_once_through_all_that_a_mouse_reaches([Values("Look", "Filters", "Learn", "Teach", "Cut", "3D")] string view)
    {
        Scene.Views.Show(view);
        Draw();
        Press(Key.F6);
        var visited = new List<HotSpot>();
        for (int i = 0; i < 1000 && (i == 0 || Places.Current(Scene) != visited[0]); i++)
        {
            visited.Add(Places.Current(Scene)!.Value);
            Press(Key.Tab);
        }
        // A mouse: what is on top at some of many points of the window.
        var spots = Scene.List.HotSpots.ToArray();
        var reached = new HashSet<HotSpot>();
        for (int y = 1; y < 720; y += 3)
            for (int x = 1; x < 1280; x += 3)
                if (Places.At(spots, x, y) is >= 0 and var top)
                    reached.Add(spots[top]);
        reached.RemoveWhere(spot => spot.Rect.Width < 6 || spot.Rect.Height < 6);
        Assert.That(reached, Is.Not.Empty);
        Assert.That(reached.Where(spot => !visited.Contains(spot)).Select(spot => $"{spot.Kind} {spot.Tip}"), Is.Empty);
        Assert.That(visited.Distinct().Count(), Is.EqualTo(visited.Count), "each once");
        Assert.That(spots.Where(s => s.Kind is HotKind.Scroll or HotKind.Kernels).Select(s => s.Kind),
            Is.SubsetOf(visited.Select(s => s.Kind)));
    }

    [Test]
    public void Panels_come_from_the_top_bar_over_the_columns_to_the_status_bar()
    {
        var layout = Draw();
        var panels = new List<Rect>();
        for (int i = 0; i < 12; i++)
        {
            Press(Key.F6);
            panels.Add(Places.Current(Scene)!.Value.Rect);
        }
        Rect[] expected = [layout.TopBar, layout.Source, layout.Sees, layout.Centre, layout.Inspector];
        Assert.That(expected.Select(panel => panels.FindIndex(spot => panel.Contains(spot.CentreX, spot.CentreY))), Is.Ordered);
        Assert.That(panels.Any(spot => spot.CentreY >= layout.Status.Y), Is.True);
        Press(new Chord(Key.F6, Modifiers.Shift));
        Assert.That(Places.Current(Scene)!.Value.Rect, Is.EqualTo(panels[^2]));
    }

    [Test]
    public void A_ring_is_drawn_around_the_place_until_the_mouse_moves()
    {
        Draw();
        int without = Rings();
        Press(Key.F6);
        Assert.That(Rings(), Is.EqualTo(without + 2));
        _controls.Move(new(500, 500));
        Assert.That((Rings(), State.Focus), Is.EqualTo((without, (HotSpot?)null)));

        int Rings()
        {
            Draw();
            return Scene.List.Groups.ToArray().Where(group => group.Floating)
                .Sum(group => Scene.List.Shapes(group).ToArray().Count(shape => shape.Kind == ShapeKind.Box && shape.A == 5));
        }
    }

    [Test]
    public void Enter_clicks_and_escape_gives_the_keys_back()
    {
        GoTo(spot => spot is { Kind: HotKind.Source, A: 1 });
        Press(Key.Enter);
        GoTo(spot => spot is { Kind: HotKind.Backend, A: 0 });
        Press(Key.Space);
        Assert.That(_app.Done, Is.EqualTo(new[] { "SwitchSource", "SwitchBackend" }));
        GoTo(spot => spot is { Kind: HotKind.Unit, A: 3, B: 2 });
        Press(Key.Enter);
        Assert.That((State.Layer, State.Channel), Is.EqualTo((3, 2)));
        // A button that is a key, whose place takes that key itself.
        GoTo(spot => spot is { Kind: HotKind.Button } && spot.Key == Key.Space);
        Press(Key.Space);
        Assert.That(_app.Done[^1], Is.EqualTo("Freeze"));
        Press(Key.Escape);
        Assert.That(State.Focus, Is.Null);
        Press(Key.Right);
        Assert.That(State.Layer, Is.EqualTo(4), "the view's own");
    }

    [Test]
    public void Places_that_are_switched_sorted_and_chosen()
    {
        GoTo(spot => spot is { Kind: HotKind.Switch, A: 0 });
        int before = Scene.Network.Choices[0];
        Press(Key.Enter);
        Assert.That((Scene.Network.Choices[0] != before, _app.Done[^1]), Is.EqualTo((true, "Rerun")));
        State.Layer = 4;
        GoTo(spot => spot is { Kind: HotKind.Kernel });
        Press(Key.Enter);
        Assert.That(State.Kernel, Is.EqualTo(Places.Current(Scene)!.Value.A));
        Scene.Open[Panel.Table] = true;
        GoTo(spot => spot is { Kind: HotKind.Sort, A: 2 });
        Press(Key.Enter);
        Assert.That(State.SortedBy, Is.EqualTo((LayerColumn)2));
    }

    [Test]
    public void Arrows_move_over_maps_sliders_and_to_the_place_beside()
    {
        GoTo(spot => spot.Kind == HotKind.Pixels);
        var first = State.Pixel!.Value;
        Press(Key.Right);
        Press(Key.Down);
        Press(Key.Down);
        Assert.That(State.Pixel, Is.EqualTo((first.X + 1, first.Y + 2)));
        GoTo(spot => spot.Kind == HotKind.Blend);
        Press(Key.Right);
        Press(Key.Up);
        Press(Key.Left);
        Assert.That(State.Blend, Is.EqualTo(0.55f).Within(1e-6f));
        GoTo(spot => spot is { Kind: HotKind.Unit, A: 1, B: 0 });
        Press(Key.Down);
        Assert.That(Places.Current(Scene) is { Kind: HotKind.Unit, A: 1, B: 1 }, Is.True, $"{Places.Current(Scene)}");
        Press(Key.Right);
        Assert.That(Places.Current(Scene) is { Kind: HotKind.Unit, A: 2, B: 1 }, Is.True, $"{Places.Current(Scene)}");
    }

    [Test]
    public void Shift_and_arrows_draw_and_with_ctrl_erase()
    {
        (Scene.IsCanvas, Scene.SourceTitle) = (true, "Canvas");
        GoTo(spot => spot.Kind == HotKind.Canvas);
        Press(Key.Up);
        Assert.That(Ink(), Is.Zero, "moving alone draws nothing");
        for (int i = 0; i < 5; i++)
            Press(new Chord(Key.Left, Modifiers.Shift));
        int drawn = Ink();
        Assert.That(drawn, Is.GreaterThan(10));
        for (int i = 0; i < 5; i++)
            Press(new Chord(Key.Right, Modifiers.Shift | Modifiers.Ctrl));
        Assert.That(Ink(), Is.LessThan(drawn / 4), "erased on the way back");
        Press(Key.PageUp);
        Assert.That(_app.Done[^1], Is.EqualTo("ChangeBrush 1"));

        int Ink()
        {
            _canvas.Renew();
            Assert.That(_canvas.TryTake(out var frame), Is.True);
            return frame.Pixels.ToArray().Count(pixel => (pixel & 255) > 127);
        }
    }

    [Test]
    public void Sliders_go_to_the_right_with_the_right_arrow()
    {
        _stage.Dispose();
        Use(Stage.OfDetector());
        GoTo(spot => spot.Handle is ShareSlider);
        var slider = (ShareSlider)Places.Current(Scene)!.Value.Handle!;
        float before = slider.Value;
        Press(Key.Right);
        Press(Key.Up);
        Press(Key.Left);
        Assert.That(slider.Value, Is.EqualTo(before + 0.05f).Within(1e-6f));
    }

    [Test]
    public void Boxes_over_the_source_are_places()
    {
        _stage.Dispose();
        Use(Stage.OfDetector());
        GoTo(spot => spot.Handle is ThingHandle);
        Press(Key.Enter);
        Assert.That(State.Thing, Is.Not.Null);
    }

    [Test]
    public void What_lies_over_a_view_keeps_keys_to_itself()
    {
        Scene.Open[Panel.Settings] = true;
        Draw();
        Press(Key.F6);
        var settings = new HashSet<string>();
        for (int i = 0; i < 40; i++, Press(Key.Tab))
            settings.Add(Places.Current(Scene)!.Value.Tip);
        Assert.That(settings, Does.Contain("Dark on bright, for rooms full of light.").And.Contain("From black to white."));
        Assert.That(Places.Of(Scene.List).Any(place => place.Spot.Kind is HotKind.Unit or HotKind.Source or HotKind.Canvas), Is.False);
        GoTo(spot => spot.Tip == "From black to white.");
        Press(Back);
        Press(Key.Tab);
        Press(Key.Enter);
        Assert.That(State.Colours, Is.EqualTo(ColourMap.Grey));
    }

    private void Use(Stage stage)
    {
        _stage = stage;
        _canvas = new CanvasSource(TimeProvider.System, 32);
        _controls = new Controls(Scene, _canvas, _app);
        _app.Done.Clear();
    }

    private Layout Draw()
    {
        var layout = _stage.Draw(1280, 720);
        _controls.Remember(Scene.List.HotSpots);
        return layout;
    }

    private void Press(Chord key)
    {
        _controls.Press(key);
        _controls.Release(key.Key);
        Draw();
    }

    // By F6 and Tab alone.
    private void GoTo(Predicate<HotSpot> isMeant)
    {
        State.Focus = null;
        Draw();
        Press(Key.F6);
        for (int i = 0; i < 1000; i++, Press(Key.Tab))
            if (isMeant(Places.Current(Scene)!.Value))
                return;
        Assert.Fail("there is no such place");
    }
}
