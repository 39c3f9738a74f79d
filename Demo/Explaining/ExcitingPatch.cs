using Demo.Ui;

namespace Demo.Explaining;

/// <summary>Where a picture comes from that a network saw.</summary>
/// <param name="Name">For people: a file, a camera.</param>
/// <param name="Source">Another number for another source.</param>
/// <param name="Time">When it was seen, for sources whose pictures follow one another; null for one that stands alone.</param>
internal readonly record struct PatchOrigin(string Name, long Source, TimeSpan? Time);

/// <summary>How excited a channel was, and by what: the part of a picture that the value depends on. Never changes.</summary>
/// <param name="value">The greatest value of the channel's map.</param>
/// <param name="x">The column of the map where that is.</param>
/// <param name="y">The row.</param>
/// <param name="seen">What of the picture the value depends on, in pixels of the network's input; all of it if not known.</param>
/// <param name="pixels">How that looks.</param>
/// <param name="origin">Whose part it is.</param>
internal sealed class ExcitingPatch(float value, int x, int y, Rect seen, PatchPixels pixels, PatchOrigin origin)
{
    // What is seen again within this time is the same sight.
    private static readonly TimeSpan s_sight = TimeSpan.FromSeconds(1);

    private string? _about;

    public float Value => value;

    public int X => x;

    public int Y => y;

    public Rect Field => seen;

    public PatchPixels Pixels => pixels;

    public PatchOrigin Origin => origin;

    /// <summary>A sentence on it.</summary>
    public string About => _about ??= FormattableString.Invariant($"{Value:0.000} at ({X}, {Y}) of the map, from {Origin.Name}.");

    /// <summary>Whether both show much the same, so that one of them is enough.</summary>
    public bool IsLike(ExcitingPatch other) => IsOfSight(other.Origin) || pixels.IsLike(other.Pixels);

    /// <summary>Whether it was seen a moment before or after another picture.</summary>
    public bool IsOfSight(in PatchOrigin other) => origin.Source == other.Source && origin.Time is { } time && other.Time is { } otherTime
        && (time - otherTime).Duration() < s_sight;
}

/// <summary>A small picture as bytes, drawn when somebody looks at it.</summary>
/// <param name="planes">All reds, row-major, then greens, then blues; a byte each.</param>
/// <param name="width">In pixels.</param>
/// <param name="height">In pixels.</param>
internal sealed class PatchPixels(byte[] planes, int width, int height)
{
    // On average of 255.
    private const int LeastDifference = 8;

    // A few pixels are shown as squares and not as fog.
    private const int LeastShown = 48;

    private Thumbnail? _thumbnail;

    public int Width => width;

    public int Height => height;

    public ReadOnlySpan<byte> Planes => planes;

    /// <summary>Whether it was drawn already: who draws many may leave some for the next frame.</summary>
    public bool IsDrawn => _thumbnail is not null;

    /// <summary>The picture for the screen; on one thread.</summary>
    public Thumbnail Thumbnail => _thumbnail ??= Draw();

    public bool IsLike(PatchPixels other)
    {
        if (this == other)
            return true;
        if (width != other.Width || height != other.Height)
            return false;
        long sum = 0;
        var others = other.Planes;
        for (int i = 0; i < planes.Length; i++)
            sum += Math.Abs(planes[i] - others[i]);
        return sum < (long)LeastDifference * planes.Length;
    }

    private Thumbnail Draw()
    {
        int factor = Math.Max(1, LeastShown / Math.Max(width, height));
        if (factor == 1)
            return new Thumbnail(planes, width, height);
        int across = width * factor, down = height * factor;
        byte[] large = new byte[3 * across * down];
        for (int i = 0; i < large.Length; i++)
        {
            var (row, x) = Math.DivRem(i, across);
            var (plane, y) = Math.DivRem(row, down);
            large[i] = planes[(plane * height + y / factor) * width + x / factor];
        }
        return new Thumbnail(large, across, down);
    }
}
