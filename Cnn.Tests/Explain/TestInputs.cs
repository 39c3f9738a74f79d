namespace Cnn.Tests.Explain;

/// <summary>Values that are the same every time.</summary>
internal static class TestInputs
{
    /// <summary>Numbers between −range and range.</summary>
    public static Tensor Of(Shape shape, int seed, float range)
    {
        var random = new Random(seed);
        var value = new Tensor(shape);
        for (int i = 0; i < value.Count; i++)
            value.Floats[i] = (random.NextSingle() * 2 - 1) * range;
        return value;
    }
}
