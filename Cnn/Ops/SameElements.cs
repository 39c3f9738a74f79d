using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// The family of operators whose output has the input's elements in the same order, in another shape. A backend may let
/// both share their memory.
/// </summary>
public abstract record SameElements : Op
{
    /// <summary>The shape that an input of this shape gets.</summary>
    /// <exception cref="CnnException">The input does not fit.</exception>
    internal abstract Shape ShapeFor(Shape input);

    /// <inheritdoc/>
    public sealed override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        return new(ShapeFor(inputs[0].Shape), inputs[0].Type);
    }

    /// <inheritdoc/>
    public sealed override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output) =>
        inputs[0].Bytes.CopyTo(output.Bytes);

    /// <inheritdoc/>
    public sealed override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) =>
        [new Node(new Reshape([.. node.Inputs[0].Shape]), [outputGradient])];
}
