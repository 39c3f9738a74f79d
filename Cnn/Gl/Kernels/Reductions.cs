using Cnn.Ops;

namespace Cnn.Gl.Kernels;

/// <summary>The family of operators that fold axes into one element. To add one: a line with its functions in GLSL.</summary>
internal static class Reductions
{
    // Below so many results and above so many elements each, a fold runs in two stages to keep the device busy.
    private const int FewResults = 256;
    private const int ManyElements = 4096;

    // In GLSL: the sum before the first element; how an element x, and how another partial sum x, is taken into the sum s;
    // what the result is. LOWEST and HIGHEST are the ends of the element type, ROOT(s) is √s in it.
    private sealed record Fold(string Start, string Accumulate, string Combine, string Finish)
    {
        // What goes on with partial results.
        public Fold Joining => this with { Accumulate = Combine };
    }

    private static readonly Dictionary<Type, Fold> Folds = new()
    {
        [typeof(ReduceSum)] = new("0", "s + x", "s + x", "s"),
        [typeof(ReduceMean)] = new("0", "s + x", "s + x", "s / S(ELEMENTS)"),
        [typeof(ReduceProd)] = new("1", "s * x", "s * x", "s"),
        [typeof(ReduceMax)] = new("LOWEST", "max(s, x)", "max(s, x)", "s"),
        [typeof(ReduceMin)] = new("HIGHEST", "min(s, x)", "min(s, x)", "s"),
        [typeof(ReduceL1)] = new("0", "s + abs(x)", "s + x", "s"),
        [typeof(ReduceL2)] = new("0", "s + x * x", "s + x", "ROOT(s)"),
        [typeof(ReduceSumSquare)] = new("0", "s + x * x", "s + x", "s"),
    };

    /// <summary>The rule of a reduction, or null.</summary>
    public static Action<NodePlanner>? Find(Op op) =>
        Folds.TryGetValue(op.GetType(), out var fold) ? p => Plan(p, (Reduce)op, fold) : null;

    /// <summary>GlobalAveragePool: the mean of each channel.</summary>
    public static void GlobalAveragePool(NodePlanner p) => Global(p, Folds[typeof(ReduceMean)]);

    /// <summary>GlobalMaxPool: the largest element of each channel.</summary>
    public static void GlobalMaxPool(NodePlanner p) => Global(p, Folds[typeof(ReduceMax)]);

    private static void Global(NodePlanner p, Fold fold)
    {
        var layout = p.NaturalLayout;
        var (input, output) = (p.Input(0, layout), p.Output(layout));
        var axes = new Axes([input.Map.N * input.Groups], [input.Map.Plane], [(input.Map.Plane, 1)]);
        Launch(p, fold, input, output, axes, input.Map.Plane);
    }

    /// <summary>The sums over so many results that lie one after the other.</summary>
    public static void Sum(NodePlanner p, GlTensor parts, int slices, GlTensor output) =>
        Launch(p, Folds[typeof(ReduceSum)], parts, output, new Axes([output.Texels], [1], [(slices, output.Texels)]), slices);

    /// <summary>The largest of so many results that lie one after the other.</summary>
    public static void Max(NodePlanner p, GlTensor parts, int slices, GlTensor output) =>
        Launch(p, Folds[typeof(ReduceMax)], parts, output, new Axes([output.Texels], [1], [(slices, output.Texels)]), slices);

    /// <summary>The mean of all elements of a tensor, into the node's scalar output.</summary>
    public static void MeanOfAll(NodePlanner p, GlTensor input, GlTensor output) =>
        Launch(p, Folds[typeof(ReduceMean)], input, output, new Axes([1], [0], [(input.Texels, 1)]), input.Texels);

    private static void Plan(NodePlanner p, Reduce op, Fold fold)
    {
        var shape = p.Node.Inputs[0].Shape;
        var reduced = op.Reduced(shape);
        int elements = (int)(p.Node.Shape.Count == 0 ? 0 : shape.Count / p.Node.Shape.Count);
        bool perChannel = shape.Rank == 4 && reduced.AsSpan().SequenceEqual([true, false, true, true]);
        if (perChannel && p.LayoutOf(0) == GlLayout.C4)
        {
            // [1, C, 1, 1] in groups of four is C elements in a row, and nothing but unused lanes after them.
            var input = p.Input(0, GlLayout.C4);
            var sums = p.Scratch([1, shape[1], 1, 1], layout: GlLayout.C4);
            var axes = new Axes([input.Groups], [input.Map.Plane], [(input.Map.N, input.Groups * input.Map.Plane), (input.Map.Plane, 1)]);
            Launch(p, fold, input, sums, axes, elements);
            p.Alias(sums with { Layout = GlLayout.Nchw });
            return;
        }
        Launch(p, fold, p.Input(0), p.Output(), Axes.Of(shape, reduced), elements);
    }

    private static void Launch(NodePlanner p, Fold fold, GlTensor input, GlTensor output, Axes axes, int elements)
    {
        // All of a row-major tensor: four neighbours at once, each lane with a sum of its own.
        int all = output.Texels == 1 && axes.Reduced is [(var count, 1)] ? count : 0;
        bool fours = input.CanBeInFours && all > ManyElements && all % 4 == 0;
        if (fours)
            (input, axes) = (input with { InFours = true }, axes with { Reduced = [(all / 4, 1)] });
        int lanes = input.Lanes, each = fours ? lanes : 1;
        int[] counts = [.. axes.Reduced.Select(run => run.Count), .. Enumerable.Repeat(1, 3 - axes.Reduced.Length)];
        int[] slices = Loops.Cut(counts);
        if (output.Texels < FewResults && each * counts.Aggregate(1L, (product, trips) => product * trips) > ManyElements)
            slices[0] = Math.Max(slices[0], Math.Clamp(FewResults / (each * output.Texels), 1, counts[0]));
        int together = slices.Aggregate(1, (product, cut) => checked(product * cut));
        var kernel = Describe(p, fold, axes, counts, slices);
        if (together == 1)
        {
            p.Launch(kernel.Define("FINISH(s)", fold.Finish).With("ELEMENTS", elements).ForEach(output.Texels), [input], output);
            return;
        }
        var parts = new GlTensor([together, output.Texels * lanes, 1, 1], output.Type, output.Layout,
            p.Scratch([together * output.Texels, lanes], output.Type).Memory)
        { InFours = fours };
        // Few invocations: small groups, so that there is more than one.
        kernel = kernel with { GroupSize = fours ? 32 : kernel.GroupSize };
        p.Launch(kernel.Define("CUT", 1).With("SLICES", slices).Define("FINISH(s)", "s").ForEach(parts.Texels), [input], parts);
        Launch(p, fold.Joining, parts with { InFours = false }, output,
            new Axes([output.Texels], [1], [(together * each, output.Texels)]), elements);
    }

    private static Kernel Describe(NodePlanner p, Fold fold, Axes axes, int[] counts, int[] slices)
    {
        bool isFloat = p.Node.Type == DataType.Float32;
        return new Kernel("reduce", Loops.Nested(counts, slices) + axes.Lengths.Length) { Label = p.Node.Op.Name }
            .Define("RANK", axes.Lengths.Length)
            .Define("LOWEST", isFloat ? Glsl.Float(float.NegativeInfinity) : "(-2147483647 - 1)")
            .Define("HIGHEST", isFloat ? Glsl.Float(float.PositiveInfinity) : "2147483647")
            .Define("ROOT(s)", isFloat ? "sqrt(s)" : "int(sqrt(float(s)))")
            .Define("START", fold.Start).Define("ACCUMULATE(s, x)", fold.Accumulate)
            .With("LENGTHS", axes.Lengths).With("STRIDES", axes.Strides)
            .With("COUNTS", counts).With("STEPS", [.. axes.Reduced.Select(run => run.Step), .. new int[3 - axes.Reduced.Length]]);
    }

    /// <summary>How a tensor is walked: the kept axes, and at most three runs of reduced ones.</summary>
    private readonly record struct Axes(int[] Lengths, int[] Strides, (int Count, int Step)[] Reduced)
    {
        public static Axes Of(Shape shape, bool[] reduced)
        {
            var strides = shape.Strides();
            var kept = Enumerable.Range(0, shape.Rank).Where(axis => !reduced[axis]).ToArray();
            var runs = new List<(int Count, int Step)>();
            for (int axis = 0; axis < shape.Rank; axis++)
                if (reduced[axis] && axis > 0 && reduced[axis - 1])
                    runs[^1] = (runs[^1].Count * shape[axis], strides[axis]);
                else if (reduced[axis])
                    runs.Add((shape[axis], strides[axis]));
            if (runs.Count == 0)
                runs.Add((1, 0));
            return new([.. kept.Select(a => shape[a])], [.. kept.Select(a => strides[a])], [.. runs]);
        }
    }
}
