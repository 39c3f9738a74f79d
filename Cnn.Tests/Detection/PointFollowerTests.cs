using Cnn.Detection;
using NUnit.Framework;

namespace Cnn.Tests.Detection;

/// <summary>Whether points are steady from picture to picture.</summary>
public class PointFollowerTests
{
    [Test]
    public void A_score_that_wavers_about_the_threshold_neither_comes_nor_goes()
    {
        var follower = new PointFollower();
        bool IsSeen(float score)
        {
            follower.Update([new Keypoint(0, 0, 1), new Keypoint(0.5f, 0.5f, score)], 0.3f);
            return follower.Points[1].Score >= 0.3f;
        }
        Assert.That(new[] { 0.25f, 0.31f, 0.25f, 0.2f, 0.17f, 0.25f, 0.4f }.Select(IsSeen),
            Is.EqualTo(new[] { false, true, true, true, false, false, true }));
        Assert.That(follower.Points[1].Score, Is.EqualTo(0.4f));
    }

    [Test]
    public void Points_glide_and_new_ones_are_there_at_once()
    {
        var follower = new PointFollower();
        follower.Update([new Keypoint(0.1f, 0.5f, 1), new Keypoint(0.2f, 0.5f, 0)], 0.3f);
        follower.Update([new Keypoint(0.2f, 0.3f, 1), new Keypoint(0.4f, 0.5f, 1)], 0.3f);
        Assert.That((follower.Points[0].X, follower.Points[1].X), Is.EqualTo((0.1f, 0.4f)));
        follower.Glide(0.02);
        Assert.That(follower.Points[0].X, Is.InRange(0.15f, 0.18f));
        Assert.That(follower.Points[0].Y, Is.InRange(0.34f, 0.4f));
        follower.Glide(double.PositiveInfinity);
        Assert.That((follower.Points[0].X, follower.Points[0].Y), Is.EqualTo((0.2f, 0.3f)));
        follower.Update([], 0.3f);
        Assert.That(follower.Points.Length, Is.Zero);
    }
}
