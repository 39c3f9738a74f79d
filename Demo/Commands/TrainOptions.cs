using System.Globalization;
using Cnn;
using Cnn.Training;
using Demo.Learning;

namespace Demo.Commands;

/// <summary>What <c>train</c> was asked for; a checkpoint keeps it, so that a training goes on as it began.</summary>
internal sealed record TrainOptions
{
    public required string Data { get; init; }

    /// <summary>The model to write.</summary>
    public required string Out { get; init; }

    /// <summary>A name, a file of layers, or a model.</summary>
    public required string Architecture { get; init; }

    public required string Activation { get; init; }

    /// <summary>A word for both poolings; empty for those of the architecture.</summary>
    public required string Pool { get; init; }

    public required int Epochs { get; init; }

    public required int Batch { get; init; }

    public required int Seed { get; init; }

    public required double Rate { get; init; }

    public required OptimizerKind Optimizer { get; init; }

    /// <summary>How much the weights decay; null: as the optimiser is used most.</summary>
    public double? WeightDecay { get; init; }

    /// <summary>The longest that the gradients may be together; null: any length.</summary>
    public double? Clip { get; init; }

    public required Schedule Schedule { get; init; }

    /// <summary>The share of the steps in which the rate rises; null: as usual.</summary>
    public double? WarmUp { get; init; }

    public required int Patience { get; init; }

    /// <summary>The side of pictures that lie in a folder for each class, in pixels.</summary>
    public required int Size { get; init; }

    /// <summary>auto, or how the pictures are varied.</summary>
    public required string Augment { get; init; }

    /// <summary>The file of the classes' names; empty where they are the folders' or numbered.</summary>
    public required string Labels { get; init; }

    /// <summary>The options as a checkpoint keeps them; paths are whole, since it may go on from another folder.</summary>
    public IReadOnlyDictionary<string, string> ToNotes() => new Dictionary<string, string>
    {
        [nameof(Data)] = Path.GetFullPath(Data),
        [nameof(Out)] = Path.GetFullPath(Out),
        [nameof(Architecture)] = File.Exists(Architecture) ? Path.GetFullPath(Architecture) : Architecture,
        [nameof(Activation)] = Activation,
        [nameof(Pool)] = Pool,
        [nameof(Epochs)] = Text(Epochs),
        [nameof(Batch)] = Text(Batch),
        [nameof(Seed)] = Text(Seed),
        [nameof(Rate)] = Text(Rate),
        [nameof(Optimizer)] = Optimizer.ToString(),
        [nameof(WeightDecay)] = Text(WeightDecay),
        [nameof(Clip)] = Text(Clip),
        [nameof(Schedule)] = Schedule.ToString(),
        [nameof(WarmUp)] = Text(WarmUp),
        [nameof(Patience)] = Text(Patience),
        [nameof(Size)] = Text(Size),
        [nameof(Augment)] = Augment,
        [nameof(Labels)] = Labels.Length > 0 ? Path.GetFullPath(Labels) : "",
    };

    /// <summary>The options that a checkpoint keeps.</summary>
    /// <exception cref="CnnException">One is missing or damaged.</exception>
    public static TrainOptions From(string checkpoint, IReadOnlyDictionary<string, string> notes)
    {
        string Note(string name) => notes.GetValueOrDefault(name) ?? throw new CnnException($"{checkpoint}: damaged: it lacks '{name}'");
        try
        {
            return new TrainOptions
            {
                Data = Note(nameof(Data)),
                Out = Note(nameof(Out)),
                Architecture = Note(nameof(Architecture)),
                Activation = Note(nameof(Activation)),
                Pool = Note(nameof(Pool)),
                Epochs = TrainingRanges.InRange("--epochs", Whole(nameof(Epochs)), 1, TrainingRanges.MostEpochs),
                Batch = TrainingRanges.InRange("--batch", Whole(nameof(Batch)), 1, TrainingRanges.MostBatch),
                Seed = Whole(nameof(Seed)),
                Rate = double.Parse(Note(nameof(Rate)), CultureInfo.InvariantCulture),
                Optimizer = Enum.Parse<OptimizerKind>(Note(nameof(Optimizer))),
                WeightDecay = TrainingRanges.Decay(Number(nameof(WeightDecay))),
                Clip = TrainingRanges.Clip(Number(nameof(Clip))),
                Schedule = Enum.Parse<Schedule>(Note(nameof(Schedule))),
                WarmUp = TrainingRanges.WarmUp(Number(nameof(WarmUp))),
                Patience = Whole(nameof(Patience)),
                Size = TrainingRanges.InRange("--size", Whole(nameof(Size)), 4, 256),
                Augment = Note(nameof(Augment)),
                Labels = Note(nameof(Labels)),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            throw new CnnException($"{checkpoint}: damaged: {e.Message.ReplaceLineEndings(" ")}", e);
        }
        // Checkpoints before these options lack them.
        double? Number(string name) =>
            notes.GetValueOrDefault(name) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
        int Whole(string name) => int.Parse(Note(name), CultureInfo.InvariantCulture);
    }

    private static string Text(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture) ?? "";
}
