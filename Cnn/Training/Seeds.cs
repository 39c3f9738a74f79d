namespace Cnn.Training;

/// <summary>Seeds for generators that must not resemble each other.</summary>
internal static class Seeds
{
    /// <summary>
    /// One seed from three numbers. <see cref="Random"/> gives neighbouring seeds similar first values, so they are mixed
    /// well: the finish of SplitMix64 (Steele, Lea and Flood 2014).
    /// </summary>
    public static int Mix(int seed, int epoch, int index)
    {
        ulong z = (ulong)(uint)seed * 0x9E3779B97F4A7C15 + (ulong)(uint)epoch * 0xBF58476D1CE4E5B9 + (uint)index;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) & int.MaxValue);
    }
}
