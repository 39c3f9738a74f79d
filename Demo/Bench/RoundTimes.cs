namespace Demo.Bench;

/// <summary>An engine's runs in rounds, in each of which the engines that are compared had their turn.</summary>
/// <param name="name">The engine.</param>
internal sealed class RoundTimes(string name)
{
    private readonly List<double> _shortest = [];

    public string Name => name;

    /// <summary>The runs of all rounds.</summary>
    public Times All { get; } = new();

    /// <summary>Adds a round, of one run or more.</summary>
    public void Add(Times round)
    {
        _shortest.Add(round.Min);
        All.Add(round);
    }

    /// <summary>How many times as long another engine takes: of each round's shortest runs the ratio, of all rounds the median.</summary>
    public double RatioOf(RoundTimes other)
    {
        double[] ratios = [.. _shortest.Zip(other._shortest, (ours, theirs) => theirs / ours).Order()];
        return ratios.Length % 2 == 1 ? ratios[ratios.Length / 2] : (ratios[ratios.Length / 2 - 1] + ratios[ratios.Length / 2]) / 2;
    }
}
