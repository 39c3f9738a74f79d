namespace Cnn.Ops;

/// <summary>
/// factor · x + y, as BLAS calls it: the velocity of momentum, its look ahead, and weight decay in one pass each. Inputs x and y.
/// </summary>
/// <param name="Factor">What the first input is multiplied by.</param>
public sealed record Axpy(float Factor) : Binary
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("factor", Factor)];
    internal override double Apply(double x, double y) => Factor * x + y;
    internal override (Node? A, Node? B) Backward(Node a, Node b, Node y, Node dy) => (dy * Factor, dy);
}
