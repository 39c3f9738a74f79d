namespace Demo.Drawing;

/// <summary>A rectangle of whole framebuffer pixels, from the top left: what is drawn again ends between two pixels.</summary>
internal readonly record struct PixelRect(int Left, int Top, int Right, int Bottom)
{
    public bool IsEmpty => Right <= Left || Bottom <= Top;

    public long Area => (long)(Right - Left) * (Bottom - Top);

    public bool Overlaps(in PixelRect other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    public bool Contains(in PixelRect other) =>
        Left <= other.Left && Top <= other.Top && Right >= other.Right && Bottom >= other.Bottom;

    /// <summary>What both cover; empty where that is nothing.</summary>
    public PixelRect Intersect(in PixelRect other) => new(
        Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom));

    /// <summary>The smallest one around both.</summary>
    public PixelRect Around(in PixelRect other) => new(
        Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));
}
