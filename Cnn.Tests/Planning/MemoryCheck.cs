namespace Cnn.Tests.Planning;

/// <summary>
/// Plays a run in which each launch writes its own name over its memory, and looks whether every launch still finds what it
/// reads: it knows nothing of lifetimes.
/// </summary>
internal static class MemoryCheck
{
    /// <summary>The first launch that would read what another value has overwritten; null if there is none.</summary>
    /// <param name="launches">What each launch reads and writes.</param>
    /// <param name="placeOf">The bytes of a value; null where it comes from outside.</param>
    public static string? Fault<T>(
        IEnumerable<(IEnumerable<T> Reads, T Written)> launches, Func<T, (object Buffer, long Begin, long End)?> placeOf) where T : class
    {
        var intact = new HashSet<T>();
        var places = new Dictionary<T, (object Buffer, long Begin, long End)>();
        foreach (var (index, (reads, written)) in launches.Index())
        {
            foreach (var read in reads)
                if (placeOf(read) is not null && !intact.Contains(read))
                    return $"launch {index} reads {read}, which {(places.ContainsKey(read) ? "was overwritten" : "nobody wrote")}";
            if (placeOf(written) is not { } place)
                continue;
            // Also what the launch itself reads must not lie under its output.
            foreach (var other in intact.Where(o => o != written && Overlap(places[o], place)).ToArray())
            {
                if (reads.Contains(other))
                    return $"launch {index} overwrites {other}, which it reads";
                intact.Remove(other);
            }
            intact.Add(written);
            places[written] = place;
        }
        return null;
    }

    private static bool Overlap((object Buffer, long Begin, long End) a, (object Buffer, long Begin, long End) b) =>
        a.Buffer == b.Buffer && a.Begin < b.End && b.Begin < a.End;
}
