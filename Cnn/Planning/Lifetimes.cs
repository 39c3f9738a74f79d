namespace Cnn.Planning;

/// <summary>From which launch to which, both included, something must stay in memory.</summary>
/// <param name="First">The launch that writes it, or begins to.</param>
/// <param name="Last">The last launch that writes or reads it.</param>
/// <param name="Bytes">How much memory it takes.</param>
internal readonly record struct Lifetime(int First, int Last, long Bytes)
{
    /// <summary>Whether one launch needs both.</summary>
    public bool Overlaps(Lifetime other) => First <= other.Last && other.First <= Last;
}

/// <summary>Finds how long the memory that launches touch is needed within a run.</summary>
internal static class Lifetimes
{
    /// <summary>
    /// The lifetime of each piece of memory that a run writes. Values that share memory (another shape of the same elements,
    /// slices of a joined map) share its lifetime; a value that lies in two layouts is two pieces. What is read before
    /// it is written comes from outside the run and has no lifetime in it.
    /// </summary>
    /// <param name="launches">The memory that each launch reads and writes, in the order in which they run.</param>
    /// <param name="bytes">The size of a piece of memory.</param>
    public static Dictionary<T, Lifetime> Of<T>(IEnumerable<(IEnumerable<T> Reads, T Written)> launches, Func<T, long> bytes)
        where T : class
    {
        var lifetimes = new Dictionary<T, Lifetime>();
        var outside = new HashSet<T>();
        foreach (var (index, (reads, written)) in launches.Index())
        {
            foreach (var read in reads)
                if (lifetimes.TryGetValue(read, out var known))
                    lifetimes[read] = known with { Last = index };
                else
                    outside.Add(read);
            if (outside.Contains(written))
                continue;
            lifetimes[written] = lifetimes.TryGetValue(written, out var begun)
                ? begun with { Last = index }
                : new Lifetime(index, index, bytes(written));
        }
        return lifetimes;
    }
}
