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

    /// <summary>The trips of loops in each other, the outermost first: each trip of one begins all of the next.</summary>
    public static long Nested(params ReadOnlySpan<long> counts)
    {
        long trips = 0, begun = 1;
        foreach (long count in counts)
            trips += begun = checked(begun * count);
        return trips;
    }

    /// <summary>A kernel within the bound.</summary>
    /// <exception cref="GlException">It exceeds the bound.</exception>
    public static Kernel Bounded(Node node, Kernel kernel) => kernel.Trips <= Most ? kernel : throw new GlException(
        $"node '{node.Name}': kernel {kernel.Label} would loop {kernel.Trips:N0} times in one invocation; "
        + $"at most {Most:N0} are safe on every device");
}
