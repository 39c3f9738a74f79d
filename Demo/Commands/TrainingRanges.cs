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

    /// <summary>How much weights decay, or null where it was not said.</summary>
    /// <exception cref="CnnException">It lies outside 0 … 1.</exception>
    public static double? Decay(double? value) => value is null or (>= 0 and <= 1)
        ? value
        : throw new CnnException($"--weight-decay is {value}; it may be 0 … 1");

    /// <summary>The longest that gradients may be, or null where it was not said.</summary>
    /// <exception cref="CnnException">It is 0 or less, or no finite number.</exception>
    public static double? Clip(double? value) => value is null or (> 0 and <= float.MaxValue)
        ? value
        : throw new CnnException($"--clip is {value}; it must be a length above 0");

    /// <summary>The share of a training in which the rate rises, or null where it was not said.</summary>
    /// <exception cref="CnnException">It lies outside 0 … 1.</exception>
    public static double? WarmUp(double? value) => value is null or (>= 0 and <= 1)
        ? value
        : throw new CnnException($"--warm-up is {value}; it may be 0 … 1");
}
