using Cnn.Detection;
using Cnn.Preprocessing;

namespace Demo.Ui;

/// <summary>A source's picture on the screen, or on a sheet, and which part of it the network saw.</summary>
/// <param name="Part">The part.</param>
/// <param name="Picture">Where the whole picture lies.</param>
internal readonly record struct Sight(FramePart Part, Rect Picture)
{
    /// <summary>Where that lies which the network saw.</summary>
    public Rect Seen => new(
        Picture.X + Part.Left * Picture.Width, Picture.Y + Part.Top * Picture.Height,
        Part.Width * Picture.Width, Part.Height * Picture.Height);

    /// <summary>Which part of the network's input, in 0…1, lies in a rectangle; from right to left where it is mirrored.</summary>
    public Rect Within(in Rect rect)
    {
        var part = rect.Within(Seen);
        return Part.Mirrored ? part with { X = 1 - part.X, Width = -part.Width } : part;
    }

    /// <summary>Where a place of the network's input, in 0…1 of it, lies.</summary>
    public (float X, float Y) At(float x, float y)
    {
        var (across, down) = Part.ToFrame(x, y);
        return (Picture.X + across * Picture.Width, Picture.Y + down * Picture.Height);
    }

    /// <summary>Where a rectangle of the network's input, in 0…1 of it, lies; it may reach beyond the picture.</summary>
    public Rect At(in Rect part)
    {
        var (left, top) = At(Part.Mirrored ? part.Right : part.X, part.Y);
        var (right, bottom) = At(Part.Mirrored ? part.X : part.Right, part.Bottom);
        return new Rect(left, top, right - left, bottom - top);
    }

    /// <summary>Where a box lies, as far as it lies on the picture.</summary>
    public Rect Of(in Box box)
    {
        var (left, top, right, bottom) = Part.ToFrame(box.Left, box.Top, box.Right, box.Bottom);
        return new Rect(
            Picture.X + left * Picture.Width, Picture.Y + top * Picture.Height,
            (right - left) * Picture.Width, (bottom - top) * Picture.Height);
    }
}
