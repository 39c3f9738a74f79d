using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>Permutes the axes. <see href="https://onnx.ai/onnx/operators/onnx__Transpose.html"/></summary>
/// <param name="Permutation">Output axis i is input axis Permutation[i]; empty reverses all.</param>
public sealed record Transpose(Ints Permutation = default) : StridedCopy
{
    internal override Shape ShapeFor(Shape input)
    {
        var order = Order(input.Rank);
        return new Shape(Array.ConvertAll(order, axis => input[axis]));
    }

    /// <inheritdoc/>
    public override StridedView View(Shape input)
    {
        var strides = input.Strides();
        return new(ShapeFor(input), [.. Order(input.Rank).Select(axis => strides[axis])]);
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        var order = Order(node.Shape.Rank);
        var inverse = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
            inverse[order[i]] = i;
        return [new Node(new Transpose([.. inverse]), [outputGradient])];
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => Named("perm", Permutation);

    private int[] Order(int rank)
    {
        int[] order = Permutation.Count == 0
            ? [.. Enumerable.Range(0, rank).Reverse()]
            : [.. Permutation];
        if (order.Length != rank || order.Order().Where((axis, i) => axis != i).Any())
            throw new CnnException($"{Permutation} is no permutation of {rank} axes");
        return order;
    }
}
