namespace Cnn.Training;

/// <summary>A slight blur, as a lens or a coarse scan gives it.</summary>
internal static class Blur
{
    /// <summary>Blends each pixel with the (1 2 1)⊗(1 2 1)/16 mean of its neighbourhood; outside is 0.</summary>
    /// <param name="image">Height × width values, changed in place.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="amount">The mean's share, 0…1.</param>
    public static void Apply(Span<float> image, int height, int width, float amount)
    {
        var across = new float[image.Length];
        for (int i = 0; i < image.Length; i++)
        {
            float left = i % width > 0 ? image[i - 1] : 0;
            float right = i % width < width - 1 ? image[i + 1] : 0;
            across[i] = (left + 2 * image[i] + right) / 4;
        }
        for (int i = 0; i < image.Length; i++)
        {
            float above = i >= width ? across[i - width] : 0;
            float below = i < image.Length - width ? across[i + width] : 0;
            image[i] += amount * ((above + 2 * across[i] + below) / 4 - image[i]);
        }
    }
}
