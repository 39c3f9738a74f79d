namespace Cnn.Training;

/// <summary>An endless row of batches that a <see cref="Trainer"/> learns from.</summary>
public interface IBatches : IDisposable
{
    /// <summary>Batches an epoch.</summary>
    int PerEpoch { get; }

    /// <summary>The next batch, a tensor for each of the training graph's inputs; it stays as it is until the next call.</summary>
    IReadOnlyList<Tensor> Next();
}
