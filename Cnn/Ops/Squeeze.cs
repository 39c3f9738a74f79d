namespace Cnn.Ops;

/// <summary>Drops axes of length 1. <see href="https://onnx.ai/onnx/operators/onnx__Squeeze.html"/></summary>
/// <param name="Axes">The axes; empty means all of length 1.</param>
public sealed record Squeeze(Ints Axes = default) : SameElements
{
    internal override Shape ShapeFor(Shape input)
    {
        var drop = new bool[input.Rank];
        for (int axis = 0; axis < drop.Length; axis++)
            drop[axis] = Axes.Count == 0 && input[axis] == 1;
        foreach (int axis in Axes)
            drop[input.Axis(axis)] = input[input.Axis(axis)] == 1
                ? true
                : throw new CnnException($"axis {axis} of {input} has length {input[input.Axis(axis)]}, not 1");
        return new([.. input.Where((_, axis) => !drop[axis])]);
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => Named("axes", Axes);
}

/// <summary>Inserts axes of length 1. <see href="https://onnx.ai/onnx/operators/onnx__Unsqueeze.html"/></summary>
/// <param name="Axes">Where they stand in the output, in any order; negative counts from its end.</param>
public sealed record Unsqueeze(Ints Axes) : SameElements
{
    internal override Shape ShapeFor(Shape input)
    {
        int rank = input.Rank + Axes.Count;
        if (rank > Shape.MaxRank)
            throw new CnnException($"{input} with {Axes.Count} more axes exceeds the highest rank {Shape.MaxRank}");
        var lengths = new int[rank];
        foreach (int axis in Axes)
        {
            if (axis < -rank || axis >= rank || lengths[(axis + rank) % rank] == 1)
                throw new CnnException($"axes {Axes} do not name {Axes.Count} of {rank} axes");
            lengths[(axis + rank) % rank] = 1;
        }
        int next = 0;
        for (int axis = 0; axis < rank; axis++)
            if (lengths[axis] == 0)
                lengths[axis] = input[next++];
        return new(lengths);
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => Named("axes", Axes);
}
