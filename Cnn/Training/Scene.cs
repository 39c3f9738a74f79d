namespace Cnn.Training;

/// <summary>A painted picture, and what the finder and the ink network should say of it.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Grey">Luminance 0 … 255, row-major, at the resolution at which the finder sees a whole frame.</param>
/// <param name="Boxes">The digits.</param>
/// <param name="Inks">Some of the digits close up.</param>
public sealed record Scene(int Height, int Width, byte[] Grey, IReadOnlyList<SceneBox> Boxes, IReadOnlyList<InkSample> Inks);

/// <summary>Where a digit's ink is, in pixels of its scene.</summary>
/// <param name="Top">The first row.</param>
/// <param name="Left">The first column.</param>
/// <param name="Bottom">Behind the last row.</param>
/// <param name="Right">Behind the last column.</param>
public readonly record struct SceneBox(float Top, float Left, float Bottom, float Right)
{
    /// <summary>The longer side.</summary>
    public float Size => Math.Max(Bottom - Top, Right - Left);
}

/// <summary>A digit close up, as a picture shows it and as it should look: squares of the ink network's size.</summary>
/// <param name="Grey">Luminance 0 … 255.</param>
/// <param name="Ink">0 … 255, ink 255.</param>
public sealed record InkSample(byte[] Grey, byte[] Ink);
