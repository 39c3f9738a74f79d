namespace Cnn.Training;

/// <summary>How a network is trained.</summary>
public sealed record TrainingSettings
{
    /// <summary>How often every picture is shown.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Pictures a step.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Seeds the order and the variation of the pictures, and the masks of Dropout.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The highest learning rate.</summary>
    public double Rate { get; init; } = 0.01;

    /// <summary>How gradients become steps.</summary>
    public Optimizer Optimizer { get; init; } = new Adam();

    /// <summary>The largest Euclidean norm of all gradients as one vector, above which they are shortened; null: any.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>How the rate goes over the training.</summary>
    public Schedule Schedule { get; init; } = Schedule.Cosine;

    /// <summary>The share of the training in which the rate rises, 0…1.</summary>
    public double WarmUp { get; init; } = LearningRate.UsualWarmUp;

    /// <summary>How the pictures are varied.</summary>
    public Augmentation Augmentation { get; init; } = Augmentation.None;

    /// <summary>After so many epochs without a better accuracy it is over; 0: only after the last.</summary>
    public int Patience { get; init; }
}
