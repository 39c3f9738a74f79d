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

    /// <summary>Where a place of the network's input, in 0…1 of it, lies.</summary>
    public (float X, float Y) At(float x, float y)
    {
        var (across, down) = Part.ToFrame(x, y);
        return (Picture.X + across * Picture.Width, Picture.Y + down * Picture.Height);
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
