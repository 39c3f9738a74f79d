using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>One of the parts of a tensor along an axis. <see href="https://onnx.ai/onnx/operators/onnx__Split.html"/></summary>
/// <param name="Axis">The axis; negative counts from the end.</param>
/// <param name="Sizes">The parts' lengths; they add up to the axis.</param>
/// <param name="Output">Which part, from 0.</param>
public sealed record Split(int Axis, Ints Sizes, int Output) : StridedCopy
{
    /// <summary>Equal parts, the last one shorter where they do not divide the axis.</summary>
    public static Ints EqualSizes(int length, int parts)
    {
        if (parts < 1)
            throw new CnnException($"cannot split into {parts} parts");
        int size = (int)(((long)length + parts - 1) / parts);
        return [.. Enumerable.Range(0, parts).Select(i => (int)Math.Clamp(length - (long)i * size, 0, size))];
    }

    internal override Shape ShapeFor(Shape input)
    {
        int axis = input.Axis(Axis);
        if (Sizes.Any(s => s < 0) || Sizes.Sum(s => (long)s) != input[axis])
            throw new CnnException($"parts {Sizes} do not add up to axis {axis} of {input}");
        if (Output < 0 || Output >= Sizes.Count)
            throw new CnnException($"there is no part {Output} of {Sizes.Count}");
        return input.With(axis, Sizes[Output]);
    }

    /// <inheritdoc/>
    public override StridedView View(Shape input)
    {
        var strides = input.Strides();
        return new(ShapeFor(input), [.. strides], Sizes.Take(Output).Sum() * strides[input.Axis(Axis)]);
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        var input = node.Inputs[0].Shape;
        var pads = new int[2 * input.Rank];
        pads[input.Axis(Axis)] = Sizes.Take(Output).Sum();
        pads[input.Rank + input.Axis(Axis)] = Sizes.Skip(Output + 1).Sum();
        return [new Node(new Pad([.. pads]), [outputGradient])];
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() =>
        [("axis", Axis), .. Named("split", Sizes), ("output", Output)];
}
