using Cnn.Ops;

namespace Cnn.Explain;

/// <summary>
/// The score's gradient by the picture, in which only what speaks for the score goes back through each rectifier; of each place the
/// largest over the channels, without its sign. Fine edges, the same ones for many scores.
/// Source: Springenberg et al., "Striving for Simplicity: The All Convolutional Net", ICLR 2015 workshop.
/// </summary>
public sealed class GuidedBackpropagation : OneRun
{
    /// <summary>Makes the graph.</summary>
    /// <param name="score">What is explained.</param>
    /// <exception cref="CnnException">An operator has no gradient.</exception>
    public GuidedBackpropagation(ExplainedScore score) : base(score)
    {
        Gradient = Autodiff.Gradients(score.Sum, [score.Picture], Guided)[0];
        MapNode = score.OverChannels(axes => new ReduceMax(axes), new Node(new Abs(), [Gradient]));
    }

    /// <summary>The guided gradient itself, in the picture's shape.</summary>
    public Node Gradient { get; }

    /// <inheritdoc/>
    public override Node MapNode { get; }

    // Relu's own gradient drops what came from a value below zero; with this it also drops a gradient below zero.
    private static Node Guided(Node node, Node gradient) => IsRectifier(node.Op) ? new Node(new Relu(), [gradient]) : gradient;

    // Relu, its bounded form (Clip), and the functions that came after it.
    private static bool IsRectifier(Op op) =>
        op is Relu or Clip or LeakyRelu or ThresholdedRelu or HardSwish or Elu or Selu or Celu or Gelu or Mish or Softplus;
}
