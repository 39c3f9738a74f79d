using Cnn.Ops;

namespace Cnn.Explain;

/// <summary>
/// The score's gradient by each number of the picture times that number, summed over the channels: to first order, what the score would
/// lose without it. Where a number is 0 (black, in many networks) it says nothing.
/// Source: Shrikumar et al., "Not Just a Black Box: Learning Important Features Through Propagating Activation Differences", 2016.
/// </summary>
public sealed class GradientTimesInput : OneRun
{
    /// <summary>Makes the graph.</summary>
    /// <param name="score">What is explained.</param>
    /// <exception cref="CnnException">An operator has no gradient.</exception>
    public GradientTimesInput(ExplainedScore score) : base(score)
    {
        var gradient = Autodiff.Gradients(score.Sum, [score.Picture])[0];
        MapNode = score.OverChannels(axes => new ReduceSum(axes), gradient * score.Picture);
    }

    /// <inheritdoc/>
    public override Node MapNode { get; }

    /// <inheritdoc/>
    public override bool IsSigned => true;
}
