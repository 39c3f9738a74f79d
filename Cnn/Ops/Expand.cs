using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// Repeats axes of length 1 by broadcasting with a shape. <see href="https://onnx.ai/onnx/operators/onnx__Expand.html"/>
/// </summary>
/// <param name="Target">The shape that the input broadcasts with; a 1 keeps the input's length.</param>
public sealed record Expand(Ints Target) : StridedCopy
{
    internal override Shape ShapeFor(Shape input) => Broadcast.Shapes(input, new Shape(Target.AsSpan()));

    /// <inheritdoc/>
    public override StridedView View(Shape input)
    {
        var output = ShapeFor(input);
        return new(output, [.. Broadcast.Strides(input, output)]);
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) =>
        [Broadcast.SumTo(outputGradient, node.Inputs[0].Shape)];

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => Named("shape", Target);
}
