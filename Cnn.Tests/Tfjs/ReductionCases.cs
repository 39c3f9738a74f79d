using static Cnn.Tests.Tfjs.TfModelFile;

namespace Cnn.Tests.Tfjs;

/// <summary>What folds axes, works along one, or multiplies matrices.</summary>
internal static class ReductionCases
{
    private static readonly PlainArray X = PlainArray.Numbers(31, 2, 4, 3, 5);
    private static readonly PlainArray A = PlainArray.Numbers(32, 3, 4), B = PlainArray.Numbers(33, 4, 5);

    public static IEnumerable<OperatorCase> All =>
    [
        .. new[] { true, false }.SelectMany(keep => new int[][] { [1, 2], [-1], [0, 2, 3] }.SelectMany(axes => new[]
        {
            Reduced("Mean", axes, keep, values => values.Average()), Reduced("Sum", axes, keep, values => values.Sum()),
            Reduced("Max", axes, keep, values => values.Max()), Reduced("Min", axes, keep, values => values.Min()),
            Reduced("Prod", axes, keep, values => values.Aggregate((a, b) => a * b)),
        })),
        Best("ArgMax", 3, (a, b) => a > b), Best("ArgMax", 1, (a, b) => a > b), Best("ArgMin", 2, (a, b) => a < b),
        Along("Softmax", (v, all) => Math.Exp(v) / all.Sum(Math.Exp)), Along("LogSoftmax", (v, all) => v - Math.Log(all.Sum(Math.Exp))),
        Product("MatMul", false, false, []), Product("MatMul", true, false, []), Product("MatMul", false, true, []),
        Product("_FusedMatMul", false, false, ["BiasAdd", "Relu"]),
        Batch("BatchMatMul", false, false), Batch("BatchMatMulV2", true, false), Batch("BatchMatMulV2", false, true),
        Dense(),
    ];

    private static OperatorCase Reduced(string type, int[] axes, bool keep, Func<IEnumerable<double>, double> fold)
    {
        var folded = axes.Select(axis => (axis + 4) % 4).ToHashSet();
        int[] shape = [.. X.Shape.Select((length, axis) => folded.Contains(axis) ? 1 : length)];
        var expected = PlainArray.Of(shape, at =>
        {
            int[] start = [.. at];
            var values = new List<double>();
            PlainArray.Of([.. X.Shape.Select((length, axis) => folded.Contains(axis) ? length : 1)], i =>
            {
                values.Add(X[[.. i.Select((k, axis) => start[axis] + k)]]);
                return 0;
            });
            return fold(values);
        });
        return new($"{type} of [{string.Join(", ", axes)}]{(keep ? ", kept" : "")}", expected, file => file.Ints("axes", axes)
            .Node(type, "y", ["x0", "axes"], ("keep_dims", Flag(keep))), X);
    }

    private static OperatorCase Best(string type, int axis, Func<float, float, bool> better)
    {
        int[] shape = [.. X.Shape.Where((_, a) => a != axis)];
        var expected = PlainArray.Of(shape, i =>
        {
            float At(int k) => X[[.. i.Take(axis), k, .. i.Skip(axis)]];
            int best = 0;
            for (int k = 1; k < X.Shape[axis]; k++)
                best = better(At(k), At(best)) ? k : best;
            return best;
        });
        return new($"{type} of {axis}", expected, file => file.Ints("axis", [], [axis]).Node(type, "y", ["x0", "axis"]),
            X)
        { IsCast = true };
    }

    private static OperatorCase Along(string type, Func<double, double[], double> function) => OperatorCase.Node(type, type,
        PlainArray.Of(X.Shape, i => function(X[i], [.. Enumerable.Range(0, 5).Select(c => (double)X[i[0], i[1], i[2], c])])), [X]);

    private static PlainArray Turned(PlainArray m) => PlainArray.Of([m.Shape[1], m.Shape[0]], i => m[i[1], i[0]]);

    private static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);

    private static OperatorCase Product(string type, bool turnA, bool turnB, string[] fused)
    {
        var bias = PlainArray.Numbers(34, 5);
        var expected = PlainArray.Of([3, 5], i => Sum(4, k => A[i[0], k] * B[k, i[1]]));
        if (fused.Length > 0)
            expected = PlainArray.Of([3, 5], i => Math.Max(0, expected[i] + bias[i[1]]));
        var w = turnB ? Turned(B) : B;
        return new($"{type}{(turnA ? ", a turned" : "")}{(turnB ? ", b turned" : "")}", expected, file => file
            .Floats("w", w.Shape, w.Values).Floats("b", [5], bias.Values)
            .Node(type, "y", fused.Length > 0 ? ["x0", "w", "b"] : ["x0", "w"],
                ("transpose_a", Flag(turnA)), ("transpose_b", Flag(turnB)), ("fused_ops", Words(fused))), turnA ? Turned(A) : A);
    }

    private static OperatorCase Batch(string type, bool turnA, bool turnB)
    {
        int[] Shape(int rows, int columns, bool turn) => turn ? [2, 5, columns, rows] : [2, 5, rows, columns];
        var (a, b) = (PlainArray.Numbers(35, Shape(4, 6, turnA)), PlainArray.Numbers(36, Shape(6, 5, turnB)));
        float At(PlainArray m, bool turn, int[] i, int row, int column) => turn ? m[i[0], i[1], column, row] : m[i[0], i[1], row, column];
        return OperatorCase.Node($"{type}{(turnA ? ", x turned" : "")}{(turnB ? ", y turned" : "")}", type,
            PlainArray.Of([2, 5, 4, 5], i => Sum(6, k => At(a, turnA, i, i[2], k) * At(b, turnB, i, k, i[3]))), [a, b],
            ("adj_x", Flag(turnA)), ("adj_y", Flag(turnB)));
    }

    // A map is flattened in TensorFlow's order before a dense layer.
    private static OperatorCase Dense()
    {
        var w = PlainArray.Numbers(37, 60, 7);
        return new("MatMul of a flattened map", PlainArray.Of([2, 7], i => Sum(60, k => X.Values[i[0] * 60 + k] * w[k, i[1]])), file => file
            .Ints("shape", -1, 60).Floats("w", w.Shape, w.Values).Node("Reshape", "f", ["x0", "shape"])
            .Node("MatMul", "y", ["f", "w"], ("transpose_a", Flag(false)), ("transpose_b", Flag(false))), X);
    }
}
