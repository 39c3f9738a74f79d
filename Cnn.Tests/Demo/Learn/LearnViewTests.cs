using Demo.Learning;
using Demo.Platform;
using Demo.Ui;
using Demo.Views.Learn;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Learn;

/// <summary>The view Learn: what starts, steps and pauses, what is shown of it, and that it fits at every size.</summary>
public class LearnViewTests
{
    private LearnScene _learn = null!;

    private LearnState State => _learn.State;

    [SetUp]
    public void Open() => _learn = LearnScene.Open();

    [TearDown]
    public void Close() => _learn.Dispose();

    [Test]
    public void Nothing_overlaps_or_is_cut_off([ValueSource(typeof(LayoutTests), "Sizes")] (int Width, int Height) size)
    {
        Check("before anything is learnt");
        _learn.Press(Key.V);
        _learn.Press(Key.Enter);
        _learn.DrawUntil(() => State.HeldOut is not null);
        Check("while two learn");
        State.Cell = (0, 2);
        Check("with a cell chosen");
        State.Epoch = 0;
        Check("before the first epoch");
        State.SetRate(1e-5);
        _learn.DrawUntil(() => State.News.IsOver);
        Check("when it is over");

        void Check(string what)
        {
            _learn.Draw(size.Width, size.Height);
            LayoutTests.Check(_learn.Scene, $"{size} {what}");
            Assert.That(TextSizes(), Is.All.GreaterThanOrEqualTo(Theme.Label), $"{size} {what}");
        }
    }

    [Test]
    public void Panels_fill_the_view_without_overlapping([ValueSource(typeof(LayoutTests), "Sizes")] (int Width, int Height) size)
    {
        _learn.Draw(size.Width, size.Height);
        var places = _learn.Places;
        Rect[] panels = [places.Controls, places.Curves, places.Layers, places.Confusion, places.Pictures];
        Assert.That(panels, Is.All.Matches<Rect>(r => places.Body.Contains(r) && r is { Width: > 200, Height: > 120 }));
        for (int i = 0; i < panels.Length; i++)
            for (int k = 0; k < i; k++)
                Assert.That(panels[i].Overlaps(panels[k]), Is.False, $"{panels[i]} and {panels[k]}");
    }

    [Test]
    public void One_click_starts_and_the_bars_are_learnt()
    {
        Assert.That(_learn.Draw(), Does.Contain("nothing is learnt yet").And.Contain("It will be tested with"));
        _learn.Click("Starts the training");
        var texts = _learn.DrawUntil(() => State.News.IsOver);
        Assert.That(State.Run!.State.Best!.Accuracy, Is.GreaterThan(0.9));
        Assert.That(texts, Does.Contain("Start").And.Contain("all 20 epochs are done"));
    }

    [Test]
    public void While_another_view_is_shown_its_tab_says_that_it_learns()
    {
        string Tip() => _learn.Scene.List.HotSpots.ToArray().First(spot => spot.Key == new Chord(Key.Number2, Modifiers.Ctrl)).Tip;
        _learn.Draw();
        _learn.Scene.Views.Show("Look");
        _learn.Draw();
        Assert.That(Tip(), Is.EqualTo(_learn.View.Purpose), "before");
        _learn.Scene.Views.Show("Learn");
        _learn.Press(Key.Enter);
        _learn.Draw();
        Assert.That(Tip(), Is.EqualTo(_learn.View.Purpose), "while it is shown");
        Assert.That(_learn.View.Busy, Is.EqualTo((double)State.News.StepsDone / State.News.Steps).And.GreaterThan(0).And.LessThan(1));
        _learn.Scene.Views.Show("Look");
        _learn.Draw(960, 540);
        LayoutTests.Check(_learn.Scene, "Look while Learn learns");
        Assert.That(Tip(), Does.StartWith("It learns on while another view is shown"));
        _learn.Scene.Views.Show("Learn");
        _learn.DrawUntil(() => State.News.IsOver);
        Assert.That(_learn.View.Busy, Is.Null, "over");
    }

    [Test]
    public void Each_tick_of_a_virtual_clock_has_the_same_steps()
    {
        _learn.Draw();
        _learn.Press(Key.Enter);
        for (int tick = 1; tick < 4; tick++)
        {
            _learn.Draw();
            Assert.That(State.Run!.State.Steps, Is.EqualTo(tick * Learner.StepsOfATick));
        }
        _learn.Press(Key.Enter);
        _learn.Draw();
        Assert.That(State.Run!.State.Steps, Is.EqualTo(3 * Learner.StepsOfATick), "paused");
    }

    [Test]
    public void A_step_changes_kernels_and_maps_and_those_on_the_screen_are_of_one_step()
    {
        _learn.Draw();
        var graph = State.Graph!;
        float[] kernels = _learn.Read(graph.Kernels[0]), maps = _learn.Read(graph.Layers[0].Maps);
        Assert.That(kernels, Is.EqualTo(State.Run!.Variables["conv1.weight"].Floats.ToArray()));
        _learn.Click("Learns from one batch");
        _learn.Draw();
        Assert.That(State.Run.State.Steps, Is.EqualTo(1));
        Assert.That(_learn.Read(graph.Kernels[0]), Is.Not.EqualTo(kernels));
        Assert.That(_learn.Read(graph.Layers[0].Maps), Is.Not.EqualTo(maps));
        Assert.That(_learn.Read(graph.Kernels[0]), Is.EqualTo(State.Run.Variables["conv1.weight"].Floats.ToArray()));
        Assert.That(_learn.Read(graph.Kernels[1]), Is.EqualTo(State.Run.Variables["conv2.weight"].Floats.ToArray()));
    }

    [Test]
    public void The_learning_rate_acts_at_once()
    {
        _learn.Draw();
        _learn.Click("How far each step goes", x: 0.99f);
        _learn.Press(Key.N);
        _learn.Draw();
        Assert.That(State.Run!.State.Rate, Is.EqualTo(State.Rate).Within(1e-9).And.GreaterThan(0.5));
        for (int i = 0; i < 50; i++)
            _learn.Press(Key.Down);
        Assert.That(State.Rate, Is.EqualTo(1e-5).Within(1e-9));
    }

    [Test]
    public void A_cell_shows_its_pictures_and_a_picture_is_looked_at()
    {
        _learn.Draw();
        _learn.Press(Key.Enter);
        _learn.DrawUntil(() => State.HeldOut is { } heldOut && heldOut.Confusion()[1, 1] > 0);
        _learn.Press(Key.Enter);
        _learn.Draw();
        int right = State.HeldOut!.Confusion()[1, 1];
        _learn.Click("A row is what a picture shows");
        Assert.That(_learn.Draw(), Does.Contain($"steep taken for steep: {right}"));
        Assert.That(State.Pictures.Answers.Select(answer => (answer.Label, answer.Said)), Is.All.EqualTo((1, 1)));
        int picture = State.Pictures.Numbers[1];
        _learn.Press(Key.W);
        _learn.Press(Key.Right);
        Assert.That((State.Cell, State.Sample), Is.EqualTo((((int, int)?)null, 1)));
        State.Look(picture);
        _learn.Draw();
        // What the network is given is that picture.
        var data = State.News.Data!.HeldOut;
        var seen = State.Graph!.Parts.Dials[0].Value;
        Assert.That(seen.Floats.ToArray(), Is.EqualTo(data.Image(picture).ToArray().Select(v => v / 255f)).Within(1e-6));
    }

    [Test]
    public void A_click_on_a_picture_shows_its_maps()
    {
        _learn.Draw();
        int last = _learn.Scene.List.HotSpots.ToArray().Last(s => s.Tip.StartsWith("A picture that", StringComparison.Ordinal)).A;
        int picture = State.Pictures.Numbers[last];
        _learn.Click("A picture that it never learns from");
        _learn.Draw();
        Assert.That((State.Sample, State.Pictures.Numbers[0]), Is.EqualTo((picture, picture)));
    }

    [Test]
    public void An_epoch_brings_its_weights_back_while_the_training_stays()
    {
        _learn.Draw();
        float[] first = _learn.Read(State.Graph!.Kernels[1]);
        _learn.Press(Key.Enter);
        _learn.DrawUntil(() => State.News.IsOver);
        float[] last = _learn.Read(State.Graph.Kernels[1]);
        _learn.Click("Goes back to the weights", x: 0);
        Assert.That(_learn.Draw(), Does.Contain("epoch 0"));
        Assert.That(_learn.Read(State.Graph.Kernels[1]), Is.EqualTo(first).And.Not.EqualTo(last));
        Assert.That(State.Run!.Variables["conv2.weight"].Floats.ToArray(), Is.EqualTo(last));
        _learn.Press(Key.K);
        Assert.That(State.Epoch, Is.EqualTo(1));
        _learn.Click("Goes back to the weights", x: 0.999f);
        _learn.Draw();
        Assert.That(State.Epoch, Is.Null);
        Assert.That(_learn.Read(State.Graph.Kernels[1]), Is.EqualTo(last));
    }

    private float[] TextSizes()
    {
        var list = _learn.Scene.List;
        var texts = list.Groups.ToArray().SelectMany(group => list.Shapes(group).ToArray());
        return [.. texts.Where(shape => shape is { Kind: ShapeKind.Text, Length: > 0 }).Select(shape => shape.A)];
    }
}
