namespace Cnn.Networks;

/// <summary>A classifier's three places that others need.</summary>
/// <param name="Input">The pictures: [N, C, H, W].</param>
/// <param name="Logits">The scores before the softmax, [N, classes, …]: where a loss is attached.</param>
/// <param name="Probabilities">The softmax of the logits over the classes.</param>
public sealed record Network(Node Input, Node Logits, Node Probabilities)
{
    /// <summary>The graph that yields the probabilities.</summary>
    public Graph Graph { get; } = new(Probabilities ?? throw new ArgumentNullException(nameof(Probabilities)));
}
