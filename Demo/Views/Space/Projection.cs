using System.Numerics;
using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>What an eye sees through a rectangle: from space to the window and back.</summary>
internal readonly struct Projection
{
    private readonly Pose _pose;
    private readonly float _aspect;

    public Projection(in Pose pose, in Rect rect)
    {
        (_pose, Rect, _aspect) = (pose, rect, rect.Width / rect.Height);
        (ToClip, Eye) = (pose.ToClip(_aspect), pose.Eye);
    }

    public Rect Rect { get; }

    public Matrix4x4 ToClip { get; }

    public Vector3 Eye { get; }

    /// <summary>How far before the eye a place lies.</summary>
    public float DepthOf(Vector3 place) => Vector3.Dot(place - Eye, _pose.Forward);

    /// <summary>How many logical pixels a length takes there, seen straight on.</summary>
    public float PixelsAt(Vector3 place, float length) =>
        length * Rect.Height / (2 * Pose.HalfView * Math.Max(Pose.Near, DepthOf(place)));

    /// <summary>Where a place is seen, in logical pixels; false where it lies behind the eye.</summary>
    public bool TryProject(Vector3 place, out Vector2 at)
    {
        var clip = Vector4.Transform(place, ToClip);
        at = new Vector2(
            Rect.X + (clip.X / clip.W * 0.5f + 0.5f) * Rect.Width, Rect.Y + (0.5f - clip.Y / clip.W * 0.5f) * Rect.Height);
        return clip.W > Pose.Near;
    }

    /// <summary>The way from the eye through a place of the window.</summary>
    public Vector3 RayThrough(float x, float y)
    {
        float right = ((x - Rect.X) / Rect.Width * 2 - 1) * Pose.HalfView * _aspect;
        float up = (1 - (y - Rect.Y) / Rect.Height * 2) * Pose.HalfView;
        return _pose.Forward + right * _pose.Right + up * _pose.Up;
    }

    /// <summary>Cuts off what of a line lies behind the eye; false where that is all.</summary>
    public bool TryCut(ref Vector3 from, ref Vector3 to)
    {
        const float near = 2 * Pose.Near;
        float first = DepthOf(from), last = DepthOf(to);
        if (first < near && last < near)
            return false;
        if (first < near)
            from = Vector3.Lerp(from, to, (near - first) / (last - first));
        else if (last < near)
            to = Vector3.Lerp(to, from, (near - last) / (first - last));
        return true;
    }
}
