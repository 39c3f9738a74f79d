using System.CommandLine;
using System.Globalization;
using Cnn;

namespace Demo.Commands;

/// <summary>The option <c>--threads</c> of verbs that run networks on the processor.</summary>
internal static class ThreadsOption
{
    // Beyond what processors have, threads only wait for each other.
    private const int Most = 512;

    /// <summary>The option, for a verb to add.</summary>
    public static Option<int?> Create() => new("--threads")
    {
        Description = "How many threads the backend cpu uses; unless given, as many as there are processors",
    };

    /// <summary>What was given; 0: as many as there are processors.</summary>
    /// <exception cref="CnnException">It is no number of threads.</exception>
    public static int Read(ParseResult result, Option<int?> option) =>
        result.GetValue(option) is { } threads ? Checked(threads) : 0;

    /// <summary>Numbers of threads with commas.</summary>
    /// <exception cref="CnnException">One is none.</exception>
    public static int[] List(string text) => [.. text.Split(',').Select(part =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) ? Checked(threads)
        : throw new CnnException($"--threads is '{text}'; it may be 1 … {Most}, or several of those with commas, such as 1,2"))];

    private static int Checked(int threads) => TrainingRanges.InRange("--threads", threads, 1, Most);
}
