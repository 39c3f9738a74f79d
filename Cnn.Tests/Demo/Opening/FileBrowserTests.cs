using System.Numerics;
using Demo.Catalogue;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using Demo.Ui.Opening;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Opening;

/// <summary>Choosing what is opened, with keys, letters, paths and the mouse.</summary>
public class FileBrowserTests : OpeningFixture
{
    [Test]
    public void It_begins_where_something_was_opened_last()
    {
        Assert.That(Browser.Files.Folder, Is.EqualTo(_folder));
        Assert.That(Names(), Is.EqualTo(new[] { "..", "inner", "cat.png", "dog.png", "net.onnx" }));
        Assert.That(Browser.Files.Current!.Value.Name, Is.EqualTo("inner"));
    }

    [Test]
    public void Arrows_and_Enter_go_into_folders_and_open_files()
    {
        Press(Key.Enter);
        Assert.That((Browser.Files.Folder, Browser.IsOpen(Scene)), Is.EqualTo((At("inner"), true)));
        Press(Key.Down, Key.Enter);
        Assert.That((_app.Done.Single(), Browser.IsOpen(Scene)), Is.EqualTo(($"Open {At("inner/deeper.png")}", false)));
    }

    [Test]
    public void Backspace_goes_up_and_takes_letters_back()
    {
        Press(Key.Enter);
        Type("er");
        Assert.That(Names(), Is.EqualTo(new[] { "deeper.png" }));
        Press(Key.Backspace);
        Assert.That(Names(), Is.EqualTo(new[] { "deep.png", "deeper.png" }));
        Press(Key.Backspace);
        Assert.That(Names(), Does.Contain(".."));
        Press(Key.Backspace);
        Assert.That(Browser.Files.Folder, Is.EqualTo(_folder));
        for (int i = 0; i < 40; i++)
            Press(Key.Backspace);
        Assert.That(Browser.Files.Folder, Is.EqualTo("/"), "and no further");
    }

    [Test]
    public void Letters_filter_and_Enter_opens_the_first()
    {
        Type("DOG");
        Press(Key.Enter);
        Assert.That(_app.Done, Is.EqualTo(new[] { $"Open {At("dog.png")}" }));
    }

    [Test]
    public void A_path_is_looked_into_while_it_is_typed_completed_and_opened()
    {
        Type($"{_folder}/in");
        Assert.That(Names(), Is.EqualTo(new[] { "inner" }));
        Press(Key.Tab);
        Assert.That((Browser.Text, string.Join(' ', Names())), Is.EqualTo(($"{_folder}/inner/", "deep.png deeper.png")));
        Type("deep.png");
        Press(Key.Enter);
        Assert.That(_app.Done, Is.EqualTo(new[] { $"Open {At("inner/deep.png")}" }));
    }

    [Test]
    public void A_whole_path_that_leads_to_a_folder_is_gone_into()
    {
        Type(At("inner"));
        Press(Key.Enter);
        Assert.That((Browser.Files.Folder, Browser.Text), Is.EqualTo((At("inner"), "")));
        Type("../cat.png");
        Press(Key.Enter);
        Assert.That(_app.Done, Is.EqualTo(new[] { $"Open {At("cat.png")}" }));
    }

    [TestCase("nonsense")]
    [TestCase("/missing folder/x.png")]
    [TestCase("~nobody/x")]
    public void What_is_not_there_is_a_line_and_nothing_is_opened(string typed)
    {
        Type(typed);
        Press(Key.Enter);
        Assert.That((_app.Done.Count, Browser.IsOpen(Scene)), Is.EqualTo((0, true)));
        Assert.That(Browser.Fault, Does.Contain($"there is no {typed}"));
        Type("!");
        Assert.That(Browser.Fault, Is.Empty);
    }

    [TestCase("rtsp://camera.local/live")]
    [TestCase("camera:1")]
    [TestCase("test:320x240")]
    public void What_is_no_file_is_opened_by_its_name(string typed)
    {
        Type(typed);
        Press(Key.Enter);
        Assert.That(_app.Done, Is.EqualTo(new[] { $"Open {typed}" }));
    }

    [Test]
    public void A_folder_that_went_away_is_a_line()
    {
        Press(Key.Enter);
        Directory.Delete(At("inner"), recursive: true);
        Press(Key.Escape, Open);
        Assert.That(Browser.Files.Fault, Does.Contain("cannot be read"));
        Assert.That(_stage.Texts(), Does.Contain(Browser.Files.Fault));
        Press(Key.Backspace);
        Assert.That(Names(), Does.Contain("cat.png"));
    }

    [Test]
    public void A_whole_folder_is_opened_with_Ctrl()
    {
        Press(new Chord(Key.Enter, Modifiers.Ctrl));
        Press(Open, Key.Down, new Chord(Key.Enter, Modifiers.Ctrl));
        Assert.That(_app.Done, Is.EqualTo(new[] { $"Open {At("inner")}", $"Open {_folder}" }));
    }

    [Test]
    public void What_is_typed_does_nothing_in_the_view()
    {
        foreach (var key in Enum.GetValues<Key>().Where(key => key is not (Key.Enter or Key.KeypadEnter or Key.Escape or Key.Backspace)))
            foreach (var held in new[] { Modifiers.None, Modifiers.Shift, Modifiers.Alt })
                _controls.Press(new Chord(key, held));
        Assert.That((_app.Done.Count, Scene.Open.Top, Browser.IsOpen(Scene)), Is.EqualTo((0, (Panel?)null, true)));
        Press(new Chord(Key.P, Modifiers.Ctrl));
        Assert.That((Browser.IsOpen(Scene), Scene.Actions.IsOpen(Scene)), Is.EqualTo((false, true)));
        Press(Open);
        Assert.That((Browser.IsOpen(Scene), Scene.Actions.IsOpen(Scene)), Is.EqualTo((true, false)));
        Press(Open);
        Assert.That(Scene.State.Entry, Is.Null);
    }

    [Test]
    public void Ten_thousand_files_scroll_and_only_those_to_be_seen_are_drawn()
    {
        for (int i = 0; i < 10_000; i++)
            File.WriteAllText(At($"inner/{i}.png"), "");
        Press(Key.Enter);
        Assert.That(Browser.Files.Shown, Has.Count.EqualTo(10_003));
        Press(Key.End);
        Assert.That(Browser.Files.Current!.Value.Name, Is.EqualTo("deeper.png"));
        Assert.That(_stage.Texts(), Does.Contain("deeper.png").And.Contain("9999.png"));
        Assert.That(Scene.List.HotSpots.ToArray().Count(spot => spot.Handle == Browser.RowHandle), Is.LessThan(60));
        Type("999");
        Assert.That(Browser.Files.Shown, Has.Count.EqualTo(19));
    }

    [Test]
    public void While_it_is_closed_it_costs_nothing()
    {
        Press(Key.Escape);
        var (panel, view) = (new global::Demo.Overlays.OpenPanel(), new View(_stage.Draw(960, 540)));
        panel.Draw(Scene, view);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            panel.Draw(Scene, view);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
