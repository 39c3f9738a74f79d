using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Training;

public class LearningRateTests
{
    [Test]
    public void It_rises_in_a_line_and_falls_along_a_cosine()
    {
        var rate = new LearningRate(0.01, 1000);
        Assert.Multiple(() =>
        {
            Assert.That(rate.At(3), Is.EqualTo(0.001).Within(1e-5), "a tenth of the warm-up");
            Assert.That(rate.At(30), Is.EqualTo(0.01).Within(5e-5), "the peak");
            Assert.That(rate.At(500), Is.EqualTo(0.00505).Within(1e-6), "halfway");
            Assert.That(rate.At(1000), Is.EqualTo(0.0001).Within(1e-7), "the end");
            Assert.That(new LearningRate(0.01, 1).At(1), Is.GreaterThan(0), "a training of one step");
        });
    }

    [Test]
    public void Other_schedules_stay_or_go_down_in_steps()
    {
        var stays = new LearningRate(0.2, 100, Schedule.Constant, WarmUp: 0.1);
        var steps = new LearningRate(0.2, 100, Schedule.Step, WarmUp: 0);
        Assert.Multiple(() =>
        {
            Assert.That(stays.At(5), Is.EqualTo(0.1).Within(1e-9));
            Assert.That(stays.At(100), Is.EqualTo(0.2));
            Assert.That(steps.At(1), Is.EqualTo(0.2));
            Assert.That(steps.At(50), Is.EqualTo(0.2));
            Assert.That(steps.At(51), Is.EqualTo(0.02).Within(1e-9));
            Assert.That(steps.At(76), Is.EqualTo(0.002).Within(1e-9));
        });
    }
}
