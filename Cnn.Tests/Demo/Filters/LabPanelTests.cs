using System.Numerics;
using Demo.Platform;
using Demo.Ui;
using Demo.Views.Filters;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Filters;

/// <summary>The lab's panels: what they say, what a click, a drag and the wheel do, and that it fits at every size.</summary>
public class LabPanelTests
{
    private LabScene _lab = null!;

    private LabState State => _lab.Lab;

    [SetUp]
    public void Open() => _lab = LabScene.Open();

    [TearDown]
    public void Close() => _lab.Dispose();

    [Test]
    public void Nothing_overlaps_or_is_cut_off([ValueSource(typeof(LayoutTests), "Sizes")] (int Width, int Height) size)
    {
        Check("before the first run", running: false);
        Check("as it begins");
        foreach (var key in new Chord[] { Key.D, Key.D, Key.T, Key.O, Key.Number5, Key.F, Key.O, Key.V, Key.Insert, Key.Tab })
        {
            _lab.Press(key);
            Check($"after {key}");
        }
        StageChange.Add(State, new PoolStage(PoolKind.Average, 3, 1), _lab.App);
        Check("with four stages");
        (_lab.Scene.IsCanvas, _lab.Scene.SheetIsEmpty, _lab.Scene.SourceTitle) = (true, true, "Canvas");
        Check("with the canvas");
        (_lab.Scene.IsCanvas, _lab.Scene.SourceTitle, _lab.Scene.SourceIsFile) = (false, "Video", true);
        _lab.Scene.Film = (TimeSpan.FromHours(1), TimeSpan.FromHours(2));
        _lab.Scene.State.Frozen = true;
        Check("with a film");

        void Check(string what, bool running = true)
        {
            _lab.Draw(size.Width, size.Height, running);
            LayoutTests.Check(_lab.Scene, $"{size} {what}");
        }
    }

    [Test]
    public void Panels_fill_the_view_without_overlapping([ValueSource(typeof(LayoutTests), "Sizes")] (int Width, int Height) size)
    {
        _lab.Draw(size.Width, size.Height);
        var places = _lab.Places;
        Rect[] panels =
        [
            places.Kernels, places.Options, places.Lesson, places.Stages, places.Sums, places.Curve,
            .. Enumerable.Range(0, 3).SelectMany(i => new[] { places.Pictures[i], places.Pools[i] }),
        ];
        Assert.That(panels, Is.All.Matches<Rect>(r => places.Body.Contains(r) && r is { Width: > 100, Height: > 40 }));
        for (int i = 0; i < panels.Length; i++)
            for (int k = 0; k < i; k++)
                Assert.That(panels[i].Overlaps(panels[k]), Is.False, $"{panels[i]} and {panels[k]}");
    }

    [Test]
    public void A_click_takes_a_kernel_and_the_wheel_scrolls_to_others()
    {
        Assert.That(_lab.Draw(), Does.Contain("box blur").And.Contain("Gaussian blur").And.Contain("sum 0").And.Not.Contain("your own"));
        var first = _lab.Scene.List.HotSpots.ToArray().First(s => s.Tip.StartsWith("A kernel that comes", StringComparison.Ordinal)).Rect;
        _lab.Click(first.CentreX, first.CentreY);
        Assert.That(State.Filter!.Kernel.Name, Is.Not.EqualTo("sobel-x"));
        _lab.Draw();
        _lab.Wheel(_lab.Places.Kernels.CentreX, _lab.Places.Kernels.CentreY, -6);
        Assert.That(_lab.Draw(), Does.Contain("your own").And.Contain("free kernel").And.Not.Contain("Gaussian blur"));
    }

    [Test]
    public void A_kernel_that_was_changed_is_kept_and_removed_again()
    {
        _lab.Press(Key.Number5);
        _lab.Press(Key.N);
        Assert.That(_lab.Draw(), Does.Contain("Sobel x · edited").And.Contain("sum 0 · × 1/8"));
        _lab.Press(new Chord(Key.K, Modifiers.Ctrl));
        var kept = State.Filter!.Kernel;
        Assert.That((kept.Name, kept.Title, kept.Size), Is.EqualTo(("sobel-x-2", "Sobel x 2", 5)));
        Assert.That(_lab.App.Done[^1], Is.EqualTo($"kept as 'Sobel x 2' in {_lab.PathOf("own.json")}"));
        Assert.That(FilterFile.Read(_lab.PathOf("own.json")), Is.EqualTo(new[] { kept }));
        Assert.That(_lab.Draw(), Does.Contain("Sobel x 2").And.Contain("your own"));
        _lab.Press(new Chord(Key.Delete, Modifiers.Ctrl));
        Assert.That(State.Library.Own.Concat(FilterFile.Read(_lab.PathOf("own.json"))), Is.Empty);
        _lab.Press(new Chord(Key.Delete, Modifiers.Ctrl));
        Assert.That(_lab.App.Done[^1], Does.StartWith("only own kernels can be removed"));
    }

    [Test]
    public void A_dropped_file_of_kernels_is_kept_and_a_bad_one_is_a_line()
    {
        var odd = LabSession.RandomKernel(1, 5, channels: 3) with { Name = new string('x', 60) };
        FilterFile.Write(_lab.PathOf("some.json"), [odd, State.Library.Presets[0], State.Library.Presets[1].Rotate() with { Scale = 2 }]);
        Assert.That(_lab.View.TryOpen(_lab.PathOf("some.json"), _lab.App), Is.True);
        Assert.That(_lab.App.Done[^1], Is.EqualTo("2 kernels of some.json are among your own now"));
        Assert.That(State.Library.Own.Select(k => k.Name), Is.EqualTo(new[] { odd.Name, "box-2" }), "the identity is there already");
        File.WriteAllText(_lab.PathOf("bad.json"), "{\"kernels\": [{\"name\": \"a\", \"numbers\": []}]}");
        Assert.That(_lab.View.TryOpen(_lab.PathOf("bad.json"), _lab.App), Is.True);
        Assert.That(_lab.App.Done[^1], Does.Contain("bad.json").And.Contain("'numbers'").And.Not.Contain("\n"));
        Assert.That(_lab.View.TryOpen("cat.jpg", _lab.App), Is.False);
    }

    [Test]
    public void The_opened_networks_first_kernels_stand_in_the_list()
    {
        _lab.Draw();
        _lab.Wheel(_lab.Places.Kernels.CentreX, _lab.Places.Kernels.CentreY, -99);
        Assert.That(_lab.Draw(), Does.Contain("map 8"));
        _lab.Click("A kernel that the opened network");
        Assert.That(State.Filter!.Kernel, Is.EqualTo(LearnedKernels.In(_lab.Scene.Network.Parts).Kernels[^1]));
        _lab.Press(Key.J);
        _lab.Press(Key.K);
        _lab.Press(Key.K);
        Assert.That(State.Filter.Kernel.Name, Is.EqualTo("identity"), "after the last comes the first");
    }

    [Test]
    public void Options_turn_both_ways_and_the_formula_follows()
    {
        Assert.That(_lab.Draw(), Does.Contain("(40 + 2·1 − 3) / 1 + 1 = 40").And.Contain("(30 + 2·1 − 3) / 1 + 1 = 30"));
        _lab.Click("How far the kernel moves", MouseButton.Right);
        Assert.That(State.Filter!.Stride, Is.EqualTo(3));
        _lab.Click("How far apart");
        _lab.Press(Key.V);
        var pill = _lab.Spot("The grey picture");
        _lab.Wheel(pill.CentreX, pill.CentreY, 1);
        Assert.That((State.Filter!.Dilation, State.Filter.Padding, State.Row.Colours), Is.EqualTo((2, Padding.Edge, LabColours.Blue)));
        Assert.That(_lab.Draw(), Does.Contain("blue").And.Some.Contains("· blue 40 × 30"));
        Assert.That(_lab.Draw(), Does.Contain("⌊(30 + 2·2 − 5) / 3⌋ + 1 = 10").And.Contain("2·(3 − 1) + 1 = 5"));
    }

    [Test]
    public void A_row_that_cannot_run_says_why_and_the_last_one_goes_on()
    {
        _lab.Draw();
        var running = State.Run.Graph;
        State.Set(State.Row.Replace(2, new FilterStage(LabSession.RandomKernel(1, 7), Padding.None, 1, 3)) with { Limit = 16 }, _lab.App);
        string[] texts = _lab.Draw();
        Assert.That(State.Run.Fault, Does.StartWith("16×12 pixels are too few for stage 3"));
        Assert.That(texts, Has.Some.StartsWith("16×12 pixels are too"));
        Assert.That((State.Run.Graph, State.Run.On(_lab.Scene)), Is.EqualTo((running, running)));
    }

    [Test]
    public void Stages_are_chosen_moved_taken_out_and_added()
    {
        _lab.Draw();
        _lab.Click("An activation");
        Assert.That(State.Stage, Is.EqualTo(1));
        _lab.Draw();
        _lab.Click("Moves the stage to the right");
        Assert.That(Titles(), Is.EqualTo(new[] { "Sobel x", "max pool 2×2", "ReLU" }));
        _lab.Draw();
        var chip = _lab.Spot("An activation");
        _lab.Click(chip.X + 10, chip.CentreY, MouseButton.Left, new Vector2(chip.X + 9 - 2 * chip.Width, chip.CentreY));
        Assert.That((Titles(), State.Stage), Is.EqualTo((new[] { "ReLU", "Sobel x", "max pool 2×2" }, 0)));
        _lab.Draw();
        _lab.Click("Takes the stage out");
        _lab.Draw();
        foreach (string tip in new[] { "What is kept of a window", "How large the window", "How far the window" })
            _lab.Click(tip);
        Assert.That(State.Row.Stages[1], Is.EqualTo(new PoolStage(PoolKind.Average, 3, 3)));
        _lab.Press(Key.Insert);
        _lab.Draw();
        _lab.Click("Adds an activation");
        _lab.Draw();
        _lab.Click("Adds a stage");
        Assert.That(_lab.Draw(), Does.Contain("filter").And.Contain("pooling"));
        _lab.Click("Adds another filter");
        Assert.That(Titles(), Is.EqualTo(new[] { "Sobel x", "average pool 3×3", "ReLU", "Sobel x" }));
        _lab.Press(Key.Insert);
        Assert.That((State.Offers, _lab.App.Done[^1]), Is.EqualTo((false, StageChange.FullRow)));
        for (int i = 0; i < 4; i++)
            _lab.Press(Key.Delete);
        _lab.Press(Key.Tab);
        Assert.That((Titles(), State.Stage), Is.EqualTo((Array.Empty<string>(), 0)));
        Assert.That(_lab.Draw(), Does.Contain("no filter"));
    }

    [TestCase("Zero", 1), TestCase("None", 2)]
    public void A_click_on_any_picture_places_the_kernel_there(string padding, int stride)
    {
        State.SetFilter(filter => filter with { Padding = Enum.Parse<Padding>(padding), Stride = stride, Dilation = 2 }, _lab.App);
        _lab.Draw();
        var (rows, columns) = State.Run.Graph!.Sizes[0];
        var picture = _lab.Spot("What enters the filter; a click");
        _lab.Click(picture.X + picture.Width * 20.5f / columns.Length, picture.Y + picture.Height * 10.5f / rows.Length);
        // The pixel in the middle of the window at (x, y) is x · stride − pad + dilation · (kernel − 1) / 2.
        Assert.That((State.Slide.Place.X * stride - columns.Pad + 2, State.Slide.Place.Y * stride - rows.Pad + 2), Is.EqualTo((20, 10)));
        foreach (string tip in new[] { "What leaves the filter", "What is made of it next" })
        {
            var map = _lab.Spot(tip);
            _lab.Click(map.Right - 1, map.Y + 1);
            Assert.That(State.Slide.Place, Is.EqualTo((columns.Output - 1, 0)), tip);
            _lab.Click(map.X, map.Y, MouseButton.Left, new Vector2(map.CentreX + 1, map.Bottom + 99));
            Assert.That(State.Slide.Place, Is.EqualTo((columns.Output / 2, rows.Output - 1)), tip);
        }
    }

    [Test]
    public void The_place_stays_where_it_is_on_the_picture_when_the_size_changes()
    {
        _lab.Draw();
        Assert.That(State.Slide.Place, Is.EqualTo((20, 15)), "in the middle at first");
        State.Slide.Place = (32, 27);
        State.Set(State.Row with { Limit = 20 }, _lab.App);
        _lab.Draw();
        Assert.That(State.Slide.Place, Is.EqualTo((16, 13)));
    }

    [Test]
    public void Nothing_is_shown_for_something_before_it_is_computed()
    {
        Assert.That(_lab.Draw(running: false), Does.Contain("compiling…"));
        _lab.Scene.FrameSize = default;
        Assert.That(_lab.Draw(running: false), Does.Contain("no picture yet"));
        _lab.Press(new Chord(Key.S, Modifiers.Ctrl));
        Assert.That(_lab.App.Done[^1], Does.StartWith("there is no picture yet"));
    }

    [Test]
    public void The_canvas_is_drawn_on_where_it_enters()
    {
        (_lab.Scene.IsCanvas, _lab.Scene.SheetIsEmpty) = (true, true);
        Assert.That(_lab.Draw(), Does.Contain("Draw here"));
        var sheet = _lab.Scene.List.HotSpots.ToArray().Single(spot => spot.Kind == HotKind.Canvas).Rect;
        Assert.That(sheet.Width / sheet.Height, Is.EqualTo((float)LabScene.Width / LabScene.Height).Within(1e-3));
        Assert.That(_lab.Places.Pictures.First.Contains(sheet));
    }

    private string[] Titles() => [.. State.Row.Stages.Select(stage => stage.Title)];
}
