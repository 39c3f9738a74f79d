using Cnn.Ops;

namespace Cnn.Gl.Kernels;

/// <summary>
/// Which kernel convolves. The place for further variants: add a shader and a branch in <see cref="Conv"/> that says for
/// which shapes it is the fastest.
/// </summary>
internal static class Convolution
{
    /// <summary>Conv.</summary>
    public static void Conv(NodePlanner p)
    {
        var op = (Conv)p.Node.Op;
        var (x, w) = (p.Node.Inputs[0].Shape, p.Node.Inputs[1].Shape);
        var window = op.Window(x, w);
        if (IsDepthwise(p.Node, op.Group))
            Depthwise(p, window);
        else if (CanPack(x, w, op.Group))
            Packed(p, window, op.Group);
        else
            General(p, window, op.Group);
    }

    /// <summary>Whether each channel is convolved alone, over two axes; one channel into one map is such a convolution too.</summary>
    public static bool IsDepthwise(Node node, int group)
    {
        var w = node.Inputs[1].Shape;
        return node.Shape.Rank == 4 && group == node.Inputs[0].Shape[1] && group == w[0]
            && Loops.Nested(w[2], w[3]) <= Loops.Most;
    }

    /// <summary>
    /// Whether channels packed by four fit: over two axes, groups that are whole packs, and no more products than one loop can
    /// take.
    /// </summary>
    public static bool CanPack(Shape x, Shape w, int group) =>
        x.Rank == 4 && (group == 1 || (x[1] / group % 4 == 0 && w[0] / group % 4 == 0))
        && PackedConvolution.Trips(w[2], w[3], w[1]) <= Loops.Most;

    private static void General(NodePlanner p, Window window, int group)
    {
        var kernel = Windows.Sizes(new Kernel("conv", Trips: 0) { Label = "conv", Bake = true }, window).With("GROUPS", group);
        int[] loops = [p.Node.Inputs[1].Shape[1], .. Windows.Taps(window)];
        Slices.Launch(p, p.Node.Inputs.Length == 3 ? kernel.Define("BIAS", 1) : kernel, loops, Reductions.Sum);
    }

    private static void Packed(NodePlanner p, Window window, int group)
    {
        var w = p.Node.Inputs[1].Shape;
        var x = PackedConvolution.Input(p, 0);
        var weights = PackedConvolution.Weights(p, x, w[0], w[1], window.Taps, transposed: false);
        var kernel = new Kernel("conv_packed", PackedConvolution.Trips(w[2], w[3], w[1]))
            .With("GROUPS", group).With("UPSTRIDE_Y", 1).With("UPSTRIDE_X", 1)
            .With("STRIDE_Y", window.H.Stride).With("STRIDE_X", window.W.Stride)
            .With("PAD_Y", window.H.PadBegin).With("PAD_X", window.W.PadBegin);
        PackedConvolution.Launch(p, kernel, window, x, weights, group);
    }

    private static void Depthwise(NodePlanner p, Window window)
    {
        bool few = p.Node.Shape[1] == 1 || PackedConvolution.IsFew(p, 0);
        var layout = Layouts.CanPack(p.Node.Shape, p.Node.Type) && !few ? GlLayout.C4 : GlLayout.Nchw;
        int channels = p.Node.Shape[1];
        var packed = new Kernel("conv_depthwise_pack", Trips: 4) { Label = "pack weights" }.With("TAPS", window.Taps);
        var weights = p.Derive($"depthwise {layout}", [1], packed, () => GlTensor.New([window.Taps, channels, 1, 1], layout: layout));
        int tile = window.W.Output >= 4 ? 4 : 1;
        var kernel = new Kernel("conv_depthwise", Loops.Nested(window.H.Kernel, window.W.Kernel)) { Label = "conv_depthwise", Bake = true }
            .With("TILE_X", tile).With("KERNEL_Y", window.H.Kernel).With("KERNEL_X", window.W.Kernel)
            .With("STRIDE_Y", window.H.Stride).With("STRIDE_X", window.W.Stride)
            .With("DILATION_Y", window.H.Dilation).With("DILATION_X", window.W.Dilation)
            .With("PAD_Y", window.H.PadBegin).With("PAD_X", window.W.PadBegin);
        GlTensor[] inputs = [p.Input(0, layout), weights];
        if (p.Node.Inputs.Length == 3)
        {
            kernel = kernel.Define("BIAS", 1);
            inputs = [.. inputs, layout == GlLayout.C4 ? PackedBias(p, channels) : p.Input(2)];
        }
        var epilogue = new Epilogue(p, layout);
        (kernel, inputs) = epilogue.Append(kernel, inputs);
        var output = p.Output(epilogue.Target, layout);
        int invocations = (window.W.Output + tile - 1) / tile * window.H.Output * output.Groups * output.Map.N;
        p.Launch(kernel.ForEach(invocations), inputs, output);
    }

    private static GlTensor PackedBias(NodePlanner p, int channels) => p.Derive(
        "bias", [2], new Kernel("to_c4", Trips: 0) { Label = "pack bias" }, () => GlTensor.New([1, channels, 1, 1], layout: GlLayout.C4));
}
