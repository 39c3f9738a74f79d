using System.Numerics;
using Demo.Catalogue;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using Demo.Ui.Opening;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Opening;

/// <summary>What can be opened without looking for it, and what the mouse opens; at any size of the window.</summary>
public class OpenPanelTests : OpeningFixture
{
    [Test]
    public void Places_are_what_was_opened_networks_and_sources_and_what_is_gone_says_so()
    {
        var places = Browser.Places.All;
        Assert.That(places.Where(p => p.Do is null).Select(p => p.Name), Is.EqualTo(new[] { "Canvas, cameras, screens", "Recent" }));
        var (gone, here) = (places.Single(p => p.Name == "gone.png"), places.Single(p => p.Name == "cat.png"));
        Assert.That((gone.IsAway, gone.Note, here.IsAway), Is.EqualTo((true, "gone", false)));
        ClickPlace("gone.png");
        Assert.That(_app.Done.Single(), Does.Contain("is not there any more"));
        Press(Open);
        ClickPlace("cat.png");
        Assert.That(_app.Done[1], Is.EqualTo($"Open {At("cat.png")}"));
        Press(Open, Key.Tab, Key.Enter);
        Assert.That(_app.Done[2], Is.EqualTo("SwitchSource"));
        Press(Open, Key.Tab, Key.Down, Key.Down, Key.Up, Key.Up, Key.End, Key.Enter);
        Assert.That(_app.Done[3], Does.Contain("is not there any more"), "headlines are passed over");
    }

    [Test]
    public void Networks_that_are_not_here_are_told_how_to_be_fetched()
    {
        using var stage = Stage.OfLeNet(models: () => [new ModelChoice("digits", "sees digits", "/d.onnx", true),
            new ModelChoice("nanodet", "sees things", "/n.onnx", false)]);
        var controls = new Controls(stage.Scene, new CanvasSource(TimeProvider.System, 32), _app);
        controls.Press(Open);
        controls.Press(Key.Tab);
        controls.Press(Key.End);
        controls.Press(Key.Enter);
        Assert.That(_app.Done.Single(), Does.Contain("models fetch nanodet"));
        controls.Press(Open);
        controls.Press(Key.Tab);
        controls.Press(Key.End);
        controls.Press(Key.Up);
        controls.Press(Key.Enter);
        Assert.That(_app.Done[1], Is.EqualTo("Open /d.onnx"));
    }

    [Test]
    public void A_click_goes_into_a_folder_opens_a_file_and_beside_the_panel_closes_it()
    {
        ClickRow("inner");
        Assert.That((Browser.Files.Folder, Browser.IsOpen(Scene)), Is.EqualTo((At("inner"), true)));
        ClickRow("..");
        ClickRow("dog.png");
        Assert.That((_app.Done.Single(), Browser.IsOpen(Scene)), Is.EqualTo(($"Open {At("dog.png")}", false)));
        Press(Open);
        Click(new Vector2(480, 520));
        Assert.That((_app.Done.Count, Browser.IsOpen(Scene)), Is.EqualTo((1, false)));
    }

    [Test]
    public void Nothing_is_cut_off([ValueSource(typeof(LayoutTests), nameof(LayoutTests.Sizes))] (int Width, int Height) size)
    {
        string longest = new('w', 200);
        Directory.CreateDirectory(At($"{longest}/{longest}"));
        File.WriteAllText(At($"{longest}/{longest}/{longest}.png"), "");
        for (int i = 0; i < 30; i++)
            Scene.Recent.Add(At($"{longest[i..]}.png"));
        Press(Key.Escape, Open);
        foreach (string typed in (string[])["", "x", "zzz", $"{_folder}/{longest}/{longest}/", "/missing/", new string('w', 300)])
        {
            Press(new Chord(Key.Backspace, Modifiers.Ctrl));
            Type(typed);
            _stage.Draw(size.Width, size.Height);
            LayoutTests.Check(Scene, $"{size} '{typed}'");
        }
        Press(Key.Enter);
        _stage.Draw(size.Width, size.Height);
        LayoutTests.Check(Scene, $"{size} with a fault");
    }
}
