using Cnn.Planning;

namespace Cnn.Gl;

/// <summary>Lets values of a plan that are needed at different times lie in the same device memory.</summary>
internal static class MemoryReuse
{
    // Where a range of a buffer is bound or read as a texture, no driver asks for more (OpenGL 4.3, table 23.64).
    private const int Alignment = 256;

    // Placing takes time with the square of this; networks have hundreds, and what the largest leave is not worth much.
    private const int MostValues = 4096;

    /// <summary>Gives the values that a run computes for itself alone their places in an arena.</summary>
    /// <param name="launches">The launches of a run.</param>
    /// <param name="apart">Memory that is wanted beyond a run, or between a device's kernels: it stays where it is.</param>
    /// <param name="largest">The largest buffer, in bytes.</param>
    /// <returns>The buffers of the arena.</returns>
    public static IReadOnlyList<GlMemory> Apply(IReadOnlyList<Launch> launches, IReadOnlySet<GlMemory> apart, long largest)
    {
        var lives = Lifetimes.Of(launches.Select(l => (l.Reads.Select(t => t.Memory), l.Written.Memory)), memory => memory.Bytes)
            .Where(life => !apart.Contains(life.Key))
            .OrderByDescending(life => life.Value.Bytes).Take(MostValues).ToArray();
        var arena = new Arena([.. lives.Select(life => life.Value)], Alignment, largest);
        GlMemory[] regions = [.. arena.Regions.Select(bytes => new GlMemory(bytes / sizeof(float)))];
        foreach (var ((memory, _), place) in lives.Zip(arena.Places))
            memory.LieIn(regions[place.Region], place.Offset);
        return regions;
    }
}
