using System.Numerics;
using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>Where a layer stands: upright across the way of the data, which goes along x; its maps lie on it side by side.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Centre">The middle.</param>
/// <param name="Width">Along z.</param>
/// <param name="Height">Along y.</param>
/// <param name="Most">How many maps it shows at most.</param>
internal readonly record struct Wall(Layer Layer, Vector3 Centre, float Width, float Height, int Most)
{
    /// <summary>How far it reaches beyond its maps.</summary>
    public const float Rim = 0.025f;

    /// <summary>The top left corner as the data sees it coming.</summary>
    public Vector3 Corner => Centre + new Vector3(0, Height / 2, -Width / 2);

    /// <summary>Whether it hides a place from an eye.</summary>
    public bool Hides(Vector3 place, Vector3 eye) =>
        new Slice(Layer, 0, Corner + new Vector3(0, Rim, -Rim), Width + 2 * Rim, Height + 2 * Rim)
            .Meet(eye, place - eye) is { Far: < 0.999f };

    /// <summary>Whether the picture's three colours are one map.</summary>
    public bool IsPicture => Layer is { Index: 0, Channels: 3 };

    /// <summary>How many maps there are to show.</summary>
    public int Maps => IsPicture ? 1 : Layer.Channels;

    /// <summary>A corner: 0 top left, 1 top right, 2 bottom left, 3 bottom right.</summary>
    public Vector3 CornerAt(int index) => Corner + new Vector3(0, -(index >> 1) * Height, (index & 1) * Width);
}

/// <summary>A map on its wall.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Channel">Which map; −1: three as one picture.</param>
/// <param name="Corner">Its top left corner.</param>
/// <param name="Width">Along z.</param>
/// <param name="Height">Along −y.</param>
internal readonly record struct Slice(Layer Layer, int Channel, Vector3 Corner, float Width, float Height)
{
    public Vector3 Across => new(0, 0, Width);

    public Vector3 Down => new(0, -Height, 0);

    public Vector3 Centre => At(0.5f, 0.5f);

    /// <summary>A place on it, in 0…1 from the top left.</summary>
    public Vector3 At(float across, float down) => Corner + new Vector3(0, -down * Height, across * Width);

    /// <summary>
    /// Where a ray meets it, in 0…1 from the top left, and how far from the eye in lengths of the ray; null where it does not.
    /// </summary>
    public (float Across, float Down, float Far)? Meet(Vector3 eye, Vector3 ray)
    {
        float far = (Corner.X - eye.X) / ray.X;
        // Edge on, it is not seen.
        if (!(far > 0) || !float.IsFinite(far))
            return null;
        var at = eye + far * ray - Corner;
        var (across, down) = (at.Z / Width, -at.Y / Height);
        return across is >= 0 and < 1 && down is >= 0 and < 1 ? (across, down, far) : null;
    }
}
