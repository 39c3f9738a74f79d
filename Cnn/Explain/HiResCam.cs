using Cnn.Ops;

namespace Cnn.Explain;

/// <summary>
/// HiResCAM: as <see cref="GradCam"/>, but each place of a map counts as much as the score grows with it there, and not on average. For
/// scores of one place, such as a detector's box, whose gradient is 0 nearly everywhere else.
/// Source: Draelos and Carin, "Use HiResCAM instead of Grad-CAM for faithful explanations of convolutional neural networks", 2020.
/// </summary>
public sealed class HiResCam : OneRun
{
    /// <summary>Makes the graph.</summary>
    /// <param name="score">What is explained.</param>
    /// <param name="maps">The feature maps, as in <see cref="GradCam"/>.</param>
    /// <exception cref="CnnException">There are no such maps, or an operator behind them has no gradient.</exception>
    public HiResCam(ExplainedScore score, Node? maps = null) : base(score)
    {
        Maps = maps ?? LastMaps.Of(score);
        MapNode = GradCam.Weighted(Maps, Autodiff.Gradients(score.Sum, [Maps])[0]);
    }

    /// <summary>The feature maps that are weighted.</summary>
    public Node Maps { get; }

    /// <inheritdoc/>
    public override Node MapNode { get; }
}
