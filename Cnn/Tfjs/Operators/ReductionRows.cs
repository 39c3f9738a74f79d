using Cnn.Ops;

namespace Cnn.Tfjs.Operators;

/// <summary>What folds axes, and what works along one.</summary>
internal static class ReductionRows
{
    public static readonly TfOperator[] All =
    [
        Reduction("Mean", (axes, keep) => new ReduceMean(axes, keep)),
        Reduction("Sum", (axes, keep) => new ReduceSum(axes, keep)),
        Reduction("Max", (axes, keep) => new ReduceMax(axes, keep)),
        Reduction("Min", (axes, keep) => new ReduceMin(axes, keep)),
        Reduction("Prod", (axes, keep) => new ReduceProd(axes, keep)),
        TfOperator.Of("ArgMax", n => ReadBest(n, axis => new ArgMax(axis, KeepDims: false))),
        TfOperator.Of("ArgMin", n => ReadBest(n, axis => new ArgMin(axis, KeepDims: false))),
        TfOperator.Of("Softmax", n => new(n.Make(new Softmax(n.Value(0).PlaceOf(-1)), n.AsIs(n.Value(0))), n.Value(0).Order)),
        TfOperator.Of("LogSoftmax", n => new(n.Make(new LogSoftmax(n.Value(0).PlaceOf(-1)), n.AsIs(n.Value(0))), n.Value(0).Order)),
    ];

    /// <summary>The order that is left when axes of TensorFlow's are gone.</summary>
    public static Ints Without(Ints order, IReadOnlyCollection<int> axes) =>
        [.. order.Where(axis => !axes.Contains(axis)).Select(axis => axis - axes.Count(gone => gone < axis))];

    private static TfOperator Reduction(string type, Func<Ints, bool, Op> make) => TfOperator.Of(type, n =>
    {
        var value = n.Value(0);
        int[] axes = [.. n.KnownInts(1, "axes").Select(value.Shape.Axis).Distinct()];
        bool keep = n.Flag("keep_dims");
        // No axis means none here, and all to our operators.
        if (axes.Length == 0)
            return value;
        Ints places = [.. axes.Select(axis => value.PlaceOf(axis)).Order()];
        var op = make(places, keep);
        // What every network ends with has a name of its own.
        if (op is ReduceMean && keep && value.Shape.Rank == 4 && places is [2, 3])
            op = new GlobalAveragePool();
        return new Value(n.Make(op, n.AsIs(value)), keep ? value.Order : Without(value.Order, axes));
    });

    private static Value ReadBest(TfReader n, Func<int, Op> make)
    {
        var value = n.Value(0);
        int axis = value.Shape.Axis(n.InputCount > 1 ? n.KnownInt(1, "axis") : 0);
        return new Value(n.Make(make(value.PlaceOf(axis)), n.AsIs(value)), Without(value.Order, [axis]));
    }
}
