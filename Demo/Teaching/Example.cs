using Cnn.Networks;
using Demo.Ui;

namespace Demo.Teaching;

/// <summary>A recorded frame: small, and what the frozen network says of it.</summary>
/// <param name="pixels">3×64×64: all reds, then greens, then blues, of the frame's middle square.</param>
/// <param name="features">What the backbone yields; empty where that learns itself.</param>
internal sealed class Example(byte[] pixels, float[] features)
{
    /// <summary>How many bytes <see cref="Pixels"/> are.</summary>
    public const int PixelCount = 3 * SmallCnn.Side * SmallCnn.Side;

    public byte[] Pixels => pixels;

    public float[] Features => features;

    /// <summary>For the screen; made when it is first shown.</summary>
    public Thumbnail Thumbnail => field ??= new Thumbnail(pixels, SmallCnn.Side, SmallCnn.Side);
}
