namespace Cnn.Training;

/// <summary>
/// Labelled pictures of one size, grey or RGB, kept as bytes: 60,000 of 1×28×28 are 47 MB. A network gets them as floats 0…1.
/// </summary>
public sealed class DataSet
{
    private readonly byte[] _pixels;
    private readonly byte[] _labels;
    // Of a part of another set, the places of its pictures there: the pixels are shared.
    private readonly int[]? _places;

    /// <summary>Wraps pictures and labels (no copy).</summary>
    /// <param name="height">Rows of each picture.</param>
    /// <param name="width">Columns of each picture.</param>
    /// <param name="classes">How many classes there are; labels are 0 … classes−1.</param>
    /// <param name="pixels">Picture after picture, channel after channel, row-major; 0 = background.</param>
    /// <param name="labels">One label a picture.</param>
    /// <param name="channels">1 for grey, 3 for red, green and blue.</param>
    /// <exception cref="CnnException">The counts disagree or a label is out of range.</exception>
    public DataSet(int height, int width, int classes, byte[] pixels, byte[] labels, int channels = 1)
    {
        if (height < 1 || width < 1)
            throw new CnnException($"pictures of {height}×{width} pixels hold nothing");
        if (channels is not (1 or 3))
            throw new CnnException($"pictures have 1 or 3 channels, not {channels}");
        long needed = (long)labels.Length * channels * height * width;
        if (needed != pixels.Length)
            throw new CnnException(
                $"{labels.Length} labels need {needed} pixels of {channels}×{height}×{width} pictures; there are {pixels.Length}");
        foreach (byte label in labels)
            if (label >= classes)
                throw new CnnException($"label {label} is out of range: there are {classes} classes");
        (Channels, Height, Width, Classes, _pixels, _labels) = (channels, height, width, classes, pixels, labels);
    }

    private DataSet(DataSet whole, ReadOnlySpan<int> indices)
    {
        (Channels, Height, Width, Classes, _pixels) = (whole.Channels, whole.Height, whole.Width, whole.Classes, whole._pixels);
        (_labels, _places) = (new byte[indices.Length], new int[indices.Length]);
        for (int i = 0; i < indices.Length; i++)
            (_labels[i], _places[i]) = (whole._labels[indices[i]], whole.PlaceOf(indices[i]));
    }

    /// <summary>1 where the pictures are grey, 3 where they are RGB.</summary>
    public int Channels { get; }

    /// <summary>Rows of each picture.</summary>
    public int Height { get; }

    /// <summary>Columns of each picture.</summary>
    public int Width { get; }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>How many pictures there are.</summary>
    public int Count => _labels.Length;

    /// <summary>The values of one picture: channel after channel, row-major, 0 = background.</summary>
    public ReadOnlySpan<byte> Image(int index) => _pixels.AsSpan(PlaceOf(index) * ImageLength, ImageLength);

    private int PlaceOf(int index) => _places is null ? index : _places[index];

    private int ImageLength => Channels * Height * Width;

    /// <summary>The class of one picture.</summary>
    public int Label(int index) => _labels[index];

    /// <summary>The chosen pictures in the given order; no pixel is copied.</summary>
    public DataSet Subset(ReadOnlySpan<int> indices) => new(this, indices);

    /// <summary>
    /// Holds out the given share of each class, chosen by the seed alone: the same seed always holds out the same pictures.
    /// </summary>
    /// <param name="share">From 0 to 1; each class gives its share, rounded.</param>
    /// <param name="seed">Chooses the pictures.</param>
    public (DataSet Train, DataSet HeldOut) Split(double share, int seed)
    {
        var order = Enumerable.Range(0, Count).ToArray();
        new Random(seed).Shuffle(order);
        var quota = new int[Classes];
        foreach (byte label in _labels)
            quota[label]++;
        for (int label = 0; label < Classes; label++)
            quota[label] = (int)Math.Round(quota[label] * share);
        var train = new List<int>();
        var heldOut = new List<int>();
        foreach (int index in order)
            (quota[_labels[index]]-- > 0 ? heldOut : train).Add(index);
        train.Sort();
        heldOut.Sort();
        return (Subset([.. train]), Subset([.. heldOut]));
    }

    /// <summary>
    /// Whether the pictures follow MNIST's recipe, grey ink within a clear margin, rather than filling their frame: at least
    /// nine in ten have nothing in the outermost eighteenth on each side.
    /// </summary>
    public bool IsInk
    {
        get
        {
            int clear = 0;
            for (int i = 0; i < Count; i++)
                clear += HasClearMargin(Image(i)) ? 1 : 0;
            return Channels == 1 && clear * 10 >= Count * 9;
        }
    }

    private bool HasClearMargin(ReadOnlySpan<byte> image)
    {
        int rows = Math.Max(1, Height / 18);
        int columns = Math.Max(1, Width / 18);
        for (int y = 0; y < Height; y++)
            for (int x = 0; x < Width; x++)
                if ((y < rows || y >= Height - rows || x < columns || x >= Width - columns) && image[y * Width + x] > 25)
                    return false;
        return true;
    }
}
