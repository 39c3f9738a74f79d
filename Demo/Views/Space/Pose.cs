using System.Numerics;

namespace Demo.Views.Space;

/// <summary>Where the eye is: at a distance from what it looks at, turned around it.</summary>
/// <param name="Yaw">Around the vertical axis; 0 looks along −z, a quarter turn along x, as the data goes.</param>
/// <param name="Pitch">Above the horizon.</param>
/// <param name="Distance">From the target.</param>
/// <param name="Target">What it looks at.</param>
internal readonly record struct Pose(float Yaw, float Pitch, float Distance, Vector3 Target)
{
    /// <summary>The tangent of half the angle that the eye sees from top to bottom: 22° in all.</summary>
    public const float HalfView = 0.1943803f;

    // Nearer than this nothing is seen.
    public const float Near = 0.05f;

    /// <summary>The way that the eye looks.</summary>
    public Vector3 Forward
    {
        get
        {
            var (sin, cos) = MathF.SinCos(Yaw);
            var (up, level) = MathF.SinCos(Pitch);
            return new Vector3(sin * level, -up, -cos * level);
        }
    }

    public Vector3 Right
    {
        get
        {
            var (sin, cos) = MathF.SinCos(Yaw);
            return new Vector3(cos, 0, sin);
        }
    }

    public Vector3 Up => Vector3.Cross(Right, Forward);

    public Vector3 Eye => Target - Distance * Forward;

    /// <summary>From space to clip coordinates of a picture that is so many times as wide as high.</summary>
    public Matrix4x4 ToClip(float aspect)
    {
        var (right, up, forward, eye) = (Right, Up, Forward, Eye);
        var toEye = new Matrix4x4(
            right.X, up.X, -forward.X, 0, right.Y, up.Y, -forward.Y, 0, right.Z, up.Z, -forward.Z, 0,
            -Vector3.Dot(right, eye), -Vector3.Dot(up, eye), Vector3.Dot(forward, eye), 1);
        return toEye * Matrix4x4.CreatePerspectiveFieldOfView(2 * MathF.Atan(HalfView), aspect, Near, 1000);
    }

    /// <summary>A part of the way to another pose, 0…1.</summary>
    public Pose Towards(in Pose goal, float share) => new(
        Yaw + (goal.Yaw - Yaw) * share, Pitch + (goal.Pitch - Pitch) * share,
        Distance * MathF.Pow(goal.Distance / Distance, share), Vector3.Lerp(Target, goal.Target, share));

    /// <summary>Whether nobody would see a difference.</summary>
    public bool IsNear(in Pose other) => MathF.Abs(Yaw - other.Yaw) < 1e-4f && MathF.Abs(Pitch - other.Pitch) < 1e-4f
        && MathF.Abs(Distance - other.Distance) < 1e-4f * Distance && Vector3.Distance(Target, other.Target) < 1e-4f * Distance;
}
