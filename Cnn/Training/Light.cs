namespace Cnn.Training;

/// <summary>Another light on a picture, and another sensor: contrast, brightness, tone curve, noise.</summary>
/// <param name="Gain">Of the tone curve's value; negative for the negative.</param>
/// <param name="Offset">What black becomes.</param>
/// <param name="Gamma">The tone curve: v^gamma.</param>
/// <param name="Noise">Half of the widest deviation.</param>
internal readonly record struct Light(float Gain, float Offset, float Gamma, float Noise)
{
    /// <summary>A light at random.</summary>
    /// <param name="random">Decides.</param>
    /// <param name="negative">Whether dark and bright change places.</param>
    public static Light Choose(Random random, bool negative)
    {
        // Half of the pictures stay nearly as they are.
        float strength = random.Next(2) == 0 ? 0.15f : 1;
        float gain = 1 - 0.6f * strength * random.NextSingle();
        float offset = (1 - gain) * random.NextSingle();
        float gamma = MathF.Pow(2, strength * (random.NextSingle() - 0.5f) * 1.4f);
        float noise = random.Next(3) == 0 ? 0.06f * strength * random.NextSingle() : 0;
        return negative ? new Light(-gain, offset + gain, gamma, noise) : new Light(gain, offset, gamma, noise);
    }

    /// <summary>−½ … ½ of a grey level 0 … 255.</summary>
    public float Apply(float level, Random random)
    {
        float value = Offset + Gain * MathF.Pow(level / 255, Gamma);
        if (Noise > 0)
            value += Noise * 2 * (random.NextSingle() + random.NextSingle() - 1);
        return Math.Clamp(value, 0, 1) - 0.5f;
    }
}
