using System.CommandLine;
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

    /// <summary>A number of threads.</summary>
    /// <exception cref="CnnException">It is none.</exception>
    public static int Checked(int threads) => TrainingOptions.InRange("--threads", threads, 1, Most);
}
