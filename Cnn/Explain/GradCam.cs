using Cnn.Ops;

namespace Cnn.Explain;

/// <summary>
/// Gradient-weighted class activation mapping: which places of the last feature maps speak for the score. Each map counts as much as the
/// score grows with it on average over its places; what is below zero after that speaks for other scores and is 0.
/// Source: Selvaraju et al., "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization", ICCV 2017.
/// </summary>
public sealed class GradCam : OneRun
{
    /// <summary>Makes the graph.</summary>
    /// <param name="score">What is explained.</param>
    /// <param name="maps">
    /// The feature maps of the score's network to be weighted, [N,C,h,w]; null for the last ones with more than one place that all of
    /// the score goes through.
    /// </param>
    /// <exception cref="CnnException">There are no such maps, or an operator behind them has no gradient.</exception>
    public GradCam(ExplainedScore score, Node? maps = null) : base(score)
    {
        Maps = maps ?? LastMaps.Of(score);
        var gradient = Autodiff.Gradients(score.Sum, [Maps])[0];
        MapNode = Weighted(Maps, new Node(new ReduceMean([2, 3]), [gradient]));
    }

    /// <summary>The feature maps that are weighted.</summary>
    public Node Maps { get; }

    /// <inheritdoc/>
    public override Node MapNode { get; }

    /// <summary>The sum of maps, each times its weights [N,C,1,1] or [N,C,h,w], and of that what is above zero.</summary>
    internal static Node Weighted(Node maps, Node weights) =>
        new(new Relu(), [new Node(new ReduceSum([1]), [maps * weights])], "class activation map");
}
