using Cnn.Cpu.Lanes;
using Cnn.Ops;
using Cnn.Planning;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// What leads from a convolution's outputs to its inputs, over two axes: its gradient, and ConvTranspose, which is the same. It is a
/// convolution of those outputs, spread to the stride's distances, with the weights seen backwards.
/// </summary>
internal static class BackwardsConvolution<V> where V : unmanaged, ILanes<V>
{
    /// <summary>ConvGradInput.</summary>
    public static bool Gradient(NodePlanner p)
    {
        var op = (ConvGradInput)p.Node.Op;
        return Plan(p, op.Conv.Window(op.Input, p.Node.Inputs[1].Shape), op.Conv.Group, bias: null);
    }

    /// <summary>ConvTranspose.</summary>
    public static bool ConvTranspose(NodePlanner p)
    {
        var op = (ConvTranspose)p.Node.Op;
        if (p.Node.Shape.Rank != 4)
            return false;
        var bias = p.Node.Inputs.Length == 3 ? p.Input(2, CpuLayout.Rows) : null;
        var window = op.Window(p.Node.Inputs[0].Shape, p.Node.Inputs[1].Shape);
        if (!UpConvolution<V>.Fits(window, op.Group, p.Node.Shape[1]))
            return Plan(p, window, op.Group, bias);
        UpConvolution<V>.Plan(p, window, bias);
        return true;
    }

    // The window and the weights are those of the convolution, whose outputs are this one's input.
    private static bool Plan(NodePlanner p, Window window, int group, CpuTensor? bias)
    {
        Shape x = p.Node.Shape, w = p.Node.Inputs[1].Shape, y = p.Node.Inputs[0].Shape;
        if (!Convolution<V>.Takes(window, group, x, w))
            return false;
        var (h, v) = (Backwards(window.H), Backwards(window.W));
        Shape frame = [y[0], y[1], h.Input, v.Input];
        if ((long)new Packing(V.Count).Packs(y[1]) * V.Count * h.Input * v.Input >= Convolution<V>.MostElements)
            return false;
        var input = p.Input(0, CpuLayout.Packed);
        if (frame != y)
        {
            var spread = p.Scratch(frame, CpuLayout.Packed);
            p.Launch(new SpreadLaunch(p.Node, window, input, spread));
            input = spread;
        }
        var backwards = window with { H = h, W = v };
        var extra = new ConvExtra(p.Node, bias, null, null);
        var output = p.Output(CpuLayout.Packed);
        var turned = p.Derive($"backwards {group}", 1, [x[1], y[1] / group, window.H.Kernel, window.W.Kernel],
            (from, to) => new TurnWeightsLaunch(p.Node, from, to));
        if (Convolution<V>.IsDepthwise(group, x, w))
        {
            var taps = p.Derive($"backwards depthwise {group}", 1, [new Packing(V.Count).Packs(x[1]) * V.Count * window.Taps],
                (_, to) => new PackDepthwiseLaunch(p.Node, V.Count, x[1], window.Taps, turned, to));
            p.Launch(new DepthwiseLaunch<V>(p.Node, backwards, input, taps, extra, output));
            return true;
        }
        var shape = new ConvShape(frame, turned.Shape, backwards, group, V.Count, isPacked: true, mayFold: bias is null);
        var weights = p.Derive($"backwards conv {group} {shape.Fold}", 1, [shape.OutputPacks * V.Count * shape.Products],
            (_, to) => new PackWeightsLaunch(p.Node, shape, turned, to));
        p.Launch(new ConvLaunch<V>(p.Node, shape, input, weights, extra, output, p.Threads));
        return true;
    }

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
