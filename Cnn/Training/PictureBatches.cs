namespace Cnn.Training;

/// <summary>A colour picture to learn from.</summary>
/// <param name="Pixels">3·height·width bytes: all reds, row-major from the top left, then all greens, then all blues.</param>
/// <param name="Label">Its class.</param>
public readonly record struct LabelledPicture(byte[] Pixels, int Label);

/// <summary>
/// An endless row of batches of small colour pictures, each time moved a little and lighter or darker; never mirrored, because a left hand
/// is no right one.
/// </summary>
public sealed class PictureBatches : IBatches
{
    // Of the picture's side, and of its light.
    private const double MostShift = 0.1, MostLight = 0.2;

    private readonly IReadOnlyList<LabelledPicture> _pictures;
    private readonly int _height, _width, _seed;
    private readonly int[] _order;
    private readonly Tensor _images, _labels;
    private long _next;

    /// <param name="pictures">The pictures, all of one size.</param>
    /// <param name="height">Their rows.</param>
    /// <param name="width">Their columns.</param>
    /// <param name="size">Pictures a batch, at most so many as there are.</param>
    /// <param name="seed">The same seed gives the same batches.</param>
    public PictureBatches(IReadOnlyList<LabelledPicture> pictures, int height, int width, int size, int seed)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (size < 1 || size > pictures.Count)
            throw new CnnException($"batches of {size} cannot be made of {pictures.Count} pictures");
        foreach (var picture in pictures)
            if (picture.Pixels.Length != 3 * height * width)
                throw new CnnException($"a picture has {picture.Pixels.Length} bytes; 3×{height}×{width} take {3 * height * width}");
        (_pictures, _height, _width, _seed, Size) = (pictures, height, width, seed, size);
        _order = [.. Enumerable.Range(0, pictures.Count)];
        (_images, _labels) = (new Tensor([size, 3, height, width]), new Tensor([size], DataType.Int32));
    }

    /// <summary>Pictures a batch.</summary>
    public int Size { get; }

    /// <inheritdoc/>
    public int PerEpoch => _pictures.Count / Size;

    /// <summary>The next batch: Float32 [batch,3,H,W], 0 … 1, and the labels, Int32 [batch].</summary>
    public IReadOnlyList<Tensor> Next()
    {
        var (epoch, first) = ((int)(_next / PerEpoch), (int)(_next % PerEpoch) * Size);
        var random = new Random(Seeds.Mix(_seed, epoch, first));
        if (first == 0)
            random.Shuffle(_order);
        int length = 3 * _height * _width;
        for (int i = 0; i < Size; i++)
        {
            var picture = _pictures[_order[first + i]];
            Vary(picture.Pixels, random, _images.Floats.Slice(i * length, length));
            _labels.Span<int>()[i] = picture.Label;
        }
        _next++;
        return [_images, _labels];
    }

    /// <inheritdoc/>
    public void Dispose() { }

    // What comes in at an edge is the edge's own pixel.
    private void Vary(byte[] pixels, Random random, Span<float> image)
    {
        int down = (int)Math.Round(Wander(random, MostShift) * _height), right = (int)Math.Round(Wander(random, MostShift) * _width);
        float light = (float)((1 + Wander(random, MostLight)) / 255);
        for (int channel = 0, at = 0; channel < 3; channel++)
            for (int y = 0; y < _height; y++)
            {
                int row = (channel * _height + Math.Clamp(y - down, 0, _height - 1)) * _width;
                for (int x = 0; x < _width; x++, at++)
                    image[at] = Math.Min(1, pixels[row + Math.Clamp(x - right, 0, _width - 1)] * light);
            }
    }

    private static double Wander(Random random, double most) => most * (2 * random.NextDouble() - 1);
}
