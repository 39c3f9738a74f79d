using Cnn.Cpu.Lanes;
using Cnn.Ops;
using Cnn.Planning;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// The two gradients of Conv over two axes: depthwise, or groups of whole packs. For the input it is a convolution of the output's
/// gradient, spread to the stride's distances, with the weights seen backwards; for the weights a sum over all places.
/// </summary>
internal static class ConvolutionGradients<V> where V : unmanaged, ILanes<V>
{
    // Padded maps and sums, whose offsets are ints.
    private const long MostElements = 1 << 30;

    /// <summary>ConvGradInput.</summary>
    public static bool Input(NodePlanner p)
    {
        var op = (ConvGradInput)p.Node.Op;
        Shape x = op.Input, w = p.Node.Inputs[1].Shape, dy = p.Node.Inputs[0].Shape;
        if (!Takes(op.Conv, x, w))
            return false;
        var window = op.Conv.Window(x, w);
        var (h, v) = (Backwards(window.H), Backwards(window.W));
        Shape frame = [dy[0], dy[1], h.Input, v.Input];
        if ((long)new Packing(V.Count).Packs(dy[1]) * V.Count * h.Input * v.Input >= MostElements)
            return false;
        var gradient = p.Input(0, CpuLayout.Packed);
        if (frame != dy)
        {
            var spread = p.Scratch(frame, CpuLayout.Packed);
            p.Launch(new SpreadLaunch(p.Node, window, gradient, spread));
            gradient = spread;
        }
        var backwards = window with { H = h, W = v };
        var extra = new ConvExtra(p.Node, null, null, null);
        var output = p.Output(CpuLayout.Packed);
        int group = op.Conv.Group, depth = dy[1] / group;
        var turned = p.Derive($"backwards {group}", 1, [x[1], depth, window.H.Kernel, window.W.Kernel],
            (from, to) => new TurnWeightsLaunch(p.Node, from, to));
        if (IsDepthwise(op.Conv, x, w))
        {
            var taps = p.Scratch([new Packing(V.Count).Packs(x[1]) * V.Count * window.Taps], CpuLayout.Rows);
            p.Launch(new PackDepthwiseLaunch(p.Node, V.Count, x[1], window.Taps, turned, taps));
            p.Launch(new DepthwiseLaunch<V>(p.Node, backwards, gradient, taps, extra, output));
            return true;
        }
        var shape = new ConvShape(frame, turned.Shape, backwards, group, V.Count, isPacked: true);
        var weights = p.Scratch([shape.OutputPacks * V.Count * shape.Products], CpuLayout.Rows);
        p.Launch(new PackWeightsLaunch(p.Node, shape, turned, weights));
        p.Launch(new ConvLaunch<V>(p.Node, shape, gradient, weights, extra, output, p.Threads));
        return true;
    }

    /// <summary>ConvGradWeight.</summary>
    public static bool Weight(NodePlanner p)
    {
        var op = (ConvGradWeight)p.Node.Op;
        Shape input = p.Node.Inputs[0].Shape, w = op.Weight;
        if (!Takes(op.Conv, input, w))
            return false;
        var window = op.Conv.Window(input, w);
        var dy = p.Input(1, CpuLayout.Packed);
        if (IsDepthwise(op.Conv, input, w))
        {
            p.Launch(new DepthwiseWeightGradientLaunch<V>(p.Node, window, p.Input(0, CpuLayout.Packed), dy, p.Output(CpuLayout.Rows)));
            return true;
        }
        // As for the convolution itself: a few channels in rows of their own stay there.
        bool rows = input[1] < V.Count && op.Conv.Group == 1 && p.LayoutOf(0) == CpuLayout.Rows;
        var x = p.Input(0, rows ? CpuLayout.Rows : CpuLayout.Packed);
        var shape = new ConvShape(input, w, window, op.Conv.Group, V.Count, x.IsPacked);
        if (shape.IsPadded)
        {
            var padded = p.Scratch([input[0], input[1], shape.PaddedHeight, shape.PaddedWidth], x.Layout);
            p.Launch(new PadLaunch(p.Node, x, padded, window.H.PadBegin, window.W.PadBegin));
            x = padded;
        }
        int slices = WeightGradientLaunch<V>.Slices(shape);
        long floats = WeightGradientLaunch<V>.Floats(shape);
        var sums = p.Scratch([checked((int)(slices * floats))], CpuLayout.Rows);
        p.Launch(new WeightGradientLaunch<V>(p.Node, shape, x, dy, sums));
        p.Launch(new SumSlicesLaunch<V>(p.Node, shape, slices, floats, sums, p.Output(CpuLayout.Rows)));
        return true;
    }

    private static bool IsDepthwise(Conv op, Shape x, Shape w) => op.Group > 1 && op.Group == x[1] && op.Group == w[0];

    private static bool Takes(Conv op, Shape x, Shape w) => x.Rank == 4
        && (IsDepthwise(op, x, w) || op.Group == 1 || (w[1] % V.Count == 0 && w[0] / op.Group % V.Count == 0))
        && new ConvShape(x, w, op.Window(x, w), op.Group, V.Count, isPacked: true) is var shape
        && shape.PaddedPlane * shape.InputPacks < MostElements && WeightGradientLaunch<V>.Floats(shape) < MostElements;

    // Each input sees the outputs that it took part in: a window over the gradients at the stride's distances, as far before and behind
    // them as the kernel reaches.
    private static WindowAxis Backwards(WindowAxis axis) =>
        new(axis.Input + (axis.Kernel - 1) * axis.Dilation, axis.Input, axis.Kernel, 1, axis.Dilation, 0, 0);
}

/// <summary>Spreads packed maps to the stride's distances in a frame of zeros. A task is a pack's map.</summary>
/// <param name="node">The node it works for.</param>
/// <param name="window">The convolution's window, whose outputs the maps are.</param>
/// <param name="x">The maps.</param>
/// <param name="y">Room for the frames.</param>
internal sealed unsafe class SpreadLaunch(Node node, Window window, CpuTensor x, CpuTensor y) : Launch(node, "spread", [x], y)
{
    public override int Tasks => x.Shape[0] * x.Packs;

    public override void Run(int task)
    {
        var (h, w) = (window.H, window.W);
        int lanes = x.Lanes, height = Written.Shape[2], width = Written.Shape[3];
        float* source = x.Floats + task * x.PackStride, target = Written.Floats + task * Written.PackStride;
        new Span<float>(target, checked((int)Written.PackStride)).Clear();
        // Seen backwards, the first tap reaches so far before the first output.
        int top = (h.Kernel - 1) * h.Dilation - h.PadBegin, left = (w.Kernel - 1) * w.Dilation - w.PadBegin;
        for (int oy = 0; oy < h.Output; oy++)
        {
            int iy = top + oy * h.Stride;
            // Places that see only padding reach no input.
            if ((uint)iy >= (uint)height)
                continue;
            float* from = source + (long)oy * w.Output * lanes, to = target + (long)iy * width * lanes;
            for (int ox = 0; ox < w.Output; ox++)
            {
                int ix = left + ox * w.Stride;
                if ((uint)ix < (uint)width)
                    new Span<float>(from + (long)ox * lanes, lanes).CopyTo(new Span<float>(to + (long)ix * lanes, lanes));
            }
        }
    }
}

/// <summary>A convolution's weights [M, C/group, H, W] seen backwards: [C, M/group, H, W], with each kernel turned around.</summary>
internal sealed unsafe class TurnWeightsLaunch(Node node, CpuTensor from, CpuTensor to) : Launch(node, "turn weights", [from], to)
{
    // A task is an input channel.
    public override int Tasks => Written.Shape[0];

    public override void Run(int task)
    {
        int depth = Reads[0].Shape[1], maps = Written.Shape[1], taps = Written.Plane;
        int group = task / depth;
        float* target = Written.Floats + (long)task * maps * taps;
        for (int m = 0; m < maps; m++)
        {
            float* source = Reads[0].Floats + ((long)(group * maps + m) * depth + task % depth) * taps;
            for (int tap = taps - 1; tap >= 0; tap--)
                *target++ = source[tap];
        }
    }
}
