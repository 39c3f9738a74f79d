using System.Runtime.InteropServices;

namespace Demo.Drawing;

/// <summary>What of a picture is to be drawn again: a few rectangles that do not overlap.</summary>
internal sealed class Region
{
    // In pixels: to draw so many for nothing costs a software device less than one more pass over the list.
    private const long PassWorth = 4096;

    private readonly List<PixelRect> _parts = [];

    public ReadOnlySpan<PixelRect> Parts => CollectionsMarshal.AsSpan(_parts);

    public bool IsEmpty => _parts.Count == 0;

    public void Clear() => _parts.Clear();

    /// <summary>Adds a rectangle; what it overlaps or lies close to becomes one with it.</summary>
    public void Add(PixelRect rect)
    {
        if (rect.IsEmpty)
            return;
        for (int i = 0; i < _parts.Count;)
        {
            var both = rect.Around(_parts[i]);
            if (!rect.Overlaps(_parts[i]) && both.Area > rect.Area + _parts[i].Area + PassWorth)
            {
                i++;
                continue;
            }
            // The larger one may reach parts that were passed.
            _parts.RemoveAt(i);
            (rect, i) = (both, 0);
        }
        _parts.Add(rect);
    }

    /// <summary>Whether something of a rectangle belongs to it.</summary>
    public bool Overlaps(in PixelRect rect)
    {
        foreach (ref readonly var part in Parts)
            if (part.Overlaps(rect))
                return true;
        return false;
    }

    /// <summary>Whether all of a rectangle lies in one of its parts.</summary>
    public bool Contains(in PixelRect rect)
    {
        foreach (ref readonly var part in Parts)
            if (part.Contains(rect))
                return true;
        return false;
    }

    /// <summary>Whether it holds something of a rectangle, but not all.</summary>
    public bool Cuts(in PixelRect rect) => Overlaps(rect) && !Contains(rect);

    public void Add(Region other)
    {
        foreach (ref readonly var part in other.Parts)
            Add(part);
    }
}
