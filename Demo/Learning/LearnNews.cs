using System.Collections.Immutable;
using Cnn;
using Cnn.Training;

namespace Demo.Learning;

/// <summary>What is to be trained.</summary>
/// <param name="Data">The pictures.</param>
/// <param name="First">The training that is looked at.</param>
/// <param name="Second">Another one beside it, in turns with it; null for none.</param>
internal sealed record LearnPlan(DataChoice Data, RunSettings First, RunSettings? Second = null);

/// <summary>How far one training is.</summary>
/// <param name="Settings">What was chosen.</param>
/// <param name="State">How far it is.</param>
/// <param name="Best">The epoch with the best accuracy; null before any is complete.</param>
/// <param name="Curves">Its curves.</param>
/// <param name="Layers">How it is with its layers.</param>
/// <param name="Epochs">The weights that one can go back to.</param>
/// <param name="Weights">Its weights, all of one step.</param>
/// <param name="Variables">Where it keeps them.</param>
internal sealed record RunNews(
    RunSettings Settings, TrainingState State, EpochResult? Best, RunCurves Curves, ImmutableArray<LayerNews> Layers,
    ImmutableArray<KeptEpoch> Epochs, Weights Weights, VariableSet Variables);

/// <summary>What the thread that trains has come to; never changes, so that any thread may read it.</summary>
/// <param name="Plan">What is trained.</param>
/// <param name="Data">Its pictures; null while they are read, or could not be.</param>
/// <param name="Runs">The trainings: one or two.</param>
internal sealed record LearnNews(LearnPlan Plan, LearnData? Data, ImmutableArray<RunNews> Runs)
{
    /// <summary>Why nothing is trained, one line with the way out; empty where all is well.</summary>
    public string Fault { get; init; } = "";

    /// <summary>How many steps an epoch has.</summary>
    public int StepsPerEpoch { get; init; } = 1;

    /// <summary>How many steps all epochs have.</summary>
    public long Steps { get; init; } = 1;

    /// <summary>How many pictures are learnt from a second, of all trainings together; NaN where that is not known.</summary>
    public double PicturesPerSecond { get; init; } = double.NaN;

    /// <summary>How many steps the furthest training has made.</summary>
    public long StepsDone => Runs.IsEmpty ? 0 : Runs.Length == 1 ? Runs[0].State.Steps : Math.Max(Runs[0].State.Steps, Runs[1].State.Steps);

    /// <summary>Whether nothing is left to be done.</summary>
    public bool IsOver => !Runs.IsEmpty && Runs.All(run => run.State.Ended is not null);
}
