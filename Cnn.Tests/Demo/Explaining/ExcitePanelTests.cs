using Demo.Explaining;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Explaining;

/// <summary>The panel of what excites a channel: its key and buttons, and that all of it can be read at any size.</summary>
public class ExcitePanelTests
{
    [Test]
    public void The_key_opens_it_in_place_of_what_is_in_the_middle_and_other_keys_take_its_place()
    {
        using var stage = Stage.OfLeNet();
        var scene = stage.Scene;
        var controls = new Controls(scene, new CanvasSource(TimeProvider.System, 32), new Recorder());
        controls.Press(Key.Number2);
        controls.Press(Key.V);
        Assert.That((scene.Open.Middle, scene.Open[Panel.Why]), Is.EqualTo((Panel.Excite, false)));
        controls.Press(Key.Number3);
        Assert.That((scene.Open.Middle, scene.Open[Panel.Excite]), Is.EqualTo((Panel.Why, false)));
        controls.Press(Key.V);
        controls.Press(Key.F);
        Assert.That(scene.Open.Middle, Is.EqualTo(Panel.Source));
        controls.Press(Key.V);
        controls.Press(Key.Escape);
        Assert.That(scene.Open[Panel.Excite], Is.False);
    }

    [Test]
    public void Its_buttons_do_what_they_say_and_a_click_chooses_a_channel()
    {
        using var stage = Stage.OfLeNet();
        var scene = stage.Scene;
        ExciteState.Flip(scene);
        stage.Draw(960, 540);
        Click("pictures of the opened folder");
        Click("made up by gradient ascent");
        Click("while this is closed");
        Assert.That((scene.Excite.OfFolder, scene.Excite.MakesUp, scene.Excite.KeepsWatching), Is.EqualTo((true, false, true)));
        scene.Excite.Folder = (3, 12, 0);
        stage.Draw(960, 540);
        Click("Stops going through");
        Assert.That(scene.Excite.IsStopped, Is.True);
        stage.Draw(960, 540);
        Click("Goes on through");
        Assert.That(scene.Excite.IsStopped, Is.False);
        var unit = scene.List.HotSpots.ToArray().First(spot => spot.Tip.Contains("click to choose it") && spot.B == 2);
        var controls = new Controls(scene, new CanvasSource(TimeProvider.System, 32), new Recorder());
        controls.Remember(scene.List.HotSpots);
        controls.Down(new(unit.Rect.CentreX, unit.Rect.CentreY), MouseButton.Left);
        Assert.That((scene.State.Layer, scene.State.Channel), Is.EqualTo((unit.A, unit.B)));
        Assert.That(unit.B, Is.Positive);

        void Click(string tip)
        {
            var spot = scene.List.HotSpots.ToArray().First(spot => spot.Handle is not null && spot.Tip.Contains(tip));
            spot.Handle!.Press(scene, new Recorder(), spot, default, MouseButton.Left);
        }
    }

    [Test]
    public void Patches_have_their_values_and_stand_from_the_strongest_on()
    {
        using var stage = Stage.OfLeNet();
        var scene = stage.Scene;
        ExciteState.Flip(scene);
        scene.Excite.Board = Boards.Full(stage, scene.Chosen);
        stage.Draw(1280, 720);
        var shown = new ExcitingPatch?[PatchBoard.Most];
        int count = scene.Excite.Board.Read(0, shown);
        Assert.That(count, Is.GreaterThan(3));
        string[] wanted = [.. shown.Take(count).Select(p => FormattableString.Invariant($"{p!.Value:0.00}"))];
        Assert.That(stage.Texts().Where(wanted.Contains).Take(count), Is.EqualTo(wanted));
        // Another layer's patches are not this one's.
        scene.State.Layer++;
        stage.Draw(1280, 720);
        Assert.That(stage.Texts(), Has.Some.StartsWith("Nothing has excited it yet"));
    }

    [Test]
    public void Texts_fit_their_places([ValueSource(typeof(LayoutTests), nameof(LayoutTests.Sizes))] (int Width, int Height) size)
    {
        foreach (string kind in (string[])["lenet", "large", "detector"])
        {
            using var stage = kind switch
            {
                "lenet" => Stage.OfLeNet(),
                "large" => Stage.OfLargeNetwork(),
                _ => Stage.OfDetector(),
            };
            var scene = stage.Scene;
            (scene.IsCanvas, scene.SourceName) = (kind == "lenet", "a picture with a long name.jpeg");
            // Tags of boxes that share a small picture may touch.
            scene.View.State.Turn(Toggle.Predictions, on: kind != "detector");
            ExciteState.Flip(scene);
            foreach (int layer in new[] { 1, scene.Network.Layers.Length - 1, 0 })
                foreach (bool folder in (bool[])[false, true])
                    foreach (bool german in (bool[])[false, true])
                    {
                        (scene.State.Layer, scene.State.Channel) = (layer, scene.Network.Layers[layer].Channels - 1);
                        (scene.Excite.OfFolder, scene.Excite.Folder, scene.Excite.MadeUp) = (folder, default, null);
                        (scene.Excite.Board, scene.Excite.MakesUp) = (null, !german);
                        if (german)
                            scene.Lessons.Switch();
                        Check("empty");
                        scene.Excite.Fault = "/a/folder/with a long name/and a picture.jpeg is cut short, or else is wrong";
                        Check("fault");
                        scene.Excite.MakesUp = true;
                        scene.Excite.Board = Boards.Full(stage, scene.Chosen);
                        scene.Excite.Folder = (12_345, 123_456, 1_234);
                        foreach (var made in Boards.MadeUp(scene))
                        {
                            scene.Excite.MadeUp = made;
                            Check($"made up {made.Curve.Length}");
                        }

                        void Check(string when)
                        {
                            // The view knows what is to be placed from the next frame on.
                            stage.Draw(size.Width, size.Height);
                            stage.Draw(size.Width, size.Height);
                            LayoutTests.Check(scene, $"{size} {kind} layer {layer} folder {folder} {when}");
                        }
                    }
        }
    }
}
