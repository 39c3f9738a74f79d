namespace Cnn.Explain;

/// <summary>Pictures that say nothing, which methods compare with and cover places with.</summary>
public static class Baselines
{
    /// <summary>Every place of each picture has the same colour.</summary>
    /// <param name="shape">The pictures' shape: [N,C,H,W] or [N,H,W,C].</param>
    /// <param name="channelAxis">Where the channels are: 1 or 3.</param>
    /// <param name="colour">A number for each channel, as the network takes it: of black what preprocessing makes of that.</param>
    /// <exception cref="CnnException">There are more or fewer numbers than channels.</exception>
    public static Tensor OfColour(Shape shape, int channelAxis, ReadOnlySpan<float> colour)
    {
        if (colour.Length != shape[channelAxis])
            throw new CnnException($"a colour of {colour.Length} numbers was given; the picture has {shape[channelAxis]} channels");
        var baseline = new Tensor(shape);
        var values = baseline.Floats;
        int inner = shape.Product(channelAxis + 1, shape.Rank);
        for (int i = 0; i < values.Length; i++)
            values[i] = colour[i / inner % colour.Length];
        return baseline;
    }

    /// <summary>Every place of a picture has the mean colour of that picture.</summary>
    /// <param name="picture">The pictures: [N,C,H,W] or [N,H,W,C].</param>
    /// <param name="channelAxis">Where the channels are: 1 or 3.</param>
    public static Tensor OfMean(Tensor picture, int channelAxis)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var shape = picture.Shape;
        int channels = shape[channelAxis], inner = shape.Product(channelAxis + 1, shape.Rank);
        int each = picture.Count / Math.Max(1, shape[0]);
        var sums = new double[shape[0] * channels];
        for (int i = 0; i < picture.Count; i++)
            sums[Colour(i)] += picture.Floats[i];
        var baseline = new Tensor(shape);
        for (int i = 0; i < picture.Count; i++)
            baseline.Floats[i] = (float)(sums[Colour(i)] * channels / each);
        return baseline;

        int Colour(int i) => i / each * channels + i / inner % channels;
    }
}
