namespace Cnn.Detection;

/// <summary>
/// One thing that a detector found. Places are in 0…1 of the model's input, from its top left, so that they mean the same at every
/// size; a box may reach beyond.
/// </summary>
/// <param name="Label">Which class, from 0.</param>
/// <param name="Score">How sure the detector is, 0…1.</param>
/// <param name="Left">The left edge.</param>
/// <param name="Top">The top edge.</param>
/// <param name="Right">The right edge.</param>
/// <param name="Bottom">The bottom edge.</param>
public readonly record struct Box(int Label, float Score, float Left, float Top, float Right, float Bottom)
{
    /// <summary>The area, in input areas.</summary>
    public float Area => (Right - Left) * (Bottom - Top);

    /// <summary>A box around a middle.</summary>
    public static Box Around(int label, float score, float x, float y, float width, float height) =>
        new(label, score, x - width / 2, y - height / 2, x + width / 2, y + height / 2);

    /// <summary>How much two boxes share: intersection over union, 0…1.</summary>
    public float Overlap(in Box other)
    {
        float across = Math.Min(Right, other.Right) - Math.Max(Left, other.Left);
        float down = Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);
        if (across <= 0 || down <= 0)
            return 0;
        float shared = across * down;
        return shared / (Area + other.Area - shared);
    }
}

/// <summary>A point of a thing: an eye, an elbow, a place of a face's mesh; in 0…1 of the model's input.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">From the top.</param>
/// <param name="Score">How sure the detector is, 0…1; 1 where it does not say.</param>
public readonly record struct Keypoint(float X, float Y, float Score);
