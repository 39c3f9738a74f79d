using System.Numerics;

namespace Demo.Ui;

/// <summary>What something in space is.</summary>
internal enum SpaceKind
{
    /// <summary>A channel of an activation, on a parallelogram.</summary>
    Map,
    /// <summary>A parallelogram of one colour.</summary>
    Sheet,
    /// <summary>A line with round ends; a dot where it has no length.</summary>
    Line,
}

/// <summary>One flat thing in space. All fields are four bytes, so that its bytes can be hashed.</summary>
internal struct SpaceShape
{
    public SpaceKind Kind;
    /// <summary>The top left corner, or where the line begins.</summary>
    public Vector3 Corner;
    /// <summary>From there to the top right, or to the line's end.</summary>
    public Vector3 Across;
    /// <summary>And to the bottom left.</summary>
    public Vector3 Down;
    /// <summary>Of a sheet or line, 0xAARRGGBB.</summary>
    public uint Colour;
    /// <summary>Of a line, in logical pixels.</summary>
    public float Width;
    /// <summary>Which of the list's maps it shows.</summary>
    public int Map;
}

/// <summary>Things in space as an eye sees them through a rectangle of the window, to which they are cut off.</summary>
/// <param name="Rect">The rectangle.</param>
/// <param name="ToClip">From space to OpenGL's clip coordinates, in which the rectangle is −1…1; row vectors.</param>
/// <param name="First">The first shape; they come from the farthest to the nearest.</param>
/// <param name="Count">How many shapes.</param>
internal readonly record struct SpaceItem(Rect Rect, Matrix4x4 ToClip, int First, int Count);
