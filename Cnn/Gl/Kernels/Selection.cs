using Cnn.Ops;

namespace Cnn.Gl.Kernels;

/// <summary>Operators that pick elements by index or by order, and those that resample.</summary>
internal static class Selection
{
    /// <summary>Gather.</summary>
    public static void Gather(NodePlanner p)
    {
        var group = AxisGroup.Of(p.Node.Inputs[0].Shape, ((Gather)p.Node.Op).Axis);
        var kernel = new Kernel("gather", Trips: 0) { Label = "Gather" };
        kernel = group.Inner == 1 ? kernel.Define("INNER", 1).With("LENGTH", group.Length) : Along(kernel, group);
        int indices = checked((int)p.Node.Inputs[1].Shape.Count);
        var output = p.Output();
        if (group.Inner == 1 && indices % 4 == 0 && output.CanBeInFours)
            output = output with { InFours = true };
        p.Launch(kernel.With("INDICES", indices).ForEach(output.Texels), p.Inputs(), output);
    }

    /// <summary>GatherElements.</summary>
    public static void GatherElements(NodePlanner p)
    {
        var input = p.Node.Inputs[0].Shape;
        int axis = input.Axis(((GatherElements)p.Node.Op).Axis);
        p.LaunchForEach(new Kernel("gather_elements", Trips: input.Rank) { Label = "GatherElements" }
            .Define("RANK", input.Rank).Define("AXIS", axis)
            .With("LENGTH", input[axis]).With("LENGTHS", p.Node.Shape.AsSpan()).With("STRIDES", input.Strides()));
    }

    /// <summary>ArgMax and ArgMin: of long lines the best of each slice, then the best of those.</summary>
    public static void ArgBest(NodePlanner p)
    {
        var op = (ArgBest)p.Node.Op;
        var group = AxisGroup.Of(p.Node.Inputs[0].Shape, op.Axis);
        int slices = Loops.Cut(group.Length)[0];
        string better = (op.Largest ? "a > b" : "a < b") + (op.SelectLast ? " || a == b" : "");
        if (slices == 1)
        {
            p.LaunchForEach(Choose(group.Length, slices, better));
            return;
        }
        var candidates = p.Scratch([group.Lines, slices], DataType.Int32);
        // NaN is better than nothing and stays the best only at the beginning of a line.
        string first = p.Node.Inputs[0].Type == DataType.Float32 ? $"{better} || (own.x > 0 && isnan(b))" : better;
        p.Launch(Choose(group.Length, slices, first).ForEach(candidates.Texels), [p.Input(0)], candidates);
        p.Launch(Choose(slices, 1, better).Define("CANDIDATES", 1).ForEach(group.Lines), [p.Input(0), candidates], p.Output());

        Kernel Choose(int choices, int slices, string better) => Along(
            new Kernel("arg_best", (choices - 1) / slices + 1) { Label = op.Name }, group)
            .Define("SLICES", slices).With("CHOICES", choices).Define("BETTER(a, b)", better);
    }

    /// <summary>TopK's values or indices.</summary>
    public static void TopK(NodePlanner p)
    {
        var op = (TopK)p.Node.Op;
        var group = AxisGroup.Of(p.Node.Inputs[0].Shape, op.Axis);
        Ordering.Launch(p, p.Input(0), group, op.K, op.Largest, op.Output == 0 ? "VALUES" : "INDICES", p.Output());
    }

    /// <summary>
    /// Resize: a launch per axis that changes, with the taps in tables; where only the axes of a map change four channels at once.
    /// </summary>
    public static void Resize(NodePlanner p)
    {
        var op = (Resize)p.Node.Op;
        var shape = p.Node.Inputs[0].Shape;
        var taps = op.AxesOf(shape).Select(axis => axis.Taps(op)).ToArray();
        int last = Array.FindLastIndex(taps, t => !t.IsIdentity);
        bool inMap = last >= 2 && taps[0].IsIdentity && taps[1].IsIdentity
            && taps.All(t => Loops.Cut(p.Node.Shape.Count, [t.Width])[0] == 1);
        var layout = last < 0 ? p.LayoutOf(0) : inMap ? p.NaturalLayout : GlLayout.Nchw;
        var value = p.Input(0, layout);
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
            var output = axis == last ? p.Output(layout) : p.Scratch(shape, layout: layout);
            var kernel = Along(new Kernel("resize", Trips: 0) { Label = "Resize" }, group)
                .With("LENGTH_OUT", taps[axis].Output).With("WIDTH", taps[axis].Width);
            GlTensor[] tables = [p.Table(Tensor.Vector(taps[axis].Indices)), Floats(p, taps[axis].Weights), Floats(p, taps[axis].Added)];
            Slices.Launch(p, kernel, [taps[axis].Width], Reductions.Sum, [value, .. tables], output);
            value = output;
        }
    }

    /// <summary>
    /// NonMaxSuppression: the boxes of each batch and class in order of their scores, a pass for each so many of them that
    /// picks, then all picks together.
    /// </summary>
    public static void NonMaxSuppression(NodePlanner p)
    {
        const int together = 128;
        var op = (NonMaxSuppression)p.Node.Op;
        var scores = p.Node.Inputs[1].Shape;
        int lines = scores[0] * scores[1], boxes = scores[2], picks = p.Node.Shape[0] / lines;
        // First of all, as it refuses more lines than it could join.
        var join = Loops.Bounded(p.Node, new Kernel("non_max_suppression_join", Trips: lines) { Label = "join" })
            .With("LINES", lines).With("CLASSES", scores[1]).With("PICKS", picks).ForEach(p.Node.Shape[0]);
        var order = p.Scratch([lines, boxes], DataType.Int32);
        Ordering.Launch(p, p.Input(1), new AxisGroup(lines, boxes, 1), boxes, largest: true, "INDICES", order, nanLast: true);
        var picked = p.Scratch([lines, picks + 1], DataType.Int32);
        long trips = picks + Loops.Nested(together / 32, 32) + together / 32 + Loops.Nested(together, 2 * together / 32);
        var kernel = new Kernel("non_max_suppression", trips) { Label = "pick", GroupSize = together }
            .ForEach(checked(lines * together)).With("LINES", lines).With("CLASSES", scores[1]).With("BOXES", boxes).With("PICKS", picks)
            .Define("GROUP", together).Define("OVERLAP_LIMIT", op.OverlapLimit)
            .Define("ENOUGH(score)", op.ScoreLimit is { } limit ? $"(score > {Glsl.Float(limit)})" : "true");
        if (op.CenterBoxes)
            kernel = kernel.Define("CENTER", 1);
        for (int pass = 0; pass * together < boxes; pass++)
            p.Launch(kernel.With("PASS", pass), [p.Input(0), p.Input(1), order], picked);
        p.Launch(join, [picked], p.Output());
    }

    private static GlTensor Floats(NodePlanner p, double[] values) =>
        p.Table(Tensor.Vector(Array.ConvertAll(values, v => (float)v)));

    // An axis as the shaders see it: LENGTH elements, INNER apart.
    private static Kernel Along(Kernel kernel, AxisGroup group) =>
        kernel.With("LENGTH", group.Length).With("INNER", group.Inner);
}
