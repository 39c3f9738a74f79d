using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>What a person chooses of how the window looks: by the settings, by keys, and what was remembered.</summary>
public class AppearanceTests
{
    [TearDown]
    public void Back() => Theme.Shown = ThemeColours.Dark;

    [TestCase(1f, 1, 2f, 1.1f, "110 %")]
    [TestCase(1f, -1, 2f, 0.9f, "90 %")]
    [TestCase(0.75f, -1, 2f, 0.75f, "75 %")]
    [TestCase(2f, 1, 3f, 2f, "200 %: the window has no room for more")]
    [TestCase(1.25f, 1, 1.333f, 1.5f, "133 %: the window has no room for more")]
    [TestCase(1.5f, -1, 1.333f, 1.25f, "125 %")]
    [TestCase(2f, -1, 1f, 0.9f, "90 %")]
    [TestCase(1.75f, 0, 2f, 1f, "100 %")]
    public void Scales_go_step_by_step_as_far_as_the_window_has_room(float from, int steps, float most, float to, string said)
    {
        var state = new UiState { Appearance = new Appearance { Scale = from } };
        Assert.That(new ScaleChoice(state, most).Change(steps), Is.EqualTo(said));
        Assert.That(state.Appearance.Scale, Is.EqualTo(to));
    }

    [TestCase(1280, 720, 1, 1, ExpectedResult = 1)]
    [TestCase(1280, 720, 1, 1.25f, ExpectedResult = 1.25f)]
    [TestCase(1280, 720, 1, 2, ExpectedResult = 4f / 3)]
    [TestCase(1280, 720, 1, 0.75f, ExpectedResult = 0.75f)]
    [TestCase(3840, 2160, 1, 0.75f, ExpectedResult = 1.875f)]
    [TestCase(1920, 1080, 2, 1, ExpectedResult = 2)]
    public float The_scale_is_times_the_usual_one(int width, int height, float content, float chosen)
    {
        Assert.That(Math.Min(chosen, Layout.MostChosen(width, height, content)) * Layout.ScaleFor(width, height, content),
            Is.EqualTo(Layout.ScaleFor(width, height, content, chosen)).Within(1e-5f));
        return Layout.ScaleFor(width, height, content, chosen);
    }

    [Test]
    public void Settings_choose_with_the_mouse()
    {
        using var stage = Stage.OfLeNet();
        var (scene, app) = (stage.Scene, new Recorder());
        var controls = new Controls(scene, new CanvasSource(TimeProvider.System, 32), app);
        controls.Press(new Chord(Key.Comma, Modifiers.Ctrl));
        void Click(string tip)
        {
            stage.Draw(1280, 720);
            controls.Remember(scene.List.HotSpots);
            var spot = scene.List.HotSpots.ToArray().Last(s => s.Tip.StartsWith(tip, StringComparison.Ordinal)).Rect;
            controls.Down(new(spot.CentreX, spot.CentreY), MouseButton.Left);
            controls.Up();
        }
        Click("Dark on bright");
        Click("From black to white");
        Click("From blue to yellow");
        Click("What is explained is said in de");
        Click("Shows everything larger");
        Assert.That(scene.State.Appearance, Is.EqualTo(new Appearance { Brightness = Brightness.Light, Heat = ColourMap.BlueYellow }));
        Assert.That((scene.State.Colours, scene.Lessons.Names[scene.Lessons.Language]), Is.EqualTo((ColourMap.Grey, "de")));
        Assert.That(app.Done, Is.EqualTo(new[] { "ChangeScale 1" }));
        stage.Draw(1280, 720);
        Assert.That(Theme.Shown, Is.SameAs(ThemeColours.Of(scene.State.Appearance)));
        Assert.That(Theme.Text, Is.EqualTo(ThemeColours.Light.Text));
        // A click beside it closes it and does nothing else.
        controls.Remember(scene.List.HotSpots);
        controls.Down(new(40, 500), MouseButton.Left);
        Assert.That((scene.Open[Panel.Settings], app.Done.Count), Is.EqualTo((false, 1)));
    }

    [TestCase((Brightness)7, ColourMap.Turbo, 1f)]
    [TestCase(Brightness.Light, ColourMap.Veil, 1f)]
    [TestCase(Brightness.Light, ColourMap.Turbo, 0f)]
    [TestCase(Brightness.Light, ColourMap.Turbo, float.NaN)]
    [TestCase(Brightness.Light, ColourMap.Turbo, 1e9f)]
    public void What_is_no_look_is_not_taken_from_a_file(object brightness, object heat, float scale) =>
        Assert.That(
            Appearance.Usable(new Appearance { Brightness = (Brightness)brightness, Heat = (ColourMap)heat, Scale = scale }),
            Is.EqualTo(new Appearance()));
}
