using System.Text.Json.Nodes;
using static Cnn.Tests.Tfjs.TfModelFile;

namespace Cnn.Tests.Tfjs;

/// <summary>Convolutions, pools and resampling, each with its sum written out over NHWC.</summary>
internal static class ConvolutionCases
{
    private static readonly PlainArray X = PlainArray.Numbers(1, 2, 7, 5, 3);

    public static IEnumerable<OperatorCase> All =>
    [
        Conv("Conv2D SAME", 3, 3, "SAME", [1, 1], [1, 1]),
        Conv("Conv2D SAME, an odd pad comes last", 2, 4, "SAME", [2, 3], [1, 1]),
        Conv("Conv2D VALID, strides and dilations apart", 2, 3, "VALID", [2, 1], [3, 1]),
        Conv("Conv2D SAME, dilated", 3, 2, "SAME", [1, 1], [2, 3]),
        Conv("Conv2D EXPLICIT", 3, 3, "EXPLICIT", [1, 2], [1, 1], [0, 0, 1, 2, 0, 3, 0, 0]),
        Depthwise("DepthwiseConv2dNative", "DepthwiseConv2dNative", 1, []),
        Depthwise("DepthwiseConv2dNative, two maps a channel", "DepthwiseConv2dNative", 2, []),
        Depthwise("FusedDepthwiseConv2dNative", "FusedDepthwiseConv2dNative", 2, ["BiasAdd", "Relu6"]),
        .. new[] { "Relu", "Relu6", "Elu", "Sigmoid", "Tanh", "LeakyRelu", "Prelu" }.Select(Fused),
        Normalised(),
        Transposed("Conv2DBackpropInput SAME", "SAME", 14, 9),
        Transposed("Conv2DBackpropInput VALID", "VALID", 16, 11),
        Pool("MaxPool VALID", "MaxPool", "VALID", double.NegativeInfinity, Math.Max, (best, _) => best),
        Pool("MaxPool SAME ignores the pads", "MaxPool", "SAME", double.NegativeInfinity, Math.Max, (best, _) => best),
        Pool("AvgPool SAME divides by what is inside", "AvgPool", "SAME", 0, (sum, v) => sum + v, (sum, count) => sum / count),
        PadBeforeConv(),
        DilatedByBlocks(),
        BiasAfterConv(),
        HardSwish(1f / 6),
        HardSwish((float)(Half)(1f / 6)),
        .. new[] { (false, false), (false, true), (true, false) }.SelectMany(m => new[] { (12, 9), (3, 2) }
            .SelectMany(size => new[] { Resized("ResizeBilinear", size, m), Resized("ResizeNearestNeighbor", size, m) })),
    ];

    private static (int Out, int Begin) Window(int size, int kernel, int stride, int dilation, string padding, int begin, int end)
    {
        int reach = (kernel - 1) * dilation + 1;
        if (padding == "SAME")
        {
            int steps = (size + stride - 1) / stride;
            return (steps, Math.Max(0, (steps - 1) * stride + reach - size) / 2);
        }
        return ((size + begin + end - reach) / stride + 1, begin);
    }

    private static PlainArray Convolve(PlainArray x, PlainArray w, string padding, int[] strides, int[] dilations, int[]? pads = null)
    {
        pads ??= new int[8];
        var (height, top) = Window(x.Shape[1], w.Shape[0], strides[0], dilations[0], padding, pads[2], pads[3]);
        var (width, left) = Window(x.Shape[2], w.Shape[1], strides[1], dilations[1], padding, pads[4], pads[5]);
        return PlainArray.Of([x.Shape[0], height, width, w.Shape[3]], i =>
        {
            double sum = 0;
            for (int ky = 0; ky < w.Shape[0]; ky++)
                for (int kx = 0; kx < w.Shape[1]; kx++)
                    for (int c = 0; c < w.Shape[2]; c++)
                        sum += x[i[0], i[1] * strides[0] + ky * dilations[0] - top, i[2] * strides[1] + kx * dilations[1] - left, c]
                            * w[ky, kx, c, i[3]];
            return sum;
        });
    }

    private static (string, JsonObject)[] Attributes(string padding, int[] strides, int[] dilations, int[]? pads = null) =>
    [
        ("strides", Numbers(1, strides[0], strides[1], 1)), ("dilations", Numbers(1, dilations[0], dilations[1], 1)),
        ("padding", Word(padding)), ("data_format", Word("NHWC")), ("explicit_paddings", Numbers(pads ?? [])),
        ("T", TfModelFile.Type("DT_FLOAT")),
    ];

    private static OperatorCase Conv(string name, int kh, int kw, string padding, int[] strides, int[] dilations, int[]? pads = null)
    {
        var w = PlainArray.Numbers(2, kh, kw, 3, 5);
        return new(name, Convolve(X, w, padding, strides, dilations, pads), file => file
            .Floats("w", w.Shape, w.Values)
            .Node("Conv2D", "y", ["x0", "w"], Attributes(padding, strides, dilations, pads)), X);
    }

    private static OperatorCase Depthwise(string name, string type, int multiplier, string[] fused)
    {
        var w = PlainArray.Numbers(3, 3, 2, 3, multiplier);
        var b = PlainArray.Numbers(4, 3 * multiplier);
        // Map c·m + k sees channel c only: a full filter that is 0 elsewhere.
        var full = PlainArray.Of([3, 2, 3, 3 * multiplier], i => i[3] / multiplier == i[2] ? w[i[0], i[1], i[2], i[3] % multiplier] : 0);
        var expected = Convolve(X, full, "SAME", [2, 2], [1, 1]);
        if (fused.Length > 0)
            expected = PlainArray.Of(expected.Shape, i => Math.Clamp(expected[i] + b[i[3]], 0, 6));
        return new(name, expected, file =>
        {
            file.Floats("w", w.Shape, w.Values).Floats("b", b.Shape, b.Values)
                .Node(type, "y", fused.Length > 0 ? ["x0", "w", "b"] : ["x0", "w"],
                    [.. Attributes("SAME", [2, 2], [1, 1]), ("fused_ops", Words(fused)), ("num_args", Number(fused.Length > 0 ? 1 : 0))]);
        }, X);
    }

    private static OperatorCase Fused(string activation)
    {
        var (w, b, slope) = (PlainArray.Numbers(5, 3, 3, 3, 5), PlainArray.Numbers(6, 5), PlainArray.Numbers(7, 1, 1, 5));
        var sums = Convolve(X, w, "SAME", [1, 1], [1, 1]);
        var expected = PlainArray.Of(sums.Shape, i =>
        {
            double v = (double)sums[i] + b[i[3]];
            return activation switch
            {
                "Relu" => Math.Max(0, v),
                "Relu6" => Math.Clamp(v, 0, 6),
                "Elu" => v > 0 ? v : Math.Exp(v) - 1,
                "Sigmoid" => 1 / (1 + Math.Exp(-v)),
                "Tanh" => Math.Tanh(v),
                "LeakyRelu" => v > 0 ? v : 0.3f * v,
                _ => v > 0 ? v : slope[0, 0, i[3]] * v,
            };
        });
        string[] inputs = activation == "Prelu" ? ["x0", "w", "b", "slope"] : ["x0", "w", "b"];
        return new($"_FusedConv2D {activation}", expected, file => file
            .Floats("w", w.Shape, w.Values).Floats("b", b.Shape, b.Values).Floats("slope", slope.Shape, slope.Values)
            .Node("_FusedConv2D", "y", inputs,
                [.. Attributes("SAME", [1, 1], [1, 1]), ("fused_ops", Words("BiasAdd", activation)), ("leakyrelu_alpha", Real(0.3f)),
                    ("epsilon", Real(0))]), X);
    }

    private static OperatorCase Normalised()
    {
        var w = PlainArray.Numbers(8, 1, 3, 3, 5);
        PlainArray[] n = [.. Enumerable.Range(9, 4).Select(seed => PlainArray.Numbers(seed, 5))];
        n[3] = n[3].Map(v => Math.Abs(v) + 0.1);
        var sums = Convolve(X, w, "SAME", [1, 1], [1, 1]);
        return new("_FusedConv2D FusedBatchNorm", PlainArray.Of(sums.Shape, i =>
            n[0][i[3]] * (sums[i] - n[2][i[3]]) / Math.Sqrt(n[3][i[3]] + 0.01f) + n[1][i[3]]), file =>
        {
            file.Floats("w", w.Shape, w.Values);
            for (int k = 0; k < 4; k++)
                file.Floats($"n{k}", n[k].Shape, n[k].Values);
            file.Node("_FusedConv2D", "y", ["x0", "w", "n0", "n1", "n2", "n3"],
                [.. Attributes("SAME", [1, 1], [1, 1]), ("fused_ops", Words("FusedBatchNorm")), ("epsilon", Real(0.01f))]);
        }, X);
    }

    // Each element is scattered over a window of the output, as the convolution's gradient is.
    private static OperatorCase Transposed(string name, string padding, int height, int width)
    {
        int[] strides = [2, 2];
        var w = PlainArray.Numbers(13, 3, 2, 4, 3);
        var (_, top) = Window(height, 3, 2, 1, padding, 0, 0);
        var (_, left) = Window(width, 2, 2, 1, padding, 0, 0);
        var expected = PlainArray.Of([2, height, width, 4], i =>
        {
            double sum = 0;
            for (int y = 0; y < 7; y++)
                for (int x = 0; x < 5; x++)
                    for (int c = 0; c < 3; c++)
                        if (w.Has(i[1] + top - y * strides[0], i[2] + left - x * strides[1], i[3], c))
                            sum += X[i[0], y, x, c] * w[i[1] + top - y * strides[0], i[2] + left - x * strides[1], i[3], c];
            return sum;
        });
        return new(name, expected, file => file.Floats("w", w.Shape, w.Values).Ints("size", 2, height, width, 4)
            .Node("Conv2DBackpropInput", "y", ["size", "w", "x0"], Attributes(padding, strides, [1, 1])), X);
    }

    private static OperatorCase Pool(
        string name, string type, string padding, double first, Func<double, double, double> add, Func<double, int, double> end)
    {
        var (height, top) = Window(7, 3, 2, 1, padding, 0, 0);
        var (width, left) = Window(5, 2, 2, 1, padding, 0, 0);
        return OperatorCase.Node(name, type, PlainArray.Of([2, height, width, 3], i =>
        {
            double sum = first;
            int count = 0;
            for (int ky = 0; ky < 3; ky++)
                for (int kx = 0; kx < 2; kx++)
                    if (X.Has(i[0], i[1] * 2 + ky - top, i[2] * 2 + kx - left, i[3]))
                    {
                        sum = add(sum, X[i[0], i[1] * 2 + ky - top, i[2] * 2 + kx - left, i[3]]);
                        count++;
                    }
            return end(sum, count);
        }), [X], ("ksize", Numbers(1, 3, 2, 1)), ("strides", Numbers(1, 2, 2, 1)), ("padding", Word(padding)),
            ("data_format", Word("NHWC")));
    }

    private static OperatorCase PadBeforeConv()
    {
        var w = PlainArray.Numbers(14, 3, 3, 3, 4);
        return new("Pad before Conv2D", Convolve(X, w, "EXPLICIT", [2, 2], [1, 1], [0, 0, 0, 1, 2, 1, 0, 0]), file => file
            .Floats("w", w.Shape, w.Values).Ints("pads", [4, 2], [0, 0, 0, 1, 2, 1, 0, 0]).Node("Pad", "p", ["x0", "pads"])
            .Node("Conv2D", "y", ["p", "w"], Attributes("VALID", [2, 2], [1, 1])), X);
    }

    // How TensorFlow 1 says a convolution of dilation 2 and 3.
    private static OperatorCase DilatedByBlocks()
    {
        var w = PlainArray.Numbers(17, 3, 2, 3, 4);
        return new("SpaceToBatchND and back", Convolve(X, w, "EXPLICIT", [1, 1], [2, 3], [0, 0, 2, 2, 1, 2, 0, 0]), file => file
            .Floats("w", w.Shape, w.Values).Ints("block", 2, 3).Ints("pads", [2, 2], [2, 3, 1, 3]).Ints("crops", [2, 2], [0, 1, 0, 1])
            .Node("SpaceToBatchND", "s", ["x0", "block", "pads"]).Node("Conv2D", "c", ["s", "w"], Attributes("VALID", [1, 1], [1, 1]))
            .Node("BatchToSpaceND", "y", ["c", "block", "crops"]), X);
    }

    private static OperatorCase BiasAfterConv()
    {
        var (w, b) = (PlainArray.Numbers(15, 3, 3, 3, 4), PlainArray.Numbers(16, 4));
        var sums = Convolve(X, w, "SAME", [1, 1], [1, 1]);
        return new("BiasAdd after Conv2D", PlainArray.Of(sums.Shape, i => sums[i] + b[i[3]]), file => file
            .Floats("w", w.Shape, w.Values).Floats("b", b.Shape, b.Values)
            .Node("Conv2D", "c", ["x0", "w"], Attributes("SAME", [1, 1], [1, 1]))
            .Node("BiasAdd", "y", ["c", "b"], ("data_format", Word("NHWC"))), X);
    }

    private static OperatorCase HardSwish(float sixth) =>
        new($"HardSwish by {sixth}", X.Map(v => v * 2 * Math.Clamp(v * 2 + 3, 0, 6) * sixth), file => file
            .Floats("two", [], 2).Floats("three", [], 3).Floats("sixth", [], sixth)
            .Node("Mul", "x", ["x0", "two"]).Node("AddV2", "a", ["x", "three"]).Node("Relu6", "r", ["a"])
            .Node("Mul", "s", ["r", "sixth"]).Node("Mul", "y", ["x", "s"]), X);

    private static OperatorCase Resized(string type, (int Height, int Width) size, (bool Corners, bool Centres) mode)
    {
        double At(int i, int from, int to) => mode.Corners && to > 1 ? i * (from - 1.0) / (to - 1)
            : mode.Centres ? (i + 0.5) * from / to - 0.5 : i * (double)from / to;
        int Nearest(int i, int from, int to) => (int)Math.Clamp(mode.Corners ? Math.Floor(At(i, from, to) + 0.5)
            : Math.Floor(mode.Centres ? (i + 0.5) * from / to : At(i, from, to)), 0, from - 1);
        (int Low, int High, double Share) Between(int i, int from, int to)
        {
            double at = Math.Clamp(At(i, from, to), 0, from - 1);
            return ((int)at, Math.Min((int)at + 1, from - 1), at - (int)at);
        }
        var expected = PlainArray.Of([2, size.Height, size.Width, 3], i =>
        {
            if (type != "ResizeBilinear")
                return X[i[0], Nearest(i[1], 7, size.Height), Nearest(i[2], 5, size.Width), i[3]];
            var (y, x) = (Between(i[1], 7, size.Height), Between(i[2], 5, size.Width));
            double top = X[i[0], y.Low, x.Low, i[3]] * (1 - x.Share) + X[i[0], y.Low, x.High, i[3]] * x.Share;
            double bottom = X[i[0], y.High, x.Low, i[3]] * (1 - x.Share) + X[i[0], y.High, x.High, i[3]] * x.Share;
            return top * (1 - y.Share) + bottom * y.Share;
        });
        return new($"{type} to {size.Height}×{size.Width}{(mode.Corners ? ", corners" : "")}{(mode.Centres ? ", centres" : "")}", expected,
            file => file.Ints("size", size.Height, size.Width).Node(type, "y", ["x0", "size"],
                ("align_corners", Flag(mode.Corners)), ("half_pixel_centers", Flag(mode.Centres))), X);
    }
}
