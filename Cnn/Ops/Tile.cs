using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>Repeats the whole tensor along its axes. <see href="https://onnx.ai/onnx/operators/onnx__Tile.html"/></summary>
/// <param name="Repeats">How often, per axis.</param>
public sealed record Tile(Ints Repeats) : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        var x = inputs[0].Shape;
        if (Repeats.Count != x.Rank || Repeats.Any(r => r < 0))
            throw new CnnException($"repeats {Repeats} do not fit shape {x}");
        var lengths = new int[x.Rank];
        for (int axis = 0; axis < lengths.Length; axis++)
            lengths[axis] = (long)x[axis] * Repeats[axis] <= int.MaxValue
                ? x[axis] * Repeats[axis]
                : throw new CnnException($"axis {axis} of {x} repeated {Repeats[axis]} times is too long");
        return new(new Shape(lengths), inputs[0].Type);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        switch (Tensor.SizeOf(output.Type))
        {
            case 8: Repeat<long>(inputs[0], output); break;
            case 4: Repeat<int>(inputs[0], output); break;
            default: Repeat<byte>(inputs[0], output); break;
        }
    }

    private static void Repeat<T>(Tensor input, Tensor output) where T : unmanaged
    {
        var x = Elements.Of<T>(input);
        var y = Elements.Of<T>(output);
        var strides = input.Shape.Strides();
        var walk = new Walk(output.Shape, []);
        int row = 0;
        while (walk.Next())
        {
            int from = 0;
            for (int axis = 0; axis < strides.Length; axis++)
                from += walk.Index[axis] % input.Shape[axis] * strides[axis];
            int length = strides.Length == 0 ? 1 : input.Shape.AsSpan()[^1];
            for (int i = 0; i < walk.Length; i++)
                y[row + i] = x[from + i % length];
            row += walk.Length;
        }
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        // [r₀, d₀, r₁, d₁, …] summed over the repeats; more than three axes would exceed the highest rank.
        var x = node.Inputs[0].Shape;
        if (2 * x.Rank > Shape.MaxRank)
            throw new CnnException($"Tile (node '{node.Name}') has no gradient for rank {x.Rank}");
        Ints split = [.. Enumerable.Range(0, x.Rank).SelectMany(axis => new[] { Repeats[axis], x[axis] })];
        Ints repeats = [.. Enumerable.Range(0, x.Rank).Select(axis => 2 * axis)];
        if (x.Rank == 0)
            return [outputGradient];
        var parts = new Node(new Reshape(split), [outputGradient]);
        return [new Node(new ReduceSum(repeats, KeepDims: false), [parts])];
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => Named("repeats", Repeats);
}
