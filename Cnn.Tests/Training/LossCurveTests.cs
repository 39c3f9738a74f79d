using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Training;

public class LossCurveTests
{
    [Test]
    public void A_long_training_has_few_points_each_the_mean_of_its_steps()
    {
        var curve = new LossCurve();
        const int steps = 5 * LossCurve.MostPoints + 3;
        for (int step = 1; step <= steps; step++)
            curve.Add(step);
        var points = curve.ToArray();
        long perPoint = points[1].Step - points[0].Step;
        Assert.Multiple(() =>
        {
            Assert.That(points, Has.Length.InRange(LossCurve.MostPoints / 2, LossCurve.MostPoints));
            Assert.That(points[^1].Step, Is.InRange(steps - perPoint, steps));
            for (int i = 0; i < points.Length; i++)
            {
                Assert.That(points[i].Step, Is.EqualTo((i + 1) * perPoint));
                Assert.That(points[i].Loss, Is.EqualTo(points[i].Step - (perPoint - 1) / 2f));
            }
        });
    }
}
