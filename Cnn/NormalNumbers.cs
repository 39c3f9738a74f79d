namespace Cnn;

/// <summary>Random numbers of mean 0 and deviation 1, the same for the same seed on every machine: for new weights and for noise.</summary>
internal sealed class NormalNumbers(int seed)
{
    private readonly Random _random = new(seed);
    private double? _spare;

    /// <summary>The next number.</summary>
    public double Next()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }
        // Box and Muller's transform makes two numbers at a time; 1 − u keeps the logarithm off 0.
        double radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * _random.NextDouble());
        _spare = radius * sine;
        return radius * cosine;
    }
}
