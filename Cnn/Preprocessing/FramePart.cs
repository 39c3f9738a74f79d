namespace Cnn.Preprocessing;

/// <summary>
/// Where in a frame the picture lies that a model sees, in 0…1 of the frame: a crop lies inside, a letterboxed picture with its bars
/// reaches beyond. What was found in the one is shown on the other through this.
/// </summary>
/// <param name="Left">The left edge.</param>
/// <param name="Top">The top edge.</param>
/// <param name="Width">The width, in widths of the frame.</param>
/// <param name="Height">The height, in heights of the frame.</param>
/// <param name="Mirrored">Whether left and right are exchanged.</param>
public readonly record struct FramePart(float Left, float Top, float Width, float Height, bool Mirrored = false)
{
    /// <summary>All of the frame, as it is.</summary>
    public static FramePart Whole { get; } = new(0, 0, 1, 1);

    /// <summary>The part in the middle of a frame.</summary>
    public static FramePart Middle(float width, float height, bool mirrored = false) =>
        new((1 - width) / 2, (1 - height) / 2, width, height, mirrored);

    /// <summary>Where this part of a picture lies in the frame of which the picture is a part that is not mirrored.</summary>
    public FramePart Within(in FramePart picture) => new(
        picture.Left + Left * picture.Width, picture.Top + Top * picture.Height, Width * picture.Width, Height * picture.Height, Mirrored);

    /// <summary>Where a place of the model's input, in 0…1 of it, lies in the frame.</summary>
    public (float X, float Y) ToFrame(float x, float y) => (Left + (Mirrored ? 1 - x : x) * Width, Top + y * Height);

    /// <summary>Where a place of the frame lies in the model's input, in 0…1 of it; beyond that if the model does not see it.</summary>
    public (float X, float Y) ToInput(float x, float y)
    {
        float across = (x - Left) / Width;
        return (Mirrored ? 1 - across : across, (y - Top) / Height);
    }

    /// <summary>Where a rectangle of the model's input lies in the frame; what it was beyond the frame is cut off.</summary>
    /// <returns>The edges, in 0…1 of the frame.</returns>
    public (float Left, float Top, float Right, float Bottom) ToFrame(float left, float top, float right, float bottom)
    {
        var (a, b) = ToFrame(Mirrored ? right : left, top);
        var (c, d) = ToFrame(Mirrored ? left : right, bottom);
        return (Math.Clamp(a, 0, 1), Math.Clamp(b, 0, 1), Math.Clamp(c, 0, 1), Math.Clamp(d, 0, 1));
    }
}
