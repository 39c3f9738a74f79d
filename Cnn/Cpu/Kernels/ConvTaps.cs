namespace Cnn.Cpu.Kernels;

/// <summary>What a convolution's products read, as runs of neighbouring floats: the channels of a pack under one tap.</summary>
internal readonly unsafe struct ConvTaps(int* offsets, int count, int length, int full, int rest)
{
    /// <summary>Where each run begins, from the input under the first tap.</summary>
    public readonly int* Offsets = offsets;

    /// <summary>How many runs there are.</summary>
    public readonly int Count = count;

    /// <summary>Floats of a run.</summary>
    public readonly int Length = length;

    /// <summary>How many runs are so long; those after it belong to the last pack, which has fewer channels.</summary>
    public readonly int Full = full;

    /// <summary>Floats of those.</summary>
    public readonly int Rest = rest;

    /// <summary>Whether all runs have an even number of floats.</summary>
    public bool AreEven => (Length | Rest) % 2 == 0;
}

/// <summary>
/// The places whose sums are computed at once: a segment of neighbours, two of the same length anywhere, or four for one pack.
/// </summary>
/// <param name="Places">Places of a segment, one of <see cref="ConvTile{V}.Sizes"/>.</param>
/// <param name="Segments">How many segments: 1, 2 or 4.</param>
/// <param name="Input">The first segment's input, in floats from the window's first tap at the first place.</param>
/// <param name="Output">The first segment's output, in floats from the first place's.</param>
/// <param name="InputToSecond">Floats from the first segment's input to the second one's.</param>
/// <param name="OutputToSecond">Floats from the first segment's output to the second one's.</param>
/// <param name="InputToThird">Floats from the first two segments' input to the last two's, which lie to each other as those do.</param>
/// <param name="OutputToThird">The same of the output.</param>
internal readonly record struct Tile(
    int Places, int Segments, int Input, int Output, int InputToSecond, int OutputToSecond, int InputToThird = 0, int OutputToThird = 0)
{
    /// <summary>Where a segment's output begins.</summary>
    public int OutputOf(int segment) => Output + segment % 2 * OutputToSecond + segment / 2 * OutputToThird;
}

/// <summary>Where sums go, and what is done with them before.</summary>
/// <param name="y">The first place of the first pack.</param>
/// <param name="toSecondPack">Floats from a pack's map to the next one's.</param>
/// <param name="bias">The first pack's bias, or null.</param>
/// <param name="residual">What is added to the first place, or null.</param>
/// <param name="low">What sums are at least.</param>
/// <param name="high">What they are at most.</param>
internal readonly unsafe struct ConvSums(float* y, nint toSecondPack, float* bias, float* residual, float low, float high)
{
    /// <summary>Sums to which nothing is done.</summary>
    public ConvSums(float* y, nint toSecondPack) : this(y, toSecondPack, null, null, float.NegativeInfinity, float.PositiveInfinity) { }

    public readonly float* Y = y, Bias = bias, Residual = residual;
    public readonly nint ToSecondPack = toSecondPack;
    public readonly float Low = low, High = high;
}
