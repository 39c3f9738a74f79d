using Cnn.Ops;
using Cnn.Planning;

namespace Cnn.Cpu.Kernels;

/// <summary>Operators that move elements and compute nothing.</summary>
internal static class Copies
{
    /// <summary>Reshape, Flatten, Identity: the same memory under another shape.</summary>
    public static bool SameElements(NodePlanner p)
    {
        bool keepsLayout = p.Node.Shape == p.Node.Inputs[0].Shape;
        p.Alias(p.Input(0, keepsLayout ? p.LayoutOf(0) : CpuLayout.Rows));
        return true;
    }

    /// <summary>Concat: a copy per input into its slice. Packed, joined channels must begin at whole packs.</summary>
    public static bool Concat(NodePlanner p)
    {
        var shape = p.Node.Shape;
        int axis = shape.Axis(((Concat)p.Node.Op).Axis);
        var joined = p.JoinedOutput();
        var layout = joined is not null || IsPacked(p, axis) ? CpuLayout.Packed : CpuLayout.Rows;
        var output = joined ?? p.Output(layout);
        long at = 0;
        for (int i = 0; i < p.Node.Inputs.Length; i++)
        {
            if (p.Node.Inputs[i].Shape.Count == 0)
                continue;
            var input = p.Input(i, layout);
            long slice = Run(input, axis);
            // An input that was computed in its place is there already.
            if (input.Memory != output.Memory)
                p.Launch(new SliceLaunch(p.Node, input, output, slice, Run(output, axis), at));
            at += slice;
        }
        return true;
    }

    private static bool IsPacked(NodePlanner p, int axis)
    {
        if (!Packing.Fits(p.Node.Shape, p.Node.Type) || axis == 0)
            return false;
        for (int i = 0; i < p.Node.Inputs.Length; i++)
            if (p.LayoutOf(i) != CpuLayout.Packed || (axis == 1 && p.Input(i, CpuLayout.Packed) is var x && x.Shape[1] % x.Lanes != 0))
                return false;
        return true;
    }

    // How many elements lie between two steps of the axis before this one.
    private static long Run(CpuTensor tensor, int axis)
    {
        if (!tensor.IsPacked)
            return tensor.Shape.Product(axis, tensor.Shape.Rank);
        return axis switch
        {
            1 => tensor.ImageStride,
            2 => tensor.PackStride,
            _ => (long)tensor.Shape[3] * tensor.Lanes,
        };
    }
}

/// <summary>Copies a tensor into a slice of another one: of each run of the whole a part.</summary>
/// <param name="node">The node it works for.</param>
/// <param name="x">The part.</param>
/// <param name="y">The whole.</param>
/// <param name="slice">Elements of the part in each run.</param>
/// <param name="run">Elements of a run of the whole.</param>
/// <param name="at">Where in a run the part begins.</param>
internal sealed unsafe class SliceLaunch(Node node, CpuTensor x, CpuTensor y, long slice, long run, long at)
    : Launch(node, node.Op.Name, [x], y)
{
    private readonly int _size = Tensor.SizeOf(x.Type);

    public override int Tasks => 1;

    public override void Run(int task)
    {
        byte* from = x.Memory.Begin + x.Offset * _size, to = Written.Memory.Begin + (Written.Offset + at) * _size;
        for (long left = x.Elements; left > 0; left -= slice, from += slice * _size, to += run * _size)
            Buffer.MemoryCopy(from, to, slice * _size, slice * _size);
    }
}
