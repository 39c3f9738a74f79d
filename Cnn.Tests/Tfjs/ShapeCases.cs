using static Cnn.Tests.Tfjs.TfModelFile;

namespace Cnn.Tests.Tfjs;

/// <summary>What moves, joins, cuts, repeats and picks elements, and shapes as values.</summary>
internal static class ShapeCases
{
    private static readonly PlainArray X = PlainArray.Numbers(41, 2, 4, 6, 3), Same = PlainArray.Numbers(42, 2, 4, 6, 3);

    public static IEnumerable<OperatorCase> All =>
    [
        Reshaped("joins H and W", 2, 24, 3), Reshaped("splits C", 2, 4, 6, 1, 3), Reshaped("splits H", 2, 2, 2, 6, 3),
        Reshaped("moves", 2, -1, 4),
        Reshaped("takes all", -1), Shuffled(),
        Turned([0, 3, 1, 2]), Turned([3, 1, 0, 2]), Flattened(),
        new("Squeeze", PlainArray.Of([2, 6, 3], i => X[i[0], 2, i[1], i[2]]), file => Cut(file, [0, 2, 0, 0], [2, 1, 6, 3])
            .Node("Squeeze", "y", ["cut"], ("squeeze_dims", Numbers(1))), X),
        new("Squeeze all", PlainArray.Of([2, 3], i => X[i[0], 2, 5, i[1]]), file => Cut(file, [0, 2, 5, 0], [2, 1, 1, 3])
            .Node("Squeeze", "y", ["cut"], ("squeeze_dims", Numbers())), X),
        .. new[] { 0, 2, -1 }.Select(axis => new OperatorCase($"ExpandDims at {axis}", X, file => file.Ints("axis", [], [axis])
            .Node("ExpandDims", "e", ["x0", "axis"]).Node("Square", "y", ["e"]), X) with { Expected = X.Map(v => v * v) }),
        .. new[] { 1, -1 }.Select(axis => Joined(axis)),
        new("Pack", PlainArray.Of([2, 4, 2, 6, 3], i => (i[2] == 0 ? X : Same)[i[0], i[1], i[3], i[4]]), file => file
            .Node("Pack", "y", ["x0", "x1"], ("axis", Number(2)), ("N", Number(2))), X, Same),
        Part("Split", 1, "y:1", file => file.Ints("axis", [], [2]).Node("Split", "y", ["axis", "x0"], ("num_split", Number(3)))),
        Part("SplitV", 1, "y:1", file => file.Ints("axis", [], [2]).Ints("sizes", 2, 2, -1)
            .Node("SplitV", "y", ["x0", "sizes", "axis"], ("num_split", Number(3)))),
        new("Unpack", PlainArray.Of([2, 4, 6], i => X[i[0], i[1], i[2], 2]), file => file
            .Node("Unpack", "y", ["x0"], ("axis", Number(-1)), ("num", Number(3))), X) { Output = "y:2" },
        Padded("Pad", 0), Padded("PadV2", 1.5f), Padded("MirrorPad", 0),
        new("Tile", PlainArray.Of([2, 8, 6, 9], i => X[i[0], i[1] % 4, i[2], i[3] % 3]), file => file.Ints("n", 1, 2, 1, 3)
            .Node("Tile", "y", ["x0", "n"]), X),
        new("BroadcastTo", PlainArray.Of([2, 4, 6, 3], i => i[3] * 2 + 1), file => file.Ints("s", 2, 4, 6, 3)
            .Node("BroadcastTo", "y", ["x0", "s"]), new PlainArray([1, 3], [1, 3, 5])),
        new("DepthToSpace", PlainArray.Of([1, 4, 6, 2], i => D[0, i[1] / 2, i[2] / 2, (i[1] % 2 * 2 + i[2] % 2) * 2 + i[3]]), file => file
            .Node("DepthToSpace", "y", ["x0"], ("block_size", Number(2)), ("data_format", Word("NHWC"))), D),
        new("SpaceToDepth", PlainArray.Of([2, 2, 3, 12], i => X[i[0], i[1] * 2 + i[3] / 6, i[2] * 2 + i[3] / 3 % 2, i[3] % 3]), file => file
            .Node("SpaceToDepth", "y", ["x0"], ("block_size", Number(2)), ("data_format", Word("NHWC"))), X),
        new("Slice", PlainArray.Of([2, 2, 5, 1], i => X[i[0], i[1] + 1, i[2] + 1, i[3] + 2]), file => file
            .Ints("b", 0, 1, 1, 2).Ints("n", -1, 2, 5, 1).Node("Slice", "y", ["x0", "b", "n"]), X),
        Strided("a part", [0, 1, 0, 0], [0, 3, 6, 2], [1, 1, 2, 1], ("begin_mask", 1), ("end_mask", 1),
            PlainArray.Of([2, 2, 3, 2], i => X[i[0], i[1] + 1, i[2] * 2, i[3]])),
        Strided("backwards", [0, -1, 0, 0], [2, 0, 6, 3], [1, -1, 1, 1], ("end_mask", 2), ("begin_mask", 0),
            PlainArray.Of([2, 4, 6, 3], i => X[i[0], 3 - i[1], i[2], i[3]])),
        Strided("dots, one index, a new axis", [0, 0, 1], [0, 0, 2], [1, 1, 1], ("ellipsis_mask", 1), ("new_axis_mask", 2),
            PlainArray.Of([2, 4, 6], i => X[i[0], i[1], i[2], 1]), ("shrink_axis_mask", 4)),
        new("GatherV2", PlainArray.Of([2, 4, 6, 4], i => X[i[0], i[1], i[2], new[] { 2, 0, 0, 1 }[i[3]]]), file => file
            .Ints("i", 2, 0, 0, 1).Ints("a", [], [3]).Node("GatherV2", "y", ["x0", "i", "a"], ("batch_dims", Number(0))), X),
        new("Gather of a table", PlainArray.Of([2, 2, 4, 6, 3], i => X[new[] { 1, 0, 1, 1 }[i[0] * 2 + i[1]], i[2], i[3], i[4]]),
            file => file
            .Ints("i", [2, 2], [1, 0, 1, 1]).Node("Gather", "y", ["x0", "i"]), X),
        new("GatherNd", PlainArray.Of([2, 6, 3], i => i[0] == 0 ? X[1, 3, i[1], i[2]] : X[0, 2, i[1], i[2]]), file => file
            .Ints("i", [2, 2], [1, 3, 0, 2]).Node("GatherNd", "y", ["x0", "i"]), X),
        new("SparseToDense", PlainArray.Of(X.Shape, i => X[i] + new[] { 7, 5, 7 }[i[3]]), file => file.Ints("i", 1).Ints("n", 3)
            .Ints("v", 5).Ints("d", [], [7]).Node("SparseToDense", "s", ["i", "n", "v", "d"], ("validate_indices", Flag(true)))
            .Node("Cast", "f", ["s"], ("DstT", TfModelFile.Type("DT_FLOAT"))).Node("AddV2", "y", ["x0", "f"]), X),
        new("TopKV2", PlainArray.Of([2, 4, 6, 2], i => Sorted(i)[i[3]].Value), file => file.Ints("k", [], [2])
            .Node("TopKV2", "y", ["x0", "k"], ("sorted", Flag(true))), X),
        new("TopKV2, the indices", PlainArray.Of([2, 4, 6, 2], i => Sorted(i)[i[3]].Index), file => file.Ints("k", [], [2])
            .Node("TopKV2", "y", ["x0", "k"], ("sorted", Flag(true))), X) { Output = "y:1", IsCast = true },
        Value("Shape", [2, 4, 6, 3]), Value("Size", [144]), Value("Rank", [4]),
        Filled("Fill", 2.5f, file => file.Ints("s", 2, 4, 6, 3).Floats("v", [], 2.5f).Node("Fill", "f", ["s", "v"])),
        Filled("ZerosLike", 0, file => file.Node("ZerosLike", "f", ["x0"])),
        Filled("OnesLike", 1, file => file.Node("OnesLike", "f", ["x0"])),
        new("Range", PlainArray.Of([2, 4, 6, 3], i => X[i] + i[3] * 2 + 1), file => file
            .Floats("a", [], 1).Floats("b", [], 6).Floats("d", [], 2)
            .Node("Range", "r", ["a", "b", "d"]).Node("AddV2", "y", ["x0", "r"]), X),
    ];

    private static readonly PlainArray D = PlainArray.Numbers(43, 1, 2, 3, 8);

    private static List<(float Value, int Index)> Sorted(int[] i) =>
        [.. Enumerable.Range(0, 3).Select(c => (X[i[0], i[1], i[2], c], c)).OrderByDescending(v => v.Item1)];

    private static TfModelFile Cut(TfModelFile file, int[] begin, int[] size) =>
        file.Ints("begin", begin).Ints("size", size).Node("Slice", "cut", ["x0", "begin", "size"]);

    // What follows keeps the layout that the Reshape left.
    private static OperatorCase Reshaped(string name, params int[] shape) => new($"Reshape {name}", X.Map(v => v * v), file => file
        .Ints("s", shape).Node("Reshape", "r", ["x0", "s"]).Node("Square", "y", ["r"]), X);

    // How ShuffleNet mixes the groups of its channels.
    private static OperatorCase Shuffled()
    {
        var x = PlainArray.Numbers(44, 1, 5, 2, 8);
        return new("a channel shuffle", PlainArray.Of(x.Shape, i => x[i[0], i[1], i[2], i[3] % 2 * 4 + i[3] / 2]), file => file
            .Ints("s", 1, 5, 2, 2, 4).Ints("p", 0, 1, 2, 4, 3).Ints("back", 1, 5, 2, 8).Node("Reshape", "a", ["x0", "s"])
            .Node("Transpose", "b", ["a", "p"]).Node("Reshape", "y", ["b", "back"]), x);
    }

    private static OperatorCase Turned(int[] order)
    {
        int[] shape = [.. order.Select(axis => X.Shape[axis])];
        return new($"Transpose {string.Join(" ", order)}", PlainArray.Of(shape, i =>
            X[[.. Enumerable.Range(0, 4).Select(axis => i[Array.IndexOf(order, axis)])]]), file => file.Ints("p", order)
                .Node("Transpose", "y", ["x0", "p"]), X);
    }

    private static OperatorCase Flattened() => new("Mean, then a Reshape", PlainArray.Of([2, 3], i =>
        Enumerable.Range(0, 24).Average(k => X[i[0], k / 6, k % 6, i[1]])), file => file.Ints("axes", 1, 2).Ints("s", 2, 3)
            .Node("Mean", "m", ["x0", "axes"], ("keep_dims", Flag(true))).Node("Reshape", "y", ["m", "s"]), X);

    private static OperatorCase Joined(int axis)
    {
        int at = (axis + 4) % 4;
        int[] shape = [.. X.Shape];
        shape[at] *= 2;
        return new($"ConcatV2 at {axis}", PlainArray.Of(shape, i =>
        {
            int[] place = [.. i];
            place[at] %= X.Shape[at];
            return (i[at] < X.Shape[at] ? X : Same)[place];
        }), file => file.Ints("axis", [], [axis]).Node("ConcatV2", "y", ["x0", "x1", "axis"], ("N", Number(2))), X, Same);
    }

    private static OperatorCase Part(string name, int part, string output, Action<TfModelFile> build) => new(name,
        PlainArray.Of([2, 4, 2, 3], i => X[i[0], i[1], i[2] + 2 * part, i[3]]), build, X)
    { Output = output };

    private static OperatorCase Padded(string type, float value)
    {
        int Mirrored(int i, int length) => type != "MirrorPad" ? i : i < 0 ? -i : i >= length ? 2 * length - 2 - i : i;
        return new(type, PlainArray.Of([2, 7, 7, 4], i =>
        {
            int[] at = [i[0], Mirrored(i[1] - 1, 4), Mirrored(i[2] - 1, 6), Mirrored(i[3] - 1, 3)];
            return X.Has(at) ? X[at] : value;
        }), file => file.Ints("p", [4, 2], [0, 0, 1, 2, 1, 0, 1, 0]).Floats("v", [], value)
            .Node(type, "y", type == "PadV2" ? ["x0", "p", "v"] : ["x0", "p"], type == "MirrorPad" ? [("mode", Word("REFLECT"))] : []), X);
    }

    private static OperatorCase Strided(string name, int[] begin, int[] end, int[] step, (string, int) mask, (string, int) other,
        PlainArray expected, (string, int)? third = null) => new($"StridedSlice, {name}", expected, file => file
            .Ints("b", begin).Ints("e", end).Ints("s", step).Node("StridedSlice", "y", ["x0", "b", "e", "s"],
            [
                (mask.Item1, Number(mask.Item2)), (other.Item1, Number(other.Item2)),
                .. third is { } t ? new[] { (t.Item1, Number(t.Item2)) } : [],
            ]), X);

    private static OperatorCase Value(string type, float[] expected) => new(type, new([expected.Length], expected),
        file => file.Node(type, "y", ["x0"]), X)
    { IsCast = true };

    private static OperatorCase Filled(string name, float value, Action<TfModelFile> build) => new(name, X.Map(v => v + value), file =>
    {
        build(file);
        file.Node("AddV2", "y", ["x0", "f"]);
    }, X);
}
