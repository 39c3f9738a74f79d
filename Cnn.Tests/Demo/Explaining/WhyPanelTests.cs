using Demo.Explaining;
using Demo.Outputs;
using Demo.Platform;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Explaining;

/// <summary>The panel that shows why: its keys and buttons, what is asked, and that all of it can be read.</summary>
public class WhyPanelTests
{
    [Test]
    public void A_key_goes_through_its_methods_and_two_keys_lie_side_by_side()
    {
        using var stage = Stage.OfLeNet();
        var scene = stage.Scene;
        Press(scene, Key.Number2);
        Assert.That((Words(scene), scene.Open.Middle), Is.EqualTo(("gradcam", Panel.Why)));
        Press(scene, Key.Number2);
        Press(scene, Key.Number4);
        Assert.That(Words(scene), Is.EqualTo("gradcam++ occlusion"));
        Press(scene, Key.Number3);
        Assert.That(Words(scene), Is.EqualTo("occlusion guided"), "the older one goes");
        Press(scene, Key.Number3);
        Press(scene, Key.Number3);
        Press(scene, Key.Number4);
        Assert.That(Words(scene), Is.EqualTo("integrated"));
        scene.Open.CloseTop();
        Assert.That(Lit(scene, Key.Number4), Is.False);
        Press(scene, Key.Number2);
        Assert.That((Words(scene), Lit(scene, Key.Number2)), Is.EqualTo(("gradcam", true)), "a closed panel begins anew");
        Press(scene, Key.Number2);
        Press(scene, Key.Number2);
        Press(scene, Key.Number2);
        Assert.That((Words(scene), scene.Open.Middle), Is.EqualTo(("", (Panel?)null)));
    }

    [Test]
    public void A_detectors_first_method_is_the_one_for_single_places()
    {
        using var stage = Stage.OfDetector();
        Press(stage.Scene, Key.Number2);
        Assert.That(Words(stage.Scene), Is.EqualTo("hirescam"));
    }

    [Test]
    public void A_click_on_a_method_turns_it_on_and_off()
    {
        using var stage = Stage.OfLeNet();
        var scene = stage.Scene;
        Press(scene, Key.Number2);
        stage.Draw(960, 540);
        var spots = scene.List.HotSpots.ToArray().Where(spot => spot is { Kind: HotKind.Own, B: 0 } && spot.Tip.Contains("the answer"))
            .OrderBy(spot => spot.A).ToArray();
        Assert.That(spots.Select(spot => spot.A), Is.EqualTo(Enumerable.Range(0, ExplainMethod.All.Length)));
        foreach (int click in (int[])[4, 0])
            spots[click].Handle!.Press(scene, new Recorder(), spots[click], default, MouseButton.Left);
        Assert.That(Words(scene), Is.EqualTo("gradient"));
    }

    [Test]
    public void The_likeliest_class_is_asked_about_unless_one_is_chosen()
    {
        using var stage = Stage.OfLeNet();
        var scene = stage.Scene;
        var probabilities = stage.Read(scene.Network.Parts.Output.Reads[0]).Floats.ToArray();
        int best = Array.IndexOf(probabilities, probabilities.Max());
        scene.Why.Follow(scene);
        Assert.That((scene.Why.Score!.Value.Place.Index, scene.Why.ByPerson), Is.EqualTo((best, false)));
        int other = (best + 3) % 10;
        new UnitChoice(scene).Choose(scene.Network.ClassLayer!.Index, other);
        scene.Why.Follow(scene);
        Assert.That((scene.Why.Score!.Value.Place.Index, scene.Why.ByPerson, scene.Why.Of), Is.EqualTo((other, true, $"{other}")));
        (scene.State.Layer, scene.IsCanvas, scene.IsBlank) = (1, true, true);
        scene.Why.Follow(scene);
        Assert.That(scene.Why.Score, Is.Null, "nobody asked about an empty sheet");
    }

    [Test]
    public void A_chosen_box_is_asked_about()
    {
        using var stage = Stage.OfDetector();
        var scene = stage.Scene;
        stage.Draw(1280, 720);
        scene.Why.Follow(scene);
        var surest = scene.Why.Score!.Value;
        foreach (var spot in scene.List.HotSpots.ToArray().Where(spot => spot.Handle is ThingHandle).Reverse().Take(3))
        {
            spot.Handle!.Press(scene, new Recorder(), spot, default, MouseButton.Left);
            scene.Why.Follow(scene);
            Assert.That(scene.Why.Score!.Value.Place, Is.EqualTo(scene.State.Thing!.Value.Place));
            Assert.That(scene.Why.Of, Does.Match("red|blue"));
        }
        Assert.That(scene.Network.Parts.Output.Scores, Does.Contain(surest.Place.Node));
    }

    [Test]
    public void Texts_fit_their_places([ValueSource(typeof(LayoutTests), nameof(LayoutTests.Sizes))] (int Width, int Height) size)
    {
        foreach (bool detector in (bool[])[false, true])
        {
            using var stage = detector ? Stage.OfDetector() : Stage.OfLargeNetwork();
            var scene = stage.Scene;
            scene.IsCanvas = false;
            // Tags of boxes that share a small picture may touch.
            scene.View.State.Turn(Toggle.Predictions, on: !detector);
            stage.Draw(size.Width, size.Height);
            foreach (var key in (Key[])[Key.Number2, Key.Number4, Key.Number4, Key.Number3])
            {
                Press(scene, key);
                scene.Why.Follow(scene);
                Check("before an answer");
                foreach (var shown in scene.Why.Shown)
                    shown.Take(new()
                    {
                        Map = Values(),
                        Label = "a class with a long name",
                        IsSigned = true,
                        Runs = (480, 962),
                        Total = (-123.45, 1234.5),
                    });
                Check("answered");
                scene.Why.Shown[0].Take(new ExplainAnswer { Fault = "Gather (node 'a node with a long name') has no gradient" });
                Check("refused");
            }

            void Check(string when)
            {
                stage.Draw(size.Width, size.Height);
                LayoutTests.Check(scene, $"{size} {Words(scene)} {when}");
            }
        }
    }

    private static Tensor Values()
    {
        var map = new Tensor([1, 1, 7, 9]);
        for (int i = 0; i < map.Count; i++)
            map.Floats[i] = (i - 20) * 4.3f;
        return map;
    }

    private static void Press(Scene scene, Key key) => Row(scene, key).Do(scene, new Recorder());

    private static bool Lit(Scene scene, Key key) => Row(scene, key).IsLit!(scene);

    private static KeyRow Row(Scene scene, Key key) =>
        scene.Views.Keys.TryFind(key, out var row) ? row : throw new AssertionException($"{key}");

    private static string Words(Scene scene) => string.Join(' ', scene.Why.Methods.Select(method => method.Word));
}
