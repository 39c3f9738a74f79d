using System.Collections.Immutable;

namespace Demo.Teaching;

/// <summary>A class with its examples at one moment, as training and files take it.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Examples">The recorded frames.</param>
internal sealed record ClassExamples(string Name, ImmutableList<Example> Examples);

/// <summary>How far a training is.</summary>
/// <param name="Share">0…1.</param>
/// <param name="Loss">The mean loss of the last batches; NaN before the first.</param>
/// <param name="Accuracy">The share of held-out frames that are named rightly; NaN where there are none or that is not known yet.</param>
/// <param name="Learnt">From how many frames it learns.</param>
/// <param name="HeldOut">How many are held out.</param>
/// <param name="Seconds">How long it has taken.</param>
internal sealed record TrainingReport(double Share, double Loss, double Accuracy, int Learnt, int HeldOut, double Seconds);
