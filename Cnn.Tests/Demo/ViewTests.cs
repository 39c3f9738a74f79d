using System.Collections.Immutable;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using Demo.Views;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>Views: a bar where there is more than one, each with keys, toggles and panels of its own.</summary>
public class ViewTests
{
    private static readonly Chord First = ViewSet.KeyOf(0), Second = ViewSet.KeyOf(1);

    [Test]
    public void One_view_has_no_bar_and_no_keys()
    {
        using var stage = Stage.OfLeNet(new ViewSet([new LookView()], [new global::Demo.Overlays.TopBar()], []));
        Assert.That(stage.Scene.Views.Keys.TryFind(First, out _), Is.False);
        stage.Draw(1280, 720);
        Assert.That(Tabs(stage.Scene), Is.Empty);
    }

    [TestCase(960, 540)]
    [TestCase(1280, 720)]
    public void A_second_view_is_a_tab_and_a_key_and_says_what_it_is_for_once(int width, int height)
    {
        using var stage = Stage.OfLeNet(new ViewSet([new LookView(), new Plain()], [new global::Demo.Overlays.TopBar()], []));
        var (scene, app) = (stage.Scene, new Recorder());
        var controls = new Controls(scene, new CanvasSource(TimeProvider.System, 32), app);
        stage.Draw(width, height);
        controls.Remember(scene.List.HotSpots);
        Assert.That(Tabs(scene), Is.EqualTo(new[] { First, Second }));
        var tab = scene.List.HotSpots.ToArray().Single(s => s.Key == Second).Rect;
        controls.Down(new(tab.CentreX, tab.CentreY), MouseButton.Left);
        Assert.That(scene.View.Name, Is.EqualTo("Plain"));
        controls.Press(First);
        controls.Press(Second);
        Assert.That(app.Done, Is.EqualTo(new[] { "Plain: Shows that a view can be added." }));
        var layout = stage.Draw(width, height);
        Assert.That((layout.Centre, layout.Body.Width), Is.EqualTo((default(Rect), width - 2 * Theme.Gap)));
    }

    [Test]
    public void Each_view_has_its_own_keys_toggles_and_panels()
    {
        using var stage = Stage.OfLeNet(new ViewSet([new LookView(), new Plain()], [], []));
        var scene = stage.Scene;
        var controls = new Controls(scene, new CanvasSource(TimeProvider.System, 32), new Recorder());
        controls.Press(Key.Z);
        controls.Press(Key.Number7);
        controls.Press(Second);
        Assert.That((scene.Open.Top, scene.IsOn(Toggle.Grid)), Is.EqualTo(((Panel?)null, false)));
        controls.Press(Key.T);
        Assert.That(scene.Open.Top, Is.Null, "a key of the other view");
        controls.Press(Key.Z);
        Assert.That(scene.State.Layer, Is.EqualTo(4), "this view's own");
        controls.Press(First);
        Assert.That((scene.Open.Top, scene.IsOn(Toggle.Grid)), Is.EqualTo(((Panel?)Panel.Zoom, true)));
    }

    private static IEnumerable<Chord> Tabs(Scene scene) =>
        scene.List.HotSpots.ToArray().Select(s => s.Key).Where(k => k == First || k == Second);

    private sealed class Plain : IView
    {
        public string Name => "Plain";

        public string Purpose => "Shows that a view can be added.";

        public string MouseHelp => "";

        public ViewState State { get; } = new();

        public IReadOnlyList<KeyRow> Keys { get; } =
            [new(Key.Z, "four", "Chooses the fourth layer.", KeyGroup.Choosing, (scene, _) => scene.State.Layer = 4)];

        public ImmutableArray<Chord> Legend => [Key.Z];

        public IReadOnlyList<IOverlay> Overlays => [];

        public Wanted Wants => default;

        public Layout Arrange(Layout window) => window;
    }
}
