namespace Cnn.Gl;

/// <summary>
/// How often the loops of one invocation go round, all of them together. Every kernel says it for its launch
/// (<see cref="Kernel.Trips"/>), and no launch may exceed the bound.
/// </summary>
internal static class Loops
{
    /// <summary>
    /// The most trips of a launch's invocation. Mesa's software drivers (llvmpipe, lavapipe) count down from 65,535 over all
    /// loops of an invocation, inner ones included, and then leave every loop without a word: the numbers are wrong. It holds on
    /// every device: a graph that runs on one runs on all, and on a GPU so long a loop keeps most of the device idle.
    /// </summary>
    public const int Most = 60_000;

    /// <summary>From so many trips on loops are cut into slices, each of an invocation of its own.</summary>
    public const int Long = 16_384;

    /// <summary>
    /// Into how many slices each of some loops in each other is cut: into one each unless they are long, else so that there
    /// are about as many slices as trips in each.
    /// </summary>
    public static int[] Cut(params ReadOnlySpan<int> counts) => Cut(results: 1, counts);

    /// <summary>The same for so many results: of many each slice takes room, and there are enough invocations anyway.</summary>
    public static int[] Cut(long results, ReadOnlySpan<int> counts)
    {
        var slices = new int[counts.Length];
        Array.Fill(slices, 1);
        long[] lengths = Array.ConvertAll(counts.ToArray(), count => (long)count);
        long trips = Nested(lengths), most = trips <= Long || results > 1024 ? Long : Math.Max(Long / 16, (long)Math.Sqrt(trips));
        for (; Nested(lengths) > most + counts.Length; Shorten(counts, lengths, slices)) { }
        return slices;
    }

    /// <summary>The trips of the longest slice of loops in each other that are cut.</summary>
    public static long Nested(ReadOnlySpan<int> counts, ReadOnlySpan<int> slices)
    {
        var lengths = new long[counts.Length];
        for (int i = 0; i < lengths.Length; i++)
            lengths[i] = (counts[i] - 1) / slices[i] + 1;
        return Nested(lengths);
    }

    // Cuts the loop whose slices are the longest into a few more.
    private static void Shorten(ReadOnlySpan<int> counts, long[] lengths, int[] slices)
    {
        int axis = Array.IndexOf(lengths, lengths.Max());
        slices[axis] = (int)Math.Min(counts[axis], slices[axis] + 1L + slices[axis] / 8);
        lengths[axis] = (counts[axis] - 1) / slices[axis] + 1;
    }

    /// <summary>The trips of loops in each other, the outermost first: each trip of one begins all of the next.</summary>
    public static long Nested(params ReadOnlySpan<long> counts)
    {
        long trips = 0, begun = 1;
        foreach (long count in counts)
            // Far above every bound the exact number does not matter, and must not overflow.
            trips += begun = (long)Math.Min((double)begun * count, 1e15);
        return trips;
    }

    /// <summary>A kernel within the bound.</summary>
    /// <exception cref="GlException">It exceeds the bound.</exception>
    public static Kernel Bounded(Node node, Kernel kernel) => kernel.Trips <= Most ? kernel : throw new GlException(
        $"node '{node.Name}': kernel {kernel.Label} would loop {kernel.Trips:N0} times in one invocation; "
        + $"at most {Most:N0} are safe on every device");
}
