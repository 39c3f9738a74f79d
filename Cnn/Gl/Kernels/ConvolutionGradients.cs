using Cnn.Ops;

namespace Cnn.Gl.Kernels;

/// <summary>The two gradients of Conv, and ConvTranspose, each in a packed form and one for any geometry.</summary>
internal static class ConvolutionGradients
{
    // So many invocations keep the units of a device busy; the batch is split into slices until there are as many.
    private const int EnoughInvocations = 1024;

    // Each slice's result is as large as all weights: there are no more than the bound of loops needs.
    private const int MostTrips = Loops.Most / 2;

    /// <summary>ConvGradInput: a convolution of dLoss/dOutput with the reversed weights.</summary>
    public static void Input(NodePlanner p)
    {
        var op = (ConvGradInput)p.Node.Op;
        Scatter(p, op.Conv.Window(op.Input, p.Node.Inputs[1].Shape), op.Conv.Group);
    }

    /// <summary>ConvTranspose: the same, with a bias.</summary>
    public static void Transpose(NodePlanner p)
    {
        var op = (ConvTranspose)p.Node.Op;
        Scatter(p, op.Window(p.Node.Inputs[0].Shape, p.Node.Inputs[1].Shape), op.Group);
    }

    /// <summary>
    /// Whether ConvTranspose or ConvGradInput runs packed: over two axes, without groups, with no more products than one loop
    /// can take.
    /// </summary>
    public static bool CanPack(Node node, int group) =>
        group == 1 && node.Inputs[1].Shape.Rank == 4 && Trips(node.Inputs[1].Shape) <= Loops.Most;

    private static long Trips(Shape w) => PackedConvolution.Trips(w[2], w[3], w[0]);

    private static void Scatter(NodePlanner p, Window window, int group)
    {
        var w = p.Node.Inputs[1].Shape;
        if (!CanPack(p.Node, group))
        {
            var general = Windows.Sizes(new Kernel("conv_grad_input", Trips: 0) { Label = "conv_grad_input", Bake = true }, window)
                .With("GROUPS", group).With("TAPS", window.Taps);
            int[] loops = [.. Windows.Taps(window), w[0] / group];
            Slices.Launch(p, p.Node.Inputs.Length == 3 ? general.Define("BIAS", 1) : general, loops, Reductions.Sum);
            return;
        }
        var dy = PackedConvolution.Input(p, 0);
        var weights = PackedConvolution.Weights(p, dy, w[1], w[0], window.Taps, transposed: true);
        var kernel = new Kernel("conv_packed", Trips(w)).With("GROUPS", 1)
            .With("STRIDE_Y", 1).With("STRIDE_X", 1).With("UPSTRIDE_Y", window.H.Stride).With("UPSTRIDE_X", window.W.Stride)
            .With("PAD_Y", BackwardPad(window.H)).With("PAD_X", BackwardPad(window.W));
        PackedConvolution.Launch(p, kernel, window, dy, weights, 1);
    }

    /// <summary>ConvGradWeight: partial sums over slices of the batch's rows, then their sum.</summary>
    public static void Weight(NodePlanner p)
    {
        var op = (ConvGradWeight)p.Node.Op;
        var window = op.Conv.Window(p.Node.Inputs[0].Shape, op.Weight);
        if (op.Conv.Group != 1 || op.Weight.Rank != 4 || window.W.Output >= MostTrips)
        {
            var general = Windows.Sizes(new Kernel("conv_grad_weight", Trips: 0) { Label = "conv_grad_weight", Bake = true }, window)
                .With("GROUPS", op.Conv.Group).With("TAPS", window.Taps);
            int[] loops = [p.Node.Inputs[0].Shape[0], window.D.Output, window.H.Output, window.W.Output];
            Slices.Launch(p, general, loops, Reductions.Sum);
            return;
        }
        var x = PackedConvolution.Input(p, 0);
        var dy = p.Input(1, GlLayout.C4);
        int depth = PackedConvolution.Depth(x, op.Weight[1]);
        int tile = x.Layout == GlLayout.Nchw ? Math.Min(window.W.Kernel, 5) : 1;
        int places = (window.W.Kernel + tile - 1) / tile * window.H.Kernel * x.Groups * dy.Groups;
        int rows = x.Map.N * window.H.Output, longest = MostTrips / (window.W.Output + 1);
        int slices = Math.Max(Math.Clamp(EnoughInvocations / places, 1, x.Map.N), (rows - 1) / longest + 1);
        var parts = p.Scratch([slices * dy.Groups, 4, window.Taps, depth], layout: GlLayout.C4);
        var kernel = new Kernel("conv_grad_weight_packed", Loops.Nested((rows - 1) / slices + 1, window.W.Output))
        {
            Label = $"conv_grad_weight_packed {slices}",
            Bake = true,
            GroupSize = 8,
        };
        kernel = kernel.With("TILE_X", tile).With("SLICES", slices).With("TAPS", window.Taps).With("DEPTH", depth)
            .With("KERNEL_Y", window.H.Kernel).With("KERNEL_X", window.W.Kernel)
            .With("STRIDE_Y", window.H.Stride).With("STRIDE_X", window.W.Stride)
            .With("DILATION_Y", window.H.Dilation).With("DILATION_X", window.W.Dilation)
            .With("PAD_Y", window.H.PadBegin).With("PAD_X", window.W.PadBegin);
        p.Launch((x.Layout == GlLayout.Nchw ? kernel.Define("SCALAR_INPUT", 1) : kernel).ForEach(places * slices), [x, dy], parts);
        var sum = new Kernel("conv_grad_weight_sum", Trips: slices) { Label = "conv_grad_weight_sum" }
            .With("TAPS", window.Taps).With("INPUTS", op.Weight[1]).With("DEPTH", depth)
            .With("SLICES", slices).With("OUTPUT_GROUPS", dy.Groups);
        var output = p.Output();
        p.Launch(sum.ForEach(output.Texels), [parts], output);
    }

    // Seen backwards, the first tap reaches so far before the first output.
    private static int BackwardPad(WindowAxis axis) => (axis.Kernel - 1) * axis.Dilation - axis.PadBegin;
}
