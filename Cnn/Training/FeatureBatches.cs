namespace Cnn.Training;

/// <summary>
/// An endless row of batches of features: each epoch shows every row once, in another order, less the few that fill no batch.
/// </summary>
public sealed class FeatureBatches : IBatches
{
    private readonly FeatureSet _rows;
    private readonly int _seed;
    private readonly int[] _order;
    private readonly Tensor _features, _labels;
    private long _next;

    /// <param name="rows">The rows; none may be added meanwhile.</param>
    /// <param name="size">Rows a batch, at most so many as there are.</param>
    /// <param name="seed">The same seed gives the same batches.</param>
    public FeatureBatches(FeatureSet rows, int size, int seed)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (size < 1 || size > rows.Count)
            throw new CnnException($"batches of {size} cannot be made of {rows.Count} rows of features");
        (_rows, _seed, Size) = (rows, seed, size);
        _order = [.. Enumerable.Range(0, rows.Count)];
        (_features, _labels) = (new Tensor([size, rows.Length]), new Tensor([size], DataType.Int32));
    }

    /// <summary>Rows a batch.</summary>
    public int Size { get; }

    /// <inheritdoc/>
    public int PerEpoch => _rows.Count / Size;

    /// <summary>The next batch: Float32 [batch, D] and the labels, Int32 [batch]. It stays as it is until the next call.</summary>
    public IReadOnlyList<Tensor> Next()
    {
        var (epoch, first) = ((int)(_next / PerEpoch), (int)(_next % PerEpoch) * Size);
        if (first == 0)
            new Random(Seeds.Mix(_seed, epoch, -1)).Shuffle(_order);
        for (int i = 0; i < Size; i++)
        {
            int row = _order[first + i];
            _rows[row].CopyTo(_features.Floats.Slice(i * _rows.Length, _rows.Length));
            _labels.Span<int>()[i] = _rows.Label(row);
        }
        _next++;
        return [_features, _labels];
    }

    /// <inheritdoc/>
    public void Dispose() { }
}
