using Cnn.Ops;

namespace Cnn.Gl.Kernels;

/// <summary>What Conv and its input's gradient share: packed weights, tiles, and the launch of <c>conv_packed</c>.</summary>
internal static class PackedConvolution
{
    private const int MostShares = 16;

    /// <summary>Whether a node's kernel has an <see cref="Epilogue"/>.</summary>
    public static bool TakesMore(Node node) => node.Op switch
    {
        Conv conv => Convolution.IsDepthwise(node, conv.Group)
            || Convolution.CanPack(node.Inputs[0].Shape, node.Inputs[1].Shape, conv.Group),
        ConvTranspose transpose => ConvolutionGradients.CanPack(node, transpose.Group),
        ConvGradInput gradient => ConvolutionGradients.CanPack(node, gradient.Conv.Group),
        _ => false,
    };

    /// <summary>An input of the node as the kernel wants it: packed, or row-major where a few channels lie so anyway.</summary>
    public static GlTensor Input(NodePlanner p, int index) => p.Input(index, IsFew(p, index) ? GlLayout.Nchw : GlLayout.C4);

    /// <summary>Whether an input has so few channels, in rows of their own, that packing them costs more than it gains.</summary>
    public static bool IsFew(NodePlanner p, int index) => p.Node.Inputs[index].Shape[1] < 4 && p.LayoutOf(index) == GlLayout.Nchw;

    /// <summary>
    /// How often an invocation of <c>conv_packed</c> goes round for so many taps and input channels; the loops over its tile
    /// are unrolled.
    /// </summary>
    public static long Trips(int height, int width, int channels) =>
        Loops.Nested(height, width, channels < Layouts.C4.Channels ? channels : Layouts.C4.Packs(channels));

    /// <summary>Input channels as the weights are packed for: rounded up to whole groups where the input is packed.</summary>
    public static int Depth(GlTensor x, int inputs) => x.Layout == GlLayout.C4 ? (inputs + 3) / 4 * 4 : inputs;

    /// <summary>The packed form of input 1 of the node.</summary>
    /// <param name="p">The node.</param>
    /// <param name="x">What the weights multiply.</param>
    /// <param name="maps">Output channels.</param>
    /// <param name="inputs">Input channels of a group.</param>
    /// <param name="taps">Taps of the kernel.</param>
    /// <param name="transposed">Exchanges inputs and maps and reverses the taps.</param>
    public static GlTensor Weights(NodePlanner p, GlTensor x, int maps, int inputs, int taps, bool transposed)
    {
        int depth = Depth(x, inputs);
        var kernel = new Kernel("conv_pack", Trips: 4) { Label = "pack weights" }
            .With("MAPS", maps).With("INPUTS", inputs).With("TAPS", taps);
        return p.Derive($"conv {depth} {transposed}", [1], transposed ? kernel.Define("TRANSPOSED", 1) : kernel,
            () => GlTensor.New([(maps + 3) / 4, 4, taps, depth], layout: GlLayout.C4));
    }

    /// <summary>Adds the launch, with the node's bias and whatever can be done on the way out.</summary>
    /// <param name="p">The node.</param>
    /// <param name="kernel">The kernel with its strides and pads.</param>
    /// <param name="window">The window, for its taps and dilations.</param>
    /// <param name="x">The input.</param>
    /// <param name="weights">The packed weights.</param>
    /// <param name="group">The number of groups.</param>
    public static void Launch(NodePlanner p, Kernel kernel, Window window, GlTensor x, GlTensor weights, int group)
    {
        GlTensor[] inputs = [x, weights];
        if (p.Node.Inputs.Length == 3)
        {
            kernel = kernel.Define("BIAS", 1);
            inputs = [.. inputs, p.Input(2)];
        }
        var epilogue = new Epilogue(p, GlLayout.C4);
        (kernel, inputs) = epilogue.Append(kernel, inputs);
        var y = p.Output(epilogue.Target, GlLayout.C4);
        if (window.Taps == 1 && IsWhole(window.H) && IsWhole(window.W))
        {
            // One tap does not know rows: the whole plane is one.
            inputs[0] = x with { Shape = [x.Map.N, x.Map.C, 1, x.Map.Plane] };
            y = y with { Shape = [y.Map.N, y.Map.C, 1, y.Map.Plane] };
        }
        var tile = p.SharesSums ? Tile.Small(y) : Tile.For(y, group);
        // Shares only shorten the loops that the kernel declares.
        int shares = p.SharesSums ? Shares(x.Layout == GlLayout.C4 ? x.Groups / group : x.Map.C) : 1;
        int size = shares > 1 ? Math.Max(64, 8 * shares) : tile.GroupSize(y);
        int tiles = size / shares, groups = (tile.Invocations(y) - 1) / tiles + 1;
        kernel = kernel with { Label = $"conv_packed {tile.X}×{tile.Y}×{4 * tile.G}", Bake = true, GroupSize = size };
        if (shares > 1)
            kernel = kernel with { Label = $"{kernel.Label} by {shares}" };
        kernel = kernel.With("SHARES", shares).With("TILES", tiles).With("SPREAD", p.SharesSums ? 1 : 0);
        kernel = kernel.With("TILE_X", tile.X).With("TILE_Y", tile.Y).With("TILE_G", tile.G)
            .With("KERNEL_Y", window.H.Kernel).With("KERNEL_X", window.W.Kernel).With("TAPS", window.Taps)
            .With("DILATION_Y", window.H.Dilation).With("DILATION_X", window.W.Dilation).With("DEPTH", weights.Map.W);
        if (x.Layout == GlLayout.Nchw)
            kernel = kernel.Define("SCALAR_INPUT", 1);
        p.Launch(kernel.ForEach(checked(groups * size)), inputs, y);
    }

    // Into how many slices of at least one texel the input channels are cut.
    private static int Shares(int depth)
    {
        int shares = 1;
        while (shares < MostShares && 2 * shares <= depth)
            shares *= 2;
        return shares;
    }

    // Whether the window's places are those of the input.
    private static bool IsWhole(WindowAxis axis) => axis is { Stride: 1, PadBegin: 0, PadEnd: 0 };

    /// <summary>What one invocation computes: X × Y places of G groups of four channels.</summary>
    private readonly record struct Tile(int X, int Y, int G)
    {
        public static Tile For(GlTensor output, int group)
        {
            var map = output.Map;
            int groups = output.Groups / group;
            int g = groups % 2 == 0 ? 2 : 1;
            int x = map.W >= 3 ? 4 : map.W;
            int y = map.H >= 2 ? 2 : 1;
            if (map.H == 1 && map.W >= 8)
                x = 8;
            return new(x, y, g);
        }

        // Many small tiles instead of few large ones: a GPU has more units than a small map has places.
        public static Tile Small(GlTensor output)
        {
            var map = output.Map;
            return map.H == 1 ? new(Math.Min(map.W, 4), 1, 1) : new(Math.Min(map.W, 2), 2, 1);
        }

        public int Invocations(GlTensor output) =>
            (output.Map.W + X - 1) / X * ((output.Map.H + Y - 1) / Y) * (output.Groups / G) * output.Map.N;

        // Small work is split finely, so that all cores or units have some.
        public int GroupSize(GlTensor output) => Invocations(output) switch
        {
            < 512 => 8,
            < 2048 => 32,
            _ => 64,
        };
    }
}
