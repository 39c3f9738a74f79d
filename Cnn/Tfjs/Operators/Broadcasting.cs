namespace Cnn.Tfjs.Operators;

/// <summary>
/// Brings the inputs of an elementwise operator into one order of axes. The largest decides, and of several as large one that
/// lies NCHW: weights are stored as it needs them, and a map is not turned for them.
/// </summary>
internal static class Broadcasting
{
    public static (Node[] Nodes, Ints Order) Of(TfReader n, params Value[] values)
    {
        int rank = values.Max(v => v.Shape.Rank);
        var lead = values.Where(v => v.Shape.Rank == rank)
            .OrderBy(v => v.Tensor is not null).ThenByDescending(v => v.Shape.Count).ThenByDescending(v => v.Order == Value.Nchw)
            .First();
        return ([.. values.Select(v => v == lead ? n.AsIs(v) : Raised(n, v, rank, lead.Order))], lead.Order);
    }

    // A single number is a scalar, which every backend builds in; other values get axes of length 1 in front.
    private static Node Raised(TfReader n, Value value, int rank, Ints order)
    {
        if (value.Tensor is { Count: 1 } && rank > 0)
            return n.Plain(n.Reshaped(value, Shape.Scalar));
        if (value.Shape.Rank < rank)
            value = n.Reshaped(value, new Shape([.. Enumerable.Repeat(1, rank - value.Shape.Rank), .. value.Shape]));
        return n.In(value, order);
    }
}
