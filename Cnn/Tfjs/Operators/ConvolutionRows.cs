using Cnn.Ops;

namespace Cnn.Tfjs.Operators;

/// <summary>Convolutions and pools, with what TensorFlow's optimiser fused into them.</summary>
internal static class ConvolutionRows
{
    public static readonly TfOperator[] All =
    [
        TfOperator.Of("Conv2D", n => ReadConv(n, depthwise: false)),
        TfOperator.Of("_FusedConv2D", n => ReadConv(n, depthwise: false)),
        TfOperator.Of("DepthwiseConv2dNative", n => ReadConv(n, depthwise: true)),
        TfOperator.Of("FusedDepthwiseConv2dNative", n => ReadConv(n, depthwise: true)),
        TfOperator.Of("Conv2DBackpropInput", ReadTransposed),
        TfOperator.Of("MaxPool", n => ReadPool(n, (kernel, strides, pads) => new MaxPool(kernel, strides, pads))),
        TfOperator.Of("AvgPool", n => ReadPool(n, (kernel, strides, pads) => new AveragePool(kernel, strides, pads))),
    ];

    private static Value ReadConv(TfReader n, bool depthwise)
    {
        var maps = Maps.Of(n);
        var (x, w) = (n.Value(0), n.Value(1));
        RequireRank(n, x, "the input");
        RequireRank(n, w, "the filter");
        // [kh, kw, in, out]; of a depthwise one [kh, kw, in, multiplier], whose maps are ordered by their input.
        if (depthwise)
            w = n.Reshaped(w, [w.Shape[0], w.Shape[1], Require.Length((long)w.Shape[2] * w.Shape[3]), 1]);
        int channels = x.Shape[maps.Channels];
        int depth = depthwise ? 1 : w.Shape[2];
        if (depth == 0 || channels % depth != 0)
            throw n.Error($"the filter takes {depth} channels; the input has {channels}");
        Ints strides = maps.Of(n.Ints("strides"), n, "strides");
        Ints dilations = n.Ints("dilations") is { Length: > 0 } given ? maps.Of(given, n, "dilations") : [1, 1];
        var op = new Conv(strides, maps.Pads(n, x.Shape, [w.Shape[0], w.Shape[1]], strides, dilations), dilations, channels / depth);
        var input = n.In(x, maps.Order);
        var weight = n.In(w, depthwise ? [2, 3, 0, 1] : [3, 2, 0, 1]);
        var fused = new FusedOperators(n, firstInput: 2);
        var bias = fused.Bias(maps: weight.Shape[0]);
        var result = bias is null ? n.Make(op, input, weight) : n.Make(op, input, weight, bias);
        return fused.Apply(new Value(result, maps.Order));
    }

    // The gradient of a convolution, whose input is what this one makes: sizes, filter [kh, kw, out, in], input.
    private static Value ReadTransposed(TfReader n)
    {
        var maps = Maps.Of(n);
        var (sizes, w, x) = (n.KnownInts(0, "output shape"), n.Value(1), n.Value(2));
        RequireRank(n, w, "the filter");
        RequireRank(n, x, "the input");
        if (sizes.Length != 4)
            throw n.Error($"its output shape has {sizes.Length} axes; 4 are needed");
        // What follows from another value's shape goes with it already.
        if (n.Value(0).Tensor is not null)
            (sizes[maps.Height], sizes[maps.Width]) = (n.Scaled(sizes[maps.Height], 1), n.Scaled(sizes[maps.Width], 2));
        Ints strides = maps.Of(n.Ints("strides"), n, "strides");
        Ints dilations = n.Ints("dilations") is { Length: > 0 } given ? maps.Of(given, n, "dilations") : [1, 1];
        Shape output = [sizes[0], sizes[1], sizes[2], sizes[3]];
        Ints kernel = [w.Shape[0], w.Shape[1]];
        var pads = maps.Pads(n, output, kernel, strides, dilations);
        // What the forward convolution's stride leaves over at the end.
        int Extra(int i, int axis) => output[axis]
            - ((x.Shape[axis] - 1) * strides[i] + (kernel[i] - 1) * dilations[i] + 1 - pads[i] - pads[2 + i]);
        Ints extra = [Extra(0, maps.Height), Extra(1, maps.Width)];
        var op = new ConvTranspose(strides, pads, dilations, OutputPadding: extra);
        // TensorFlow's filter is [kh, kw, out, in], ours [in, out, kh, kw].
        return new Value(n.Make(op, n.In(x, maps.Order), n.In(w, [3, 2, 0, 1])), maps.Order);
    }

    private static Value ReadPool(TfReader n, Func<Ints, Ints, Ints, Op> make)
    {
        var maps = Maps.Of(n);
        var x = n.Value(0);
        RequireRank(n, x, "the input");
        Ints kernel = maps.Of(n.Ints("ksize"), n, "ksize"), strides = maps.Of(n.Ints("strides"), n, "strides");
        var pads = maps.Pads(n, x.Shape, kernel, strides, [1, 1]);
        return new Value(n.Make(make(kernel, strides, pads), n.In(x, maps.Order)), maps.Order);
    }

    private static void RequireRank(TfReader n, Value value, string what)
    {
        if (value.Shape.Rank != 4)
            throw n.Error($"{what} must have 4 axes; it has shape {value.Shape}");
    }
}
