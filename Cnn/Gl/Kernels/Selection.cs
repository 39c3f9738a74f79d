using Cnn.Ops;

namespace Cnn.Gl.Kernels;

/// <summary>Operators that pick elements by index or by order, and those that resample.</summary>
internal static class Selection
{
    /// <summary>Tile.</summary>
    public static void Tile(NodePlanner p)
    {
        var input = p.Node.Inputs[0].Shape;
        p.LaunchForEach(new Kernel("tile", Trips: input.Rank) { Label = "Tile" }.Define("RANK", input.Rank)
            .With("LENGTHS", p.Node.Shape.AsSpan()).With("INPUTS", input.AsSpan()).With("STRIDES", input.Strides()));
    }

    /// <summary>Gather.</summary>
    public static void Gather(NodePlanner p)
    {
        var group = AxisGroup.Of(p.Node.Inputs[0].Shape, ((Gather)p.Node.Op).Axis);
        p.LaunchForEach(Along(new Kernel("gather", Trips: 0) { Label = "Gather" }, group)
            .With("INDICES", checked((int)p.Node.Inputs[1].Shape.Count)));
    }

    /// <summary>ArgMax and ArgMin.</summary>
    public static void ArgBest(NodePlanner p)
    {
        var op = (ArgBest)p.Node.Op;
        var group = AxisGroup.Of(p.Node.Inputs[0].Shape, op.Axis);
        p.LaunchForEach(Along(new Kernel("arg_best", Trips: group.Length) { Label = op.Name }, group)
            .Define("BETTER(a, b)", (op.Largest ? "a > b" : "a < b") + (op.SelectLast ? " || a == b" : "")));
    }

    /// <summary>TopK's values or indices: one invocation per line.</summary>
    public static void TopK(NodePlanner p)
    {
        var op = (TopK)p.Node.Op;
        var group = AxisGroup.Of(p.Node.Inputs[0].Shape, op.Axis);
        p.Launch(Along(new Kernel("top_k", Loops.Nested(op.K, group.Length)) { Label = "TopK" }, group).With("K", op.K)
            .Define("SIGN", op.Largest ? "1.0" : "-1.0").Define("INDICES_WANTED", op.Output).ForEach(group.Lines), p.Inputs(), p.Output());
    }

    /// <summary>Resize: a launch per axis that changes, with the taps in tables.</summary>
    public static void Resize(NodePlanner p)
    {
        var op = (Resize)p.Node.Op;
        var shape = p.Node.Inputs[0].Shape;
        var taps = op.AxesOf(shape).Select(axis => axis.Taps(op)).ToArray();
        int last = Array.FindLastIndex(taps, t => !t.IsIdentity);
        var value = p.Input(0);
        if (last < 0)
        {
            p.Alias(value);
            return;
        }
        for (int axis = 0; axis <= last; axis++)
        {
            if (taps[axis].IsIdentity)
                continue;
            var group = AxisGroup.Of(shape, axis);
            shape = shape.With(axis, taps[axis].Output);
            var output = axis == last ? p.Output() : p.Scratch(shape);
            p.Launch(Along(new Kernel("resize", Trips: taps[axis].Width) { Label = "Resize" }, group).With("OUTPUTS", taps[axis].Output).With("WIDTH", taps[axis].Width).ForEach(output.Texels),
                [value, p.Table(Tensor.Vector(taps[axis].Indices)), Floats(p, taps[axis].Weights), Floats(p, taps[axis].Added)], output);
            value = output;
        }
    }

    /// <summary>NonMaxSuppression: each line picks its boxes, then all picks move together.</summary>
    public static void NonMaxSuppression(NodePlanner p)
    {
        var op = (NonMaxSuppression)p.Node.Op;
        var scores = p.Node.Inputs[1].Shape;
        int lines = scores[0] * scores[1];
        int picks = p.Node.Shape[0] / lines;
        var picked = p.Scratch([lines, picks], DataType.Int32);
        var kernel = new Kernel("non_max_suppression", Loops.Nested(picks, scores[2] + picks)) { Label = "pick" }
            .With("LINES", lines).With("CLASSES", scores[1]).With("BOXES", scores[2]).With("PICKS", picks)
            .Define("OVERLAP_LIMIT", op.OverlapLimit)
            .Define("ENOUGH(score)", op.ScoreLimit is { } limit ? $"(score > {Glsl.Float(limit)})" : "true");
        p.Launch((op.CenterBoxes ? kernel.Define("CENTER", 1) : kernel).ForEach(lines), p.Inputs(), picked);
        p.Launch(new Kernel("non_max_suppression_join", Trips: (long)lines * picks) { Label = "join" }.With("CLASSES", scores[1]).With("PICKS", picks)
            .ForEach(p.Node.Shape[0]), [picked], p.Output());
    }

    private static GlTensor Floats(NodePlanner p, double[] values) =>
        p.Table(Tensor.Vector(Array.ConvertAll(values, v => (float)v)));

    // An axis as the shaders see it: LENGTH elements, INNER apart.
    private static Kernel Along(Kernel kernel, AxisGroup group) =>
        kernel.With("LENGTH", group.Length).With("INNER", group.Inner);
}
