using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Networks;
using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary>A head on frozen features learns clouds of numbers apart, knows their borders, and is the same on every run.</summary>
public class HeadTrainingTests
{
    private const int Length = 33;

    [TestCase("cpu")]
    [TestCase("reference")]
    public void Clouds_of_features_are_told_apart_and_held_out_ones_named(string name)
    {
        using var backend = Backend(name);
        var (train, heldOut) = Clouds(3, 30).Split(0.15, seed: 4);
        using var training = new HeadTraining(backend, new VariableSet(), train, seed: 1);
        while (training.Step()) { }

        Assert.That(training.Accuracy(heldOut), Is.EqualTo(1));
        Assert.That(heldOut.Count, Is.EqualTo(3 * 5));
        for (int row = 0; row < heldOut.Count; row++)
            Assert.That(training.Read(heldOut[row]).IsSure, $"row {row}: {training.Read(heldOut[row])}");
    }

    [Test]
    public void What_is_unlike_all_classes_is_not_believed()
    {
        using var backend = new CpuBackend();
        using var training = new HeadTraining(backend, new VariableSet(), Clouds(3, 30), seed: 1);
        while (training.Step()) { }

        var stranger = Cloud(new Random(77), Enumerable.Range(0, Length).Select(i => i % 2 == 0 ? 6f : -6f).ToArray());
        Assert.That(training.Read(stranger).Distance, Is.GreaterThan(1));
        Assert.That(training.Read(stranger).IsSure, Is.False);
    }

    [TestCase(0.9f, 0.99f, true)]
    [TestCase(0.9f, 1.01f, false)]
    [TestCase(0.49f, 0.5f, false)]
    public void An_answer_is_sure_within_the_border_and_above_one_half(float probability, float distance, bool sure) =>
        Assert.That(HeadAnswer.Of([(1 - probability) / 2, probability, (1 - probability) / 2], [9, distance, 9]).IsSure, Is.EqualTo(sure));

    [Test]
    public void The_same_seed_gives_the_same_weights()
    {
        float[][] weights = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            using var backend = new CpuBackend(threads: 2);
            var variables = new VariableSet();
            using var training = new HeadTraining(backend, variables, Clouds(2, 9), seed: 5);
            while (training.Step()) { }
            return variables[TaughtHead.Weight].Floats.ToArray();
        })];
        Assert.That(weights[1], Is.EqualTo(weights[0]));
        Assert.That(weights[0].Any(w => w != 0));
    }

    [Test]
    public void One_class_and_an_empty_class_are_refused_in_a_line()
    {
        using var backend = new CpuBackend();
        Assert.That(() => new HeadTraining(backend, new VariableSet(), Clouds(1, 5), 1),
            Throws.TypeOf<CnnException>().With.Message.EqualTo("there is one class; to tell things apart takes two or more"));
        var rows = new FeatureSet(Length, 2);
        rows.Add(new float[Length], 1);
        Assert.That(() => new HeadTraining(backend, new VariableSet(), rows, 1),
            Throws.TypeOf<CnnException>().With.Message.EqualTo("class 0 has no pictures to learn from"));
    }

    [Test]
    public void Classes_of_one_picture_each_are_learnt()
    {
        using var backend = new CpuBackend();
        using var training = new HeadTraining(backend, new VariableSet(), Clouds(2, 1), seed: 1);
        while (training.Step()) { }
        Assert.That(training.Accuracy(Clouds(2, 1)), Is.EqualTo(1));
    }

    [Test]
    public void A_split_is_of_each_class_and_loses_nothing()
    {
        var all = new FeatureSet(1, 3);
        for (int i = 0; i < 20; i++)
            all.Add([i], 0);
        all.Add([20], 1);
        all.Add([21], 2);
        all.Add([22], 2);
        var (train, heldOut) = all.Split(0.15, seed: 9);
        Assert.That(Enumerable.Range(0, 3).Select(heldOut.CountOf), Is.EqualTo(new[] { 3, 0, 1 }));
        Assert.That(Enumerable.Range(0, train.Count).Select(i => train[i][0])
            .Concat(Enumerable.Range(0, heldOut.Count).Select(i => heldOut[i][0])).Order(), Is.EqualTo(Enumerable.Range(0, 23)));
    }

    [Test]
    public void Features_that_are_no_numbers_are_refused() =>
        Assert.That(() => new FeatureSet(2, 1).Add([1, float.NaN], 0), Throws.TypeOf<CnnException>().With.Message.Contains("no finite"));

    private static IBackend Backend(string name) => name == "cpu" ? new CpuBackend() : new ReferenceBackend();

    private static FeatureSet Clouds(int classes, int count)
    {
        var random = new Random(3);
        var rows = new FeatureSet(Length, classes);
        for (int label = 0; label < classes; label++)
        {
            float[] middle = [.. Enumerable.Range(0, Length).Select(_ => 4 * random.NextSingle())];
            for (int i = 0; i < count; i++)
                rows.Add(Cloud(random, middle), label);
        }
        return rows;
    }

    private static float[] Cloud(Random random, float[] middle) => [.. middle.Select(m => m + random.NextSingle() - 0.5f)];
}
