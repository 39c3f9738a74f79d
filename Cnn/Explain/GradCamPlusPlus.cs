using Cnn.Ops;

namespace Cnn.Explain;

/// <summary>
/// Grad-CAM++: as <see cref="GradCam"/>, but the places of a map at which the score grows with it count, weighted so that several things
/// of a class, or the parts of one, each count as if they were alone.
/// Source: Chattopadhay et al., "Grad-CAM++: Improved Visual Explanations for Deep Convolutional Networks", WACV 2018.
/// </summary>
public sealed class GradCamPlusPlus : OneRun
{
    /// <summary>Makes the graph.</summary>
    /// <param name="score">What is explained.</param>
    /// <param name="maps">The feature maps, as in <see cref="GradCam"/>; their sums must not be below zero, so they are rectified.</param>
    /// <exception cref="CnnException">There are no such maps, or an operator behind them has no gradient.</exception>
    public GradCamPlusPlus(ExplainedScore score, Node? maps = null) : base(score)
    {
        Maps = maps ?? LastMaps.Of(score);
        var growth = Above(Autodiff.Gradients(score.Sum, [Maps])[0]);
        // The paper's α = g² / (2g² + g³ ΣA), of the exponential of the score; times g, where g > 0.
        var sum = Above(new Node(new ReduceSum([2, 3]), [Maps]));
        var weights = new Node(new ReduceSum([2, 3]), [growth / (growth * sum + 2)]);
        MapNode = GradCam.Weighted(Maps, weights);
    }

    /// <summary>The feature maps that are weighted.</summary>
    public Node Maps { get; }

    /// <inheritdoc/>
    public override Node MapNode { get; }

    private static Node Above(Node x) => new(new Relu(), [x]);
}
