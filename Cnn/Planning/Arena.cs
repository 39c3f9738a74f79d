namespace Cnn.Planning;

/// <summary>
/// Lays values that live at different times over each other: the largest first, each into the smallest gap that is free
/// throughout its life ("greedy by size", Pisarchyk and Lee 2020, arXiv:2001.03288).
/// </summary>
internal sealed class Arena
{
    private readonly record struct Taken(Lifetime Lifetime, long Begin, long End);

    // What each region holds, by where it begins.
    private readonly List<List<Taken>> _regions = [];
    private readonly Place[] _places;

    /// <param name="lifetimes">What is to be placed.</param>
    /// <param name="alignment">Every place begins at a multiple of so many bytes.</param>
    /// <param name="regionBytes">The most bytes of a region; only a single larger value may exceed it.</param>
    public Arena(IReadOnlyList<Lifetime> lifetimes, long alignment, long regionBytes)
    {
        _places = new Place[lifetimes.Count];
        foreach (int i in Enumerable.Range(0, lifetimes.Count).OrderByDescending(i => lifetimes[i].Bytes).ThenBy(i => lifetimes[i].First))
            _places[i] = Put(lifetimes[i], (lifetimes[i].Bytes + alignment - 1) / alignment * alignment, regionBytes);
    }

    /// <summary>Where each value lies, in the order in which they were given.</summary>
    public IReadOnlyList<Place> Places => _places;

    /// <summary>The size of each region, in bytes.</summary>
    public IReadOnlyList<long> Regions => [.. _regions.Select(r => r.Max(t => t.End))];

    private Place Put(Lifetime lifetime, long bytes, long regionBytes)
    {
        for (int region = 0; region < _regions.Count; region++)
            if (Find(_regions[region], lifetime, bytes, regionBytes) is { } begin)
                return Take(region, lifetime, begin, bytes);
        _regions.Add([]);
        return Take(_regions.Count - 1, lifetime, 0, bytes);
    }

    private static long? Find(List<Taken> region, Lifetime lifetime, long bytes, long regionBytes)
    {
        long end = 0, smallest = long.MaxValue;
        long? found = null;
        foreach (var taken in region)
        {
            if (!taken.Lifetime.Overlaps(lifetime))
                continue;
            long gap = taken.Begin - end;
            if (gap >= bytes && gap < smallest)
                (found, smallest) = (end, gap);
            end = Math.Max(end, taken.End);
        }
        return found ?? (end + bytes <= regionBytes ? end : null);
    }

    private Place Take(int region, Lifetime lifetime, long begin, long bytes)
    {
        var taken = _regions[region];
        int after = taken.FindIndex(t => t.Begin > begin);
        taken.Insert(after < 0 ? taken.Count : after, new Taken(lifetime, begin, begin + bytes));
        return new Place(region, begin);
    }
}

/// <summary>A place in an arena.</summary>
/// <param name="Region">In which of its regions.</param>
/// <param name="Offset">Bytes from the region's beginning.</param>
internal readonly record struct Place(int Region, long Offset);
