namespace Cnn.Planning;

/// <summary>
/// What one kernel computes: its node, then the work of consumers whose input nobody else needs, so that it is stored once.
/// In this order, each at most once: the addition of another map, an activation.
/// </summary>
/// <param name="Target">The node whose value is stored in the end; the kernel's own where nothing is fused.</param>
/// <param name="Residual">The node whose value is added to the kernel's own; null: none.</param>
/// <param name="Activation">The node whose operator is applied to the sum, with its parameters and constant inputs; null: none.</param>
internal sealed record Fusion(Node Target, Node? Residual = null, Node? Activation = null);
