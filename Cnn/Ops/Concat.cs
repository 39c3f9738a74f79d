using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>Joins tensors along an axis. <see href="https://onnx.ai/onnx/operators/onnx__Concat.html"/></summary>
/// <param name="Axis">The axis; negative counts from the end.</param>
public sealed record Concat(int Axis) : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, int.MaxValue);
        Require.SameTypes(inputs);
        var first = inputs[0].Shape;
        int axis = first.Axis(Axis);
        long length = 0;
        foreach (var input in inputs)
        {
            if (input.Shape.Rank != first.Rank || input.Shape.With(axis, 0) != first.With(axis, 0))
                throw new CnnException($"{input.Shape} does not join {first} along axis {axis}");
            length += input.Shape[axis];
        }
        if (length > int.MaxValue)
            throw new CnnException($"the joined axis has {length} elements");
        return new(first.With(axis, (int)length), inputs[0].Type);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        int axis = output.Shape.Axis(Axis);
        int outer = output.Shape.Product(0, axis);
        int at = 0;
        for (int row = 0; row < outer; row++)
            foreach (var input in inputs)
            {
                int size = input.Bytes.Length / outer;
                input.Bytes.Slice(row * size, size).CopyTo(output.Bytes[at..]);
                at += size;
            }
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        int axis = node.Shape.Axis(Axis);
        var gradients = ImmutableArray.CreateBuilder<Node?>(node.Inputs.Length);
        int start = 0;
        foreach (var input in node.Inputs)
        {
            int end = start + input.Shape[axis];
            gradients.Add(new Node(new Slice([start], [end], [axis]), [outputGradient]));
            start = end;
        }
        return gradients.MoveToImmutable();
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("axis", Axis)];
}
