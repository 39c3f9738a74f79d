using Cnn.Ops;

namespace Cnn.Tfjs.Operators;

/// <summary>What picks elements by their index.</summary>
internal static class IndexRows
{
    public static readonly TfOperator[] All =
    [
        TfOperator.Of("Gather", n => Gathered(n, 0)),
        TfOperator.Of("GatherV2", n => n.Int("batch_dims", 0) == 0
            ? Gathered(n, n.KnownInt(2, "axis")) : throw n.Error("batch_dims other than 0 are not supported")),
        TfOperator.Of("GatherNd", ReadGatherNd),
        TfOperator.Of("SparseToDense", ReadSparse),
        new("TopKV2", n =>
        {
            n.Flag("sorted");
            var value = n.Value(0);
            int k = n.KnownInt(1, "k");
            var node = n.AsIs(value);
            return [.. Enumerable.Range(0, 2).Select(output =>
                new Value(n.Output(output, new TopK(k, value.PlaceOf(-1), Output: output), node), value.Order))];
        }),
    ];

    private static Value Gathered(TfReader n, int axis)
    {
        var (value, indices) = (n.Value(0), n.Value(1));
        axis = value.Shape.Axis(axis);
        // One index for each place keeps the axes where they lie.
        if (indices.Shape.Rank == 1)
            return new Value(n.Make(new Gather(value.PlaceOf(axis)), n.AsIs(value), n.Plain(indices)), value.Order);
        var result = n.Make(new Gather(axis), n.Plain(value), n.Plain(indices));
        return new Value(result, Value.Plain(result.Shape.Rank));
    }

    // A list that is one number but at some places: how files make the shape for a Reshape.
    private static Value ReadSparse(TfReader n)
    {
        int[] indices = n.KnownInts(0, "indices"), shape = n.KnownInts(1, "shape"), values = n.KnownInts(2, "values");
        if (shape is not [>= 0 and var length] || length > n.Limits.MaxFolding || values.Length != 1 && values.Length != indices.Length)
            throw n.Error($"{indices.Length} indices and {values.Length} values for the shape [{string.Join(", ", shape)}]; "
                + "lists of known length are supported");
        var list = new long[length];
        Array.Fill(list, n.KnownInt(3, "default value"));
        for (int i = 0; i < indices.Length; i++)
            list[indices[i] >= 0 && indices[i] < length ? indices[i] : throw n.Error($"index {indices[i]} is not within {length}")] =
                values[values.Length == 1 ? 0 : i];
        return n.Result(Tensor.Vector(list));
    }

    // Each row of the indices says where in the first axes: one number after those axes became one.
    private static Value ReadGatherNd(TfReader n)
    {
        var (value, indices) = (n.Value(0), n.Value(1));
        int depth = indices.Shape.Rank > 0 ? indices.Shape[indices.Shape.Rank - 1] : 0;
        if (depth < 1 || depth > value.Shape.Rank)
            throw n.Error($"indices of shape {indices.Shape} do not fit a value of shape {value.Shape}");
        long[] strides = [.. Enumerable.Range(1, depth).Select(axis => (long)value.Shape.Product(axis, depth))];
        var rows = n.Helper("rows", new Reshape([value.Shape.Product(0, depth), .. value.Shape.Skip(depth)], AllowZero: true),
            n.Plain(value));
        var steps = n.Helper("steps", new Mul(), n.Plain(indices), new Node(new Constant(Tensor.Vector(strides))));
        var row = n.Helper("row", new ReduceSum([indices.Shape.Rank - 1], KeepDims: false), steps);
        var result = n.Make(new Gather(0), rows, row);
        return new Value(result, Value.Plain(result.Shape.Rank));
    }
}
