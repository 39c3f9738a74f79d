using System.Numerics;
using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>From where all of some places are seen as large as a rectangle allows.</summary>
internal static class HomePose
{
    private const int Rounds = 48;

    /// <summary>The pose.</summary>
    /// <param name="places">What is to be seen.</param>
    /// <param name="yaw">From which side.</param>
    /// <param name="pitch">From how far above.</param>
    /// <param name="rect">What the eye sees through.</param>
    /// <param name="room">The part of it in which the places are to lie.</param>
    public static Pose Fit(ReadOnlySpan<Vector3> places, float yaw, float pitch, in Rect rect, in Rect room)
    {
        var centre = Vector3.Zero;
        foreach (var place in places)
            centre += place / places.Length;
        var pose = new Pose(yaw, pitch, 10, centre);
        var (forward, right, up) = (pose.Forward, pose.Right, pose.Up);
        // Of the rectangle's half height, from its middle.
        float half = rect.Height / 2;
        float left = (room.X - rect.CentreX) / half, top = (rect.CentreY - room.Y) / half;
        float end = (room.Right - rect.CentreX) / half, bottom = (rect.CentreY - room.Bottom) / half;
        for (int round = 0; round < Rounds; round++)
        {
            // Where the outermost places are seen.
            var (least, most) = (new Vector2(float.MaxValue), new Vector2(float.MinValue));
            foreach (var place in places)
            {
                var away = place - pose.Eye;
                float depth = Math.Max(Pose.Near, Vector3.Dot(away, forward)) * Pose.HalfView;
                var at = new Vector2(Vector3.Dot(away, right), Vector3.Dot(away, up)) / depth;
                (least, most) = (Vector2.Min(least, at), Vector2.Max(most, at));
            }
            float times = Math.Max((most.X - least.X) / (end - left), (most.Y - least.Y) / (top - bottom));
            var middle = (least + most) / 2 - times * new Vector2((left + end) / 2, (top + bottom) / 2);
            float size = pose.Distance * Pose.HalfView;
            pose = pose with
            {
                Target = pose.Target + middle.X * size * right + middle.Y * size * up,
                // Half of the way: what is near grows more than the distance shrinks.
                Distance = pose.Distance * MathF.Sqrt(Math.Max(0.05f, times)),
            };
        }
        // What is turned is turned around the middle of all places.
        float far = Vector3.Dot(centre - pose.Eye, forward);
        return pose with { Target = pose.Eye + far * forward, Distance = far };
    }
}
