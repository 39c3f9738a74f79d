namespace Cnn.Training;

/// <summary>What a <see cref="TrainingGraph"/> makes small, which weights it changes, and how.</summary>
public sealed record TrainingOptions
{
    /// <summary>How gradients become steps.</summary>
    public Optimizer Optimizer { get; init; } = new Adam();

    /// <summary>The largest Euclidean norm of all gradients as one vector, above which they are shortened; null: any.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>The names of the variables to train, such as those of the last layers; the others are frozen. Null: all.</summary>
    public IReadOnlyCollection<string>? Trained { get; init; }

    /// <summary>Seeds the masks of Dropout.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// The loss of a classifier, from its logits [N, classes, …] and the labels, Int32 [N, …]: <see cref="Losses.CrossEntropy"/>,
    /// <see cref="Losses.OneAgainstAll"/> or another one.
    /// </summary>
    public Func<Node, Node, Node> Loss { get; init; } = Losses.CrossEntropy;
}
