using Cnn;

namespace Demo.Commands;

/// <summary>What the verbs that train ask of their numbers.</summary>
internal static class TrainingRanges
{
    public const int MostEpochs = 10_000;

    public const int MostBatch = 4096;

    /// <summary>A whole number within bounds.</summary>
    /// <exception cref="CnnException">It lies outside.</exception>
    public static int InRange(string option, int value, int least, int most) => value >= least && value <= most
        ? value
        : throw new CnnException($"{option} is {value}; it may be {least} … {most}");

    /// <summary>Checks a learning rate.</summary>
    /// <exception cref="CnnException">It is none.</exception>
    public static void RequireRate(double rate)
    {
        if (rate is not (> 0 and <= 1))
            throw new CnnException($"--rate is {rate}; it lies above 0 and is at most 1");
    }
}
