namespace Cnn.Planning;

/// <summary>How a backend packs neighbouring channels of a map, so that one load moves several.</summary>
/// <param name="Channels">Channels of a pack: those of a texel, or the lanes of a vector register.</param>
internal readonly record struct Packing(int Channels)
{
    /// <summary>Whether a value may lie packed: a batch of maps of floats.</summary>
    public static bool Fits(Shape shape, DataType type) => shape.Rank == 4 && type == DataType.Float32;

    /// <summary>How many packs hold so many channels.</summary>
    public int Packs(int channels) => (channels + Channels - 1) / Channels;

    /// <summary>Whether so many channels leave no lane unused.</summary>
    public bool Fills(int channels) => channels % Channels == 0;
}
