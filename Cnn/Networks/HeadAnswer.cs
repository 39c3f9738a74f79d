namespace Cnn.Networks;

/// <summary>What a <see cref="TaughtHead"/> says of one picture.</summary>
/// <param name="Best">The likeliest class.</param>
/// <param name="Probability">How likely it is, 0…1.</param>
/// <param name="Distance">How far the picture is from that class's middle; 1 is its border.</param>
public readonly record struct HeadAnswer(int Best, float Probability, float Distance)
{
    private const float LeastProbability = 0.5f;

    /// <summary>Whether it is to be believed: within the class's border, and likelier than all others together.</summary>
    public bool IsSure => Distance <= 1 && Probability >= LeastProbability;

    /// <summary>The answer that a head's outputs give.</summary>
    /// <param name="probabilities">A number for each class.</param>
    /// <param name="distances">A number for each class.</param>
    public static HeadAnswer Of(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> distances)
    {
        int best = 0;
        for (int i = 1; i < probabilities.Length; i++)
            if (probabilities[i] > probabilities[best])
                best = i;
        return new HeadAnswer(best, probabilities[best], distances[best]);
    }
}
