using System.Collections.Immutable;

namespace Cnn.Training;

/// <summary>What one epoch came to.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Loss">The mean loss of its batches.</param>
/// <param name="HeldOutLoss">The mean of −log of the right class's probability over the pictures that are only tested with.</param>
/// <param name="Accuracy">The share of these that was named rightly, 0…1.</param>
/// <param name="Rate">The learning rate of its last step.</param>
public sealed record EpochResult(int Epoch, double Loss, double HeldOutLoss, double Accuracy, double Rate);

/// <summary>How far a training is; it never changes, so that any thread may read it.</summary>
public sealed record TrainingState
{
    /// <summary>Nothing has been learnt yet.</summary>
    public static TrainingState Start { get; } = new();

    /// <summary>How many batches have been learnt from.</summary>
    public long Steps { get; init; }

    /// <summary>The mean loss of about the last hundred batches; NaN before the first.</summary>
    public double Loss { get; init; } = double.NaN;

    /// <summary>The learning rate of the last step.</summary>
    public double Rate { get; init; }

    /// <summary>The complete epochs.</summary>
    public ImmutableArray<EpochResult> Epochs { get; init; } = [];

    /// <summary>The epoch with the best accuracy, the first one on ties; null before any is complete.</summary>
    public EpochResult? Best => Epochs.MaxBy(result => result.Accuracy);

    /// <summary>What was said of the held-out pictures after the last complete epoch.</summary>
    public Evaluation? HeldOut { get; init; }

    /// <summary>Why it is over, in a line for people; null while it goes on.</summary>
    public string? Ended { get; init; }

    /// <summary>Whether it ended because the numbers did: what it learnt last is worth nothing.</summary>
    public bool Failed { get; init; }
}
