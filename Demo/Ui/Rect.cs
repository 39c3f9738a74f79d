namespace Demo.Ui;

/// <summary>A rectangle in logical pixels from the window's top left; slicing it is how layouts are made.</summary>
internal readonly record struct Rect(float X, float Y, float Width, float Height)
{
    /// <summary>All of something that is measured in 0…1.</summary>
    public static Rect Unit { get; } = new(0, 0, 1, 1);

    public float Right => X + Width;

    public float Bottom => Y + Height;

    public float CentreX => X + Width / 2;

    public float CentreY => Y + Height / 2;

    public bool Contains(float x, float y) => x >= X && x < Right && y >= Y && y < Bottom;

    /// <summary>Whether the other lies inside, with half a pixel of grace for rounding.</summary>
    public bool Contains(in Rect other) =>
        other.X >= X - 0.5f && other.Y >= Y - 0.5f && other.Right <= Right + 0.5f && other.Bottom <= Bottom + 0.5f;

    /// <summary>Whether they share more than half a pixel in both directions.</summary>
    public bool Overlaps(in Rect other) =>
        Math.Min(Right, other.Right) - Math.Max(X, other.X) > 0.5f &&
        Math.Min(Bottom, other.Bottom) - Math.Max(Y, other.Y) > 0.5f;

    /// <summary>What both cover; without width or height if that is nothing.</summary>
    public Rect Intersect(in Rect other)
    {
        // What lies inside stays what it is, to the last bit.
        if (X >= other.X && Y >= other.Y && Right <= other.Right && Bottom <= other.Bottom)
            return this;
        float left = Math.Max(X, other.X), top = Math.Max(Y, other.Y);
        return new Rect(left, top, Math.Max(0, Math.Min(Right, other.Right) - left), Math.Max(0, Math.Min(Bottom, other.Bottom) - top));
    }

    /// <summary>Where this lies in another, as 0…1 of that one.</summary>
    public Rect Within(in Rect whole) =>
        new((X - whole.X) / whole.Width, (Y - whole.Y) / whole.Height, Width / whole.Width, Height / whole.Height);

    public Rect Inset(float by) => Inset(by, by);

    public Rect Inset(float x, float y) => new(X + x, Y + y, Math.Max(0, Width - 2 * x), Math.Max(0, Height - 2 * y));

    /// <summary>With its edges on whole framebuffer pixels, of which a logical pixel takes <paramref name="scale"/>.</summary>
    public Rect Snapped(float scale)
    {
        float left = MathF.Round(X * scale) / scale, top = MathF.Round(Y * scale) / scale;
        return new Rect(left, top, MathF.Round(Right * scale) / scale - left, MathF.Round(Bottom * scale) / scale - top);
    }

    // Callers cut one rectangle again and again, r.Top(…, out r): the slice is made before the rest overwrites this.

    /// <summary>Cuts a slice off the top; <paramref name="rest"/> is what lies under it after the gap.</summary>
    public Rect Top(float height, out Rect rest, float gap = 0)
    {
        var slice = this with { Height = Math.Min(height, Height) };
        rest = new Rect(X, Y + height + gap, Width, Math.Max(0, Height - height - gap));
        return slice;
    }

    /// <summary>Cuts a slice off the bottom; <paramref name="rest"/> is what lies above it.</summary>
    public Rect BottomSlice(float height, out Rect rest, float gap = 0)
    {
        var slice = new Rect(X, Bottom - height, Width, height);
        rest = this with { Height = Math.Max(0, Height - height - gap) };
        return slice;
    }

    /// <summary>Cuts a slice off the left; <paramref name="rest"/> is what lies to its right after the gap.</summary>
    public Rect Left(float width, out Rect rest, float gap = 0)
    {
        var slice = this with { Width = Math.Min(width, Width) };
        rest = new Rect(X + width + gap, Y, Math.Max(0, Width - width - gap), Height);
        return slice;
    }

    /// <summary>Cuts a slice off the right; <paramref name="rest"/> is what lies to its left.</summary>
    public Rect RightSlice(float width, out Rect rest, float gap = 0)
    {
        var slice = new Rect(Right - width, Y, width, Height);
        rest = this with { Width = Math.Max(0, Width - width - gap) };
        return slice;
    }

    /// <summary>The largest rectangle of the given proportions inside this one, centred.</summary>
    public Rect Fit(float width, float height)
    {
        float scale = Math.Min(Width / width, Height / height);
        return new Rect(CentreX - width * scale / 2, CentreY - height * scale / 2, width * scale, height * scale);
    }
}
