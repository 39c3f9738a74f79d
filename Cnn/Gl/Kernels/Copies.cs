using Cnn.Ops;

namespace Cnn.Gl.Kernels;

/// <summary>Operators that move elements and compute nothing.</summary>
internal static class Copies
{
    /// <summary>Reshape, Flatten, Identity: the same memory under another shape.</summary>
    public static void SameElements(NodePlanner p)
    {
        bool keepsLayout = p.Node.Shape == p.Node.Inputs[0].Shape;
        p.Alias(p.Input(0, keepsLayout ? p.LayoutOf(0) : GlLayout.Nchw));
    }

    /// <summary>Transpose, Slice, Expand and others: one strided read per element.</summary>
    public static void StridedCopy(NodePlanner p)
    {
        var view = ((StridedCopy)p.Node.Op).View(p.Node.Inputs[0].Shape);
        p.LaunchForEach(new Kernel("strided_copy", Trips: view.Walk.Rank) { Label = p.Node.Op.Name }
            .Define("RANK", view.Walk.Rank).With("LENGTHS", view.Walk.AsSpan())
            .With("STRIDES", view.Strides.AsSpan()).With("OFFSET", view.Offset));
    }

    /// <summary>Pad.</summary>
    public static void Pad(NodePlanner p)
    {
        var op = (Pad)p.Node.Op;
        var input = p.Node.Inputs[0].Shape;
        int mode = op.Mode switch { PadMode.Reflect => 1, PadMode.Edge => 2, PadMode.Wrap => 3, _ => 0 };
        var kernel = Around(p, mode, [.. op.PadsOf(input).Select(b => b.Begin)]);
        p.LaunchForEach(p.Node.Inputs.Length == 2 ? kernel.Define("CONSTANT", 1) : kernel);
    }

    /// <summary>Tile: padding at the ends that wraps.</summary>
    public static void Tile(NodePlanner p) => p.LaunchForEach(Around(p, mode: 3, new int[p.Node.Shape.Rank]));

    private static Kernel Around(NodePlanner p, int mode, int[] begins)
    {
        var input = p.Node.Inputs[0].Shape;
        return new Kernel("pad", Trips: input.Rank) { Label = p.Node.Op.Name }.Define("RANK", input.Rank).Define("MODE", mode)
            .With("LENGTHS", p.Node.Shape.AsSpan()).With("INPUTS", input.AsSpan())
            .With("STRIDES", input.Strides()).With("BEGINS", begins);
    }

    /// <summary>Concat: one launch per input, each into its slice, so that the number of inputs has no limit.</summary>
    public static void Concat(NodePlanner p)
    {
        var shape = p.Node.Shape;
        int axis = shape.Axis(((Concat)p.Node.Op).Axis);
        // Packed, the joined channels must begin at whole groups of four.
        bool packed = Layouts.CanPack(shape, p.Node.Type)
            && p.Node.Inputs.Select((input, i) => p.LayoutOf(i) == GlLayout.C4 && (axis != 1 || input.Shape[1] % 4 == 0)).All(yes => yes);
        var joined = p.JoinedOutput();
        var layout = packed || joined is not null ? GlLayout.C4 : GlLayout.Nchw;
        var output = joined ?? p.Output(layout);
        int at = 0;
        for (int i = 0; i < p.Node.Inputs.Length; i++)
        {
            if (p.Node.Inputs[i].Shape.Count == 0)
                continue;
            var input = p.Input(i, layout);
            int slice = Row(input, axis);
            // An input that was computed in its place is there already.
            if (input.Memory != output.Memory)
                p.Launch(
                    new Kernel("concat", Trips: 0) { Label = "Concat" }
                        .With("SLICE", slice).With("ROW", Row(output, axis)).With("OFFSET", at).ForEach(input.Texels),
                    [input], output);
            at += slice;
        }
    }

    // How many texels lie between two steps of the axis before this one.
    private static int Row(GlTensor tensor, int axis)
    {
        if (tensor.Layout == GlLayout.Nchw)
            return tensor.Shape.Product(axis, tensor.Shape.Rank);
        int[] lengths = [tensor.Map.N, tensor.Groups, tensor.Map.H, tensor.Map.W];
        return lengths[axis..].Aggregate(1, (product, length) => product * length);
    }
}
