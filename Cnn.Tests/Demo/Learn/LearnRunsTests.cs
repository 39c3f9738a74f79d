using Demo.Learning;
using Demo.Platform;
using Demo.Views.Learn;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Learn;

/// <summary>Two trainings in turns, what a choice changes, and what is said where something is wrong.</summary>
public class LearnRunsTests
{
    private LearnScene _learn = null!;

    private LearnState State => _learn.State;

    [TearDown]
    public void Close() => _learn.Dispose();

    [Test]
    public void Two_trainings_take_turns_and_are_told_apart()
    {
        Open();
        _learn.Click("A second training beside it, with another activation");
        _learn.Press(Key.Enter);
        _learn.Draw();
        var runs = State.News.Runs;
        Assert.That(runs.Select(run => run.State.Steps), Is.EqualTo(new long[] { Learner.StepsOfATick, Learner.StepsOfATick }));
        Assert.That(runs.Select(run => run.Settings.Activation), Is.EqualTo(new[] { Curve.Relu, Curve.Sigmoid }));
        Assert.That(runs[0].State.Loss, Is.Not.EqualTo(runs[1].State.Loss));
        Assert.That(State.Graph!.Layers[0].Activation!.Op.Name, Is.EqualTo("Relu"));
        _learn.Press(Key.Enter);
        _learn.Press(Key.Tab);
        _learn.Draw();
        Assert.That(State.Graph.Layers[0].Activation!.Op.Name, Is.EqualTo("Sigmoid"));
        Assert.That(_learn.Read(State.Graph.Kernels[0]), Is.EqualTo(runs[1].Variables["conv1.weight"].Floats.ToArray()));
        for (int i = 0; i < 3; i++)
            _learn.Press(Key.V);
        _learn.Draw();
        Assert.That((State.News.Runs.Length, State.Shown), Is.EqualTo((1, 0)));
    }

    [Test]
    public void A_choice_begins_anew_and_goes_on_learning()
    {
        Open();
        _learn.Press(Key.Enter);
        _learn.Draw();
        _learn.Draw();
        _learn.Click("The mean of four values");
        _learn.Draw();
        Assert.That(State.Run!.Settings.Pool, Is.EqualTo(Pooling.Average));
        Assert.That((State.IsRunning, State.Run.State.Steps), Is.EqualTo((true, (long)Learner.StepsOfATick)));
        Assert.That(State.Graph!.Layers[0].Pool!.Op.Name, Is.EqualTo("AveragePool"));
    }

    // A step of Adam is as long as its rate, one of SGD as long as the gradient.
    [Test]
    public void Optimisers_take_other_steps_and_have_rates_of_their_own()
    {
        Open();
        _learn.Click("SGD with momentum");
        _learn.Click("A second training beside it, with another optimiser");
        _learn.Press(Key.N);
        _learn.Draw();
        var runs = State.News.Runs;
        Assert.That(runs.Select(run => run.Settings.Optimizer), Is.EqualTo(new[] { OptimizerKind.Sgd, OptimizerKind.Adam }));
        Assert.That(runs.Select(run => run.State.Rate), Is.EqualTo(new[] { 0.05, 0.003 }).Within(1e-9));
        Assert.That(runs[0].Weights["conv1.weight"].Floats.ToArray(), Is.Not.EqualTo(runs[1].Weights["conv1.weight"].Floats.ToArray()));
        _learn.Press(Key.O);
        Assert.That(State.Settings.Optimizer, Is.EqualTo(OptimizerKind.Adam));
    }

    [Test]
    public void The_same_ticks_learn_the_same()
    {
        float[] first = AfterTwoTicks();
        _learn.Dispose();
        Assert.That(AfterTwoTicks(), Is.EqualTo(first));

        float[] AfterTwoTicks()
        {
            Open();
            _learn.Press(Key.Enter);
            _learn.Draw();
            _learn.Draw();
            return _learn.Read(State.Graph!.Kernels[1]);
        }
    }

    [Test]
    public void Pictures_that_are_missing_are_a_line_with_the_way_out()
    {
        Open(hasPictures: false);
        _learn.Press(Key.Enter);
        _learn.Press(Key.N);
        Assert.That(_learn.Draw(), Does.Contain("there are no bars; draw some").And.Contain("Start"));
        Assert.That((State.Graph, State.IsRunning), Is.EqualTo(((LearnGraph?)null, false)));
    }

    [Test]
    public void A_folder_that_is_dropped_is_learnt_from_and_other_files_are_not()
    {
        Open();
        Assert.That(_learn.View.TryOpen(_learn.Folder, _learn.App), Is.True);
        _learn.Draw();
        Assert.That((State.News.Data!.Choice.Name, State.Data.Count), Is.EqualTo(("folder", 2)));
        Assert.That(_learn.View.TryOpen(ArchitectureTests.PathOf("README.md"), _learn.App), Is.False);
    }

    [Test]
    public void Numbers_that_end_stop_it_with_the_step_and_the_likely_cause()
    {
        Open();
        var weights = State.Run!.Variables;
        string last = State.Graph!.Layers[^1].Weight.Name;
        var huge = new Tensor(weights[last].Shape);
        huge.Floats.Fill(float.PositiveInfinity);
        weights.Write(last, huge);
        _learn.Press(Key.Enter);
        string[] texts = _learn.Draw();
        Assert.That(texts, Has.Some.Match("step 1: the loss is no number.*learning rate"));
        Assert.That(State.IsRunning, Is.False);
    }

    private void Open(bool hasPictures = true)
    {
        _learn = LearnScene.Open(hasPictures);
        _learn.Draw();
    }
}
