using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Networks;
using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary>A training as a whole: how it ends, what it remembers, and that one in two parts is the same as one in one.</summary>
public class TrainingRunTests
{
    private static readonly TrainingSettings Settings = new() { Epochs = 4, Batch = 9, Seed = 3, Rate = 0.01 };

    [Test]
    public void It_tests_after_each_epoch_and_remembers_the_best()
    {
        var variables = new VariableSet();
        using var backend = new CpuBackend(threads: 1);
        using var run = Start(backend, variables, Settings);
        while (run.Step()) { }
        var state = run.Latest;
        Assert.Multiple(() =>
        {
            Assert.That((state.Ended, state.Failed), Is.EqualTo(("all 4 epochs are done", false)));
            Assert.That(state.Epochs.Select(e => e.Epoch), Is.EqualTo(new[] { 1, 2, 3, 4 }));
            Assert.That(state.Steps, Is.EqualTo(run.Steps).And.EqualTo(4 * run.StepsPerEpoch));
            Assert.That(state.Epochs[^1].Loss, Is.LessThan(state.Epochs[0].Loss));
            Assert.That(state.Epochs[^1].HeldOutLoss, Is.LessThan(state.Epochs[0].HeldOutLoss));
            Assert.That(state.HeldOut!.Accuracy, Is.EqualTo(state.Epochs[^1].Accuracy));
            Assert.That(state.Best!.Accuracy, Is.EqualTo(state.Epochs.Max(e => e.Accuracy)).And.GreaterThan(0.8));
            Assert.That(run.Losses.ToArray().Select(p => p.Step), Is.EqualTo(Enumerable.Range(1, (int)run.Steps)));
            Assert.That(run.Step(), Is.False, "it stays over");
        });
        var best = new VariableSet();
        best.Write(run.BestWeights);
        Assert.That(Test(backend, best), Is.EqualTo(state.Best!.Accuracy), "these weights are those of that epoch");
    }

    [Test]
    public void A_training_that_goes_on_comes_to_the_same_weights()
    {
        using var backend = new CpuBackend(threads: 2);
        VariableSet whole = new(), parts = new();
        using (var run = Start(backend, whole, Settings))
            while (run.Step()) { }
        TrainingState paused;
        using (var run = Start(backend, parts, Settings))
        {
            // In the middle of an epoch.
            for (int step = 0; step < run.StepsPerEpoch + 2; step++)
                run.Step();
            run.Publish();
            paused = run.Latest;
        }
        using (var run = Start(backend, parts, Settings, paused))
            while (run.Step()) { }
        Assert.Multiple(() =>
        {
            foreach (string name in whole.Names)
                Assert.That(parts[name].Floats.ToArray(), Is.EqualTo(whole[name].Floats.ToArray()), name);
        });
    }

    [Test]
    public void A_loss_that_is_no_number_ends_it_and_says_why()
    {
        var variables = new VariableSet();
        using var run = Start(new ReferenceBackend(), variables, Settings);
        run.Step();
        variables.Write("fc.bias", Tensor.From<float>([3], [float.NaN, 0, 0]));
        Assert.That(run.Step(), Is.False);
        Assert.Multiple(() =>
        {
            Assert.That(run.Latest.Failed);
            Assert.That(run.Latest.Ended, Does.StartWith("step 2: the loss is no number any more (before, ").And.Contains("learning rate"));
            Assert.That(run.Latest.Steps, Is.EqualTo(2));
        });
    }

    [Test]
    public void It_stops_when_it_gets_no_better()
    {
        // Nothing is learnt at this rate, so that the first epoch stays the best.
        using var run = Start(new ReferenceBackend(), new VariableSet(), Settings with { Epochs = 9, Rate = 1e-12, Patience = 2 });
        while (run.Step()) { }
        Assert.That(run.Latest.Ended, Is.EqualTo("no better for 2 epochs; the best was epoch 1"));
    }

    [Test]
    public void Another_rate_acts_with_the_next_step()
    {
        using var run = Start(new ReferenceBackend(), new VariableSet(), Settings with { Schedule = Schedule.Constant, WarmUp = 0 });
        run.Step();
        run.Rate = 0.5;
        run.Step();
        Assert.That(run.Latest.Rate, Is.EqualTo(0.5));
    }

    [Test]
    public void Pictures_in_colour_are_learnt_from()
    {
        // The class is the channel that is bright.
        var random = new Random(5);
        var pixels = new byte[60 * 3 * 5 * 7];
        var labels = new byte[60];
        for (int i = 0; i < 60; i++)
        {
            labels[i] = (byte)(i % 3);
            random.NextBytes(pixels.AsSpan((3 * i + labels[i]) * 35, 35));
        }
        var (train, heldOut) = new DataSet(5, 7, 3, pixels, labels, channels: 3).Split(0.25, 1);
        var variables = new VariableSet();
        using var run = new TrainingRun(new ReferenceBackend(), variables,
            batch => DigitNetwork.Build(variables, batch, 5, 7, 3, channels: 3), train, heldOut,
            Settings with { Epochs = 8, Augmentation = Augmentation.Image });
        while (run.Step()) { }
        Assert.That(run.Latest.Best!.Accuracy, Is.EqualTo(1));
    }

    private static TrainingRun Start(IBackend backend, VariableSet variables, TrainingSettings settings, TrainingState? from = null)
    {
        var (train, heldOut) = Bars.Make(120).Split(0.25, 1);
        return new TrainingRun(backend, variables, Network(variables), train, heldOut, settings, from);
    }

    private static Func<int, Network> Network(VariableSet variables) => batch => DigitNetwork.Build(variables, batch, 12, 10, 3, seed: 7);

    private static double Test(IBackend backend, VariableSet variables)
    {
        var network = Network(variables)(5);
        using var session = backend.CompileNow(network.Graph, variables);
        return Evaluation.Run(session, network.Input, network.Probabilities, Bars.Make(120).Split(0.25, 1).HeldOut).Accuracy;
    }
}
