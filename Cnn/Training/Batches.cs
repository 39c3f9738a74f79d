namespace Cnn.Training;

/// <summary>Pictures and labels for one step of training.</summary>
/// <param name="Images">Float32 [batch, channels, height, width], 0…1.</param>
/// <param name="Labels">Int32 [batch].</param>
public sealed record Batch(Tensor Images, Tensor Labels);

/// <summary>
/// An endless row of batches: each epoch shows every picture once, in another order and another variation, less the few
/// that fill no batch. A worker prepares the next batch while the current one is learnt from.
/// </summary>
public sealed class Batches : IBatches
{
    private readonly DataSet _data;
    private readonly Augmenter _augmenter;
    private readonly int _seed;
    private readonly Batch[] _buffers;
    private readonly int[] _order;
    private int _orderedEpoch = -1;
    private long _next;
    private Task _preparing;

    /// <summary>Starts the worker.</summary>
    /// <param name="data">The pictures.</param>
    /// <param name="size">Pictures a batch.</param>
    /// <param name="augmentation">How they are varied.</param>
    /// <param name="seed">The same seed gives the same batches.</param>
    /// <param name="first">The number of the first batch, from 0: how many a training that goes on has had.</param>
    /// <exception cref="CnnException">There are fewer pictures than one batch needs.</exception>
    public Batches(DataSet data, int size, Augmentation augmentation, int seed, long first = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(augmentation);
        if (size < 1 || data.Count < size)
            throw new CnnException($"batches of {size} pictures cannot be made of {data.Count} pictures");
        _data = data;
        _augmenter = new Augmenter(data, augmentation, seed);
        _seed = seed;
        _order = new int[data.Count];
        // Two buffers: one that the caller reads, one that the worker fills.
        _buffers = [MakeBuffer(data, size), MakeBuffer(data, size)];
        Size = size;
        _next = first;
        _preparing = Task.Run(() => Prepare(first));
    }

    /// <summary>Pictures a batch.</summary>
    public int Size { get; }

    /// <summary>Batches an epoch.</summary>
    public int PerEpoch => _data.Count / Size;

    /// <summary>The next batch; waits for the worker. It stays as it is until the next call.</summary>
    public Batch Next()
    {
        _preparing.GetAwaiter().GetResult();
        var ready = _buffers[_next % 2];
        long following = ++_next;
        _preparing = Task.Run(() => Prepare(following));
        return ready;
    }

    IReadOnlyList<Tensor> IBatches.Next()
    {
        var (images, labels) = Next();
        return [images, labels];
    }

    /// <summary>Waits for the worker and ends it.</summary>
    public void Dispose() => _preparing.GetAwaiter().GetResult();

    private static Batch MakeBuffer(DataSet data, int size) =>
        new(new Tensor([size, data.Channels, data.Height, data.Width]), new Tensor([size], DataType.Int32));

    private void Prepare(long number)
    {
        int epoch = (int)(number / PerEpoch);
        int first = (int)(number % PerEpoch) * Size;
        if (epoch != _orderedEpoch)
            Shuffle(epoch);
        var (images, labels) = _buffers[number % 2];
        int values = images.Count / Size;
        for (int i = 0; i < Size; i++)
        {
            int index = _order[first + i];
            _augmenter.Apply(index, epoch, images.Floats.Slice(i * values, values));
            labels.Span<int>()[i] = _data.Label(index);
        }
    }

    private void Shuffle(int epoch)
    {
        for (int i = 0; i < _order.Length; i++)
            _order[i] = i;
        new Random(Seeds.Mix(_seed, epoch, -1)).Shuffle(_order);
        _orderedEpoch = epoch;
    }
}
