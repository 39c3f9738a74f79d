using System.Collections.Immutable;
using Cnn.Ops;

namespace Cnn.Explain;

/// <summary>
/// The effective receptive field of one value: how much each place of the picture changes it, the sizes of its gradient by the picture's
/// numbers, summed over the channels. It lies inside the theoretical field (<see cref="UnitField"/>), mostly in its middle.
/// Source: Luo et al., "Understanding the Effective Receptive Field in Deep Convolutional Neural Networks", 2016.
/// </summary>
public sealed class EffectiveField : OneRun
{
    /// <summary>Makes the graph.</summary>
    /// <param name="score">The value: of a network whose output is the value's node (<see cref="ExplainedScore"/>).</param>
    /// <exception cref="CnnException">An operator between picture and value has no gradient.</exception>
    public EffectiveField(ExplainedScore score) : base(score)
    {
        var gradient = Autodiff.Gradients(score.Sum, [score.Picture])[0];
        MapNode = score.OverChannels(axes => new ReduceSum(axes), new Node(new Abs(), [gradient]));
    }

    /// <inheritdoc/>
    public override Node MapNode { get; }

    // The gradient of what is linear does not depend on the picture, which is an input of the graph all the same.
    private protected override ImmutableArray<Node> Outputs => [MapNode, Score.Values];
}
