using Cnn.Ops;

namespace Cnn.Tests.Gl;

/// <summary>
/// Graphs whose kernels would loop a little more than 65,535 times if an invocation computed an output alone: software OpenGL
/// then ends the loops without a word. What comes last always counts: sums are of positive numbers, the best lies at the end.
/// </summary>
internal static class LoopCases
{
    public static IEnumerable<(string Name, Node[] Outputs)> All =>
        [.. Softmaxes(), .. Reductions(), .. Pools(), .. PoolGradients(), .. Normalizations(), .. Products(), .. Convolutions(),
            .. ConvolutionGradients(), .. Selections(), .. Suppressions()];

    // How an input is filled is told by its name: see Fill.
    private static Node In(Shape shape, string name, DataType type = DataType.Float32) => new(new Input(shape, type), name);

    private static Node Of(Op op, params Node[] inputs) => new(op, inputs);

    // Probabilities of 1 in 33,000 are enlarged, so that a wrong one is not within what is allowed.
    private static Node Large(Node x) => x * 1000f;

    private static (string, Node[]) Case(string name, params Node[] outputs) => (name, outputs);

    private static IEnumerable<(string, Node[])> Softmaxes()
    {
        var wide = In([3, 33_001], "ramp wide");
        var masked = In([2, 40_001], "masked");
        yield return Case("Softmax of rows", Large(Of(new Softmax(), wide)));
        yield return Case("Softmax of columns", Large(Of(new Softmax(1), In([2, 33_001, 3], "ramp deep"))));
        yield return Case("Softmax over all that follows", Large(Of(new Softmax(1, ToEnd: true), In([2, 3, 107, 103], "ramp map"))));
        yield return Case("Softmax over places", Large(Of(new Softmax(), In([1, 257 * 256], "ramp places"))));
        yield return Case("Softmax where whole slices are −∞", Large(Of(new Softmax(), masked)), Of(new LogSoftmax(), masked));
        yield return Case("LogSoftmax", Of(new LogSoftmax(), wide));
        var (y, dy) = (In([2, 33_001, 2], "positive y"), In([2, 33_001, 2], "positive dy"));
        yield return Case("SoftmaxGrad", Of(new SoftmaxGrad(new Softmax(1)), y, dy));
        yield return Case("LogSoftmaxGrad", Of(new LogSoftmaxGrad(new LogSoftmax(1)), y, dy));
        var labels = In([3], "labels", DataType.Int64);
        yield return Case("SoftmaxCrossEntropyLoss", Of(new SoftmaxCrossEntropyLoss(), wide, labels));
        yield return Case("SoftmaxCrossEntropyLossGrad",
            Large(Of(new SoftmaxCrossEntropyLossGrad(), wide, labels, In([], "positive dLoss"))));
        var (q, k, v) = (In([1, 2, 3, 8], "q"), In([1, 2, 8, 40_001], "k"), In([1, 2, 40_001, 5], "positive v"));
        yield return Case("attention over 40,000 keys", Of(new MatMul(), Of(new Softmax(-1), Of(new MatMul(), q, k)), v));
    }

    private static IEnumerable<(string, Node[])> Reductions()
    {
        var line = In([1, 3, 66_001], "positive line");
        yield return Case("ReduceSum, ReduceMean", Of(new ReduceSum([0, 2]), line), Of(new ReduceMean([0, 2]), line));
        yield return Case("ReduceL1, ReduceL2, ReduceSumSquare",
            Of(new ReduceL1([0, 2]), line), Of(new ReduceL2([0, 2]), line), Of(new ReduceSumSquare([0, 2]), line));
        yield return Case("ReduceProd", Of(new ReduceProd([0, 2]), In([1, 2, 66_001], "near one")));
        yield return Case("ReduceMax", Of(new ReduceMax([0, 2]), In([1, 2, 66_001], "ramp")));
        yield return Case("ReduceMin", Of(new ReduceMin([0, 2]), In([1, 2, 66_001], "fall")));
        yield return Case("ReduceSum of integers", Of(new ReduceSum([0, 2]), In([1, 2, 66_001], "whole", DataType.Int32)));
        yield return Case("ReduceSum of three runs", Of(new ReduceSum([0, 2, 4]), In([1, 2, 211, 3, 337], "positive runs")));
        var maps = In([1, 67, 257, 256], "ramp maps");
        yield return Case("GlobalAveragePool, GlobalMaxPool, ReduceSum of maps",
            Of(new GlobalAveragePool(), maps), Of(new GlobalMaxPool(), maps), Of(new ReduceSum([2, 3]), maps));
    }

    private static IEnumerable<(string, Node[])> Pools()
    {
        var (ramp, positive) = (In([1, 3, 261, 259], "ramp"), In([2, 3, 260, 257], "positive"));
        yield return Case("MaxPool of 260 × 256", Of(new MaxPool([260, 256], [2, 1]), ramp));
        yield return Case("MaxPool of 512 × 513", Of(new MaxPool([512, 513]), In([1, 2, 513, 515], "ramp")));
        var indices = new MaxPool([260, 256], Output: 1);
        yield return Case("MaxPool's indices", Of(indices, ramp), Of(indices with { ColumnMajor = true }, ramp));
        yield return Case("MaxPool's indices of equal numbers", Of(indices, In([2, 1, 261, 257], "late ties")));
        yield return Case("MaxPool of one axis", Of(new MaxPool([66_001]), In([2, 1, 66_003], "ramp")));
        yield return Case("MaxPool of bytes", Of(new MaxPool([260, 256]), In([1, 3, 260, 258], "ramp bytes", DataType.UInt8)));
        yield return Case("AveragePool of 259 × 256", Of(new AveragePool([259, 256]), positive));
        yield return Case("AveragePool with padding",
            Of(new AveragePool([259, 257], [3, 1], [1, 0, 2, 1], CountIncludePad: true), positive));
        yield return Case("AveragePool of three axes", Of(new AveragePool([41, 40, 43]), In([1, 1, 42, 41, 43], "positive box")));
    }

    private static IEnumerable<(string, Node[])> PoolGradients()
    {
        MaxPool max = new([19, 17]), large = new([131, 130]);
        AveragePool average = new([259, 256], Pads: [100, 90, 110, 101]), none = new([16_401]);
        Shape x = [1, 2, 40, 37], map = [1, 1, 32_805];
        Node Dy(Op pool, Node x) => In(Of(pool, x).Shape, "positive dy");
        var (ramp, ties, wide) = (In(x, "ramp x"), In(x, "ties x"), In([1, 3, 151, 149], "ramp x"));
        yield return Case("MaxPoolGrad", Of(new MaxPoolGrad(max), ramp, Dy(max, ramp)));
        yield return Case("MaxPoolGrad of equal numbers", Of(new MaxPoolGrad(max), ties, Dy(max, ties)));
        yield return Case("MaxPoolGrad of a large window", Of(new MaxPoolGrad(large), wide, Dy(large, wide)));
        yield return Case("AveragePoolGrad", Of(new AveragePoolGrad(none, map), Dy(none, In(map, "x"))));
        Shape small = [2, 1, 60, 67];
        yield return Case("AveragePoolGrad with padding", Of(new AveragePoolGrad(average, small), Dy(average, In(small, "x"))));
    }

    private static IEnumerable<(string, Node[])> Normalizations()
    {
        var maps = In([1, 129, 257, 256], "saw maps");
        Node[] affine = [In([129], "positive scale"), In([129], "bias")];
        yield return Case("InstanceNormalization, GroupNormalization", Of(new InstanceNormalization(), [maps, .. affine]),
            Of(new GroupNormalization(3), [maps, .. affine]));
        yield return Case("LayerNormalization",
            Of(new LayerNormalization(), In([130, 66_001], "saw rows"), In([66_001], "positive scale")));
        // A sum for each of as many channels: just enough of them that the sums are cut.
        yield return Case("LRN", Of(new LRN(16_603), In([2, 8_301], "positive channels")));
        var statistics = Enumerable.Range(0, 4).Select(i => In([3], $"positive {i}"));
        yield return Case("BatchNormalization", Of(new BatchNormalization(), [In([1, 3, 257, 256], "x"), .. statistics]));
    }

    private static IEnumerable<(string, Node[])> Products()
    {
        yield return Case("MatMul", Of(new MatMul(), In([3, 66_001], "positive a"), In([66_001, 5], "positive b")));
        yield return Case("MatMul, four columns at once", Of(new MatMul(), In([3, 66_001], "positive a"), In([66_001, 8], "positive b")));
        yield return Case("MatMul of batches", Of(new MatMul(), In([2, 1, 3, 66_001], "positive a"), In([3, 66_001, 2], "positive b")));
        var c = In([5], "positive c");
        yield return Case("Gemm", Of(new Gemm(0.5f, 2000, TransA: true), In([66_001, 3], "positive a"), In([66_001, 5], "positive b"), c));
        yield return Case("Gemm, four products at once",
            Of(new Gemm(1, 3000, TransB: true), In([3, 262_404], "positive a"), In([5, 262_404], "positive b"), c));
    }

    private static IEnumerable<(string, Node[])> Convolutions()
    {
        Node Conv(Shape x, Shape w, Conv? conv = null, bool bias = true) => Of(conv ?? new Conv(),
            bias ? [In(x, "positive x"), In(w, "positive w"), In([w[0]], "bias")] : [In(x, "positive x"), In(w, "positive w")]);
        yield return Case("Conv with just as many products as a loop takes", Conv([1, 220_000, 1, 3], [5, 220_000, 1, 1]));
        yield return Case("Conv with just as many taps", Conv([1, 1, 245, 246], [5, 1, 243, 245]));
        yield return Case("Conv of each channel with just as many taps", Conv([1, 3, 244, 249], [3, 1, 243, 245], new Conv(Group: 3)));
        yield return Case("Conv of 262,404 channels", Conv([2, 262_404, 1, 2], [3, 262_404, 1, 1]));
        yield return Case("Conv of 257 × 259", Conv([1, 1, 258, 260], [3, 1, 257, 259]));
        yield return Case("Conv of one axis", Conv([2, 20, 3_305], [3, 20, 3_301], bias: false));
        yield return Case("Conv of three axes", Conv([1, 531, 5, 6, 5], [3, 531, 5, 5, 5]));
        yield return Case("Conv in groups", Conv([1, 6, 151, 150], [4, 3, 149, 149], new Conv(Group: 2)));
        yield return Case("Conv of each channel", Conv([2, 3, 258, 259], [3, 1, 258, 256], new Conv(Group: 3)));
        Node Back(Shape x, Shape w, ConvTranspose? op = null) => Of(
            op ?? new ConvTranspose(), In(x, "positive x"), In(w, "positive w"), In([w[1] * (op?.Group ?? 1)], "bias"));
        yield return Case("ConvTranspose with just as many products", Back([1, 220_000, 1, 3], [220_000, 3, 1, 1]));
        yield return Case("ConvTranspose of 262,404 channels", Back([1, 262_404, 1, 2], [262_404, 3, 1, 1]));
        yield return Case("ConvTranspose of 257 × 259",
            Back([1, 1, 259, 260], [1, 1, 257, 259], new ConvTranspose(Pads: [254, 256, 254, 257])));
        yield return Case("ConvTranspose in groups", Back([1, 66_402, 3], [66_402, 1, 2], new ConvTranspose(Group: 2)));
    }

    private static IEnumerable<(string, Node[])> ConvolutionGradients()
    {
        Node Dy(Shape x, Shape w, Conv conv) => In(Of(conv, In(x, "x"), In(w, "w")).Shape, "positive dy");
        Node Weight(Shape x, Shape w, Conv conv) => Of(new ConvGradWeight(conv, w), In(x, "positive x"), Dy(x, w, conv));
        Node Input(Shape x, Shape w, Conv conv) => Of(new ConvGradInput(conv, x), Dy(x, w, conv), In(w, "positive w"));
        yield return Case("ConvGradWeight", Weight([1, 3, 258, 259], [5, 3, 2, 3], new Conv()));
        yield return Case("ConvGradWeight of packed maps", Weight([2, 5, 258, 259], [5, 5, 2, 1], new Conv()));
        yield return Case("ConvGradWeight of long rows", Weight([1, 1, 1, 66_003], [2, 1, 1, 3], new Conv()));
        yield return Case("ConvGradWeight in groups", Weight([1, 4, 257, 258], [2, 2, 1, 2], new Conv(Group: 2)));
        yield return Case("ConvGradInput", Input([1, 3, 1, 2], [262_404, 3, 1, 1], new Conv()));
        yield return Case("ConvGradInput of one axis", Input([2, 2, 4], [22_001, 2, 3], new Conv()));
    }

    private static IEnumerable<(string, Node[])> Selections()
    {
        var line = In([2, 66_001], "ramp");
        yield return Case("ArgMax", Of(new ArgMax(1), line), Of(new ArgMax(0), In([66_001, 3], "ramp deep")));
        var (ties, x, columns, few) = (In([2, 66_001], "ties"), In([2, 8_400], "x"), In([8_401, 3], "x"), In([3, 1_001], "ties"));
        yield return Case("ArgMax of equal numbers", Of(new ArgMax(1), ties), Of(new ArgMax(1, SelectLast: true), ties));
        var whole = In([66_001, 2], "whole", DataType.Int32);
        yield return Case("ArgMin", Of(new ArgMin(1), In([2, 66_001], "fall")), Of(new ArgMin(0), whole));
        yield return Case("ArgMax where there is NaN", Of(new ArgMax(1), In([2, 66_001], "ramp NaN")));
        yield return Case("TopK, 300 of 8,400", Of(new TopK(300), x), Of(new TopK(300, Output: 1), x));
        var worst = new TopK(21, 0, Largest: false);
        yield return Case("TopK of columns", Of(worst, columns), Of(worst with { Output = 1 }, columns));
        yield return Case("TopK of equal numbers", Of(new TopK(300, Output: 1), In([3, 8_399], "ties")));
        yield return Case("TopK of all", Of(new TopK(1_001), few), Of(new TopK(1_001, Output: 1), few));
        var numbers = In([9_001, 2], "ramp NaN");
        yield return Case("TopK where there is NaN", Of(new TopK(70, 0, Output: 1), numbers),
            Of(new TopK(9, 0, Largest: false, Output: 1), numbers));
        var antialias = new Resize([1, 1, 1, 2f / 70_001], Mode: ResizeMode.Linear) { Antialias = true };
        yield return Case("Resize of 70,001 to 2", Of(antialias, In([1, 3, 2, 70_001], "positive")));
        var cubic = antialias with { Scales = [1, 1, 3f / 70_001, 1], Mode = ResizeMode.Cubic };
        yield return Case("Resize of columns", Of(cubic, In([2, 1, 70_001, 2], "positive")));
    }

    private static IEnumerable<(string, Node[])> Suppressions()
    {
        var (boxes, scores) = (In([2, 1_000, 4], "boxes"), In([2, 3, 1_000], "scores"));
        yield return Case("NonMaxSuppression, 100 of 1,000", Of(new NonMaxSuppression(100, 0.5f, 0.1f), boxes, scores));
        yield return Case("NonMaxSuppression, as many as there are", Of(new NonMaxSuppression(1_000, 0.3f), boxes, scores));
        yield return Case("NonMaxSuppression about centres", Of(new NonMaxSuppression(50, 0.4f, 0.7f, CenterBoxes: true), boxes, scores));
        yield return Case("NonMaxSuppression of equal scores", Of(new NonMaxSuppression(100, 0.5f), boxes, In([2, 3, 1_000], "ties")));
    }

    /// <summary>Values by the name of a leaf.</summary>
    public static Tensor Fill(Random random, Node node)
    {
        string kind = node.Name.Split(' ')[0];
        if (kind == "ramp" && node.Type == DataType.UInt8)
            return Tensor.From(
                node.Shape, Enumerable.Range(0, (int)node.Shape.Count).Select(i => (byte)(250L * i / node.Shape.Count)).ToArray());
        if (node.Type != DataType.Float32
            || kind is not ("ramp" or "fall" or "saw" or "near" or "ties" or "late" or "masked" or "boxes" or "scores"))
            return Kernels.Values(random, node);
        var value = new Tensor(node.Shape);
        var x = value.Floats;
        for (int i = 0; i < x.Length; i++)
        {
            float noise = (float)random.NextDouble();
            x[i] = kind switch
            {
                "ramp" => 40f * i / x.Length + 0.001f * noise,
                "fall" => -40f * i / x.Length - 0.001f * noise,
                "near" => i % 997 == 996 ? 1.03125f : 1,
                "saw" => 3f * (i % 65_792) / 65_792 + noise,
                "ties" => random.Next(200),
                // The best is in the last rows of a channel, more than once.
                "late" => i % 67_077 > 66_500 ? 200 : random.Next(200),
                // The first half of each row, and a row's every slice once.
                "masked" => i % 40_001 < 20_000 ? float.NegativeInfinity : 5 * noise + i % 40_001 / 10_000f,
                // Two corners not far apart, or a centre and a size.
                "boxes" => i % 4 < 2 ? noise : 0.1f + noise / 8,
                _ => noise,
            };
            if (node.Name.EndsWith("NaN") && i % 977 == 400)
                x[i] = float.NaN;
        }
        if (kind == "boxes")
            for (int i = 0; i < x.Length; i += 4)
                (x[i + 2], x[i + 3]) = (x[i] + x[i + 2], x[i + 1] + x[i + 3]);
        return value;
    }
}
