using System.Numerics;

namespace Demo.Views.Space;

/// <summary>The eye, which glides to where a person sends it; and the way there, which ends.</summary>
internal sealed class Camera
{
    /// <summary>How the whole network is looked at: from the left, from above.</summary>
    public const float HomeYaw = 0.7f, HomePitch = 0.17f;

    private const float MostPitch = 1.5f, Nearest = 0.25f, Farthest = 200;

    // Of the way that is left, in a second: e to the minus this remains.
    private const double Haste = 9;

    private double _time;

    public Pose Now { get; private set; } = new(HomeYaw, HomePitch, 8, Vector3.Zero);

    public Pose Goal { get; private set; } = new(HomeYaw, HomePitch, 8, Vector3.Zero);

    /// <summary>Whether a person has not sent it anywhere else: it shows the whole network whatever the room is.</summary>
    public bool IsHome { get; private set; } = true;

    /// <summary>Goes on by the time that has passed.</summary>
    public void Glide(double time)
    {
        double passed = Math.Clamp(time - _time, 0, 0.1);
        _time = time;
        if (Now != Goal)
            Now = Now.IsNear(Goal) ? Goal : Now.Towards(Goal, (float)(1 - Math.Exp(-Haste * passed)));
    }

    /// <summary>The whole network, from where the room shows it best.</summary>
    /// <param name="pose">From where.</param>
    /// <param name="at">Whether it is there at once.</param>
    public void GoHome(in Pose pose, bool at = false)
    {
        Goal = pose;
        // The short way around.
        Now = Now with { Yaw = pose.Yaw + MathF.IEEERemainder(Now.Yaw - pose.Yaw, MathF.Tau) };
        if (at)
            Now = Goal;
        IsHome = true;
    }

    /// <summary>Flies to something.</summary>
    public void Fly(in Pose pose) => Send(pose);

    public void Turn(float yaw, float pitch) => Send(Goal with
    {
        Yaw = Goal.Yaw + yaw,
        Pitch = Math.Clamp(Goal.Pitch + pitch, -MostPitch, MostPitch),
    });

    /// <summary>Moves what is seen, in heights of the picture.</summary>
    public void Pan(float right, float down)
    {
        float height = 2 * Pose.HalfView * Goal.Distance;
        Send(Goal with { Target = Goal.Target - right * height * Goal.Right + down * height * Goal.Up });
    }

    /// <summary>Goes nearer, while what is seen at a place stays there.</summary>
    /// <param name="times">How many times as large.</param>
    /// <param name="right">The place, in heights of the picture from its middle.</param>
    /// <param name="down">And down.</param>
    public void Zoom(float times, float right = 0, float down = 0)
    {
        float distance = Math.Clamp(Goal.Distance / times, Nearest, Farthest);
        float moved = 2 * Pose.HalfView * (Goal.Distance - distance);
        Send(Goal with { Distance = distance, Target = Goal.Target + moved * (right * Goal.Right - down * Goal.Up) });
    }

    private void Send(in Pose pose) => (Goal, IsHome) = (pose, false);
}
