using System.Numerics;
using Cnn.Ops.Preprocessing;

namespace Cnn.Gl.Kernels;

/// <summary>
/// The preprocessing operators, all but SamplePicture in integers. Those that reduce a whole map run as a single work group.
/// </summary>
internal static class Ink
{
    // How far an invocation of ConnectedComponents follows labels. A chain of labels is about as long as a map is high and wide.
    private const int MostSteps = 16_000;

    public static void FrameSquare(NodePlanner p) =>
        p.Launch(OneInvocation("frame_square").With("CENTRE", ((FrameSquare)p.Node.Op).Centre ? 1 : 0));

    public static void SampleSquare(NodePlanner p) => p.LaunchForEach(
        Sized("sample_square", Square(Ops.Preprocessing.SampleSquare.MaxTaps + 1))
        .WithConstants<SampleSquare>().Define("SIZE", ((SampleSquare)p.Node.Op).Size)
        .Define("LIGHT", ((SampleSquare)p.Node.Op).Light ? 1 : 0)
        .Define("SPARSE", ((SampleSquare)p.Node.Op).Sparse ? 1 : 0));

    public static void PaperLevel(NodePlanner p) => p.LaunchForEach(Sized("paper_level", Square(((PaperLevel)p.Node.Op).Block))
        .With("BLOCK", ((PaperLevel)p.Node.Op).Block));

    // A small window in one pass, a large one along each axis in turn.
    public static void Morphology(NodePlanner p)
    {
        var op = (Morphology)p.Node.Op;
        int side = 2 * op.Radius + 1;
        var kernel = Sized("morphology", op.Radius > 1 ? Loops.Nested(side, 1) : Square(side))
            .With("ERODES", op.Erodes ? 1 : 0).With("STEP", op.Step).ForEach((int)p.Node.Shape.Count);
        var input = p.Input(0);
        if (op.Radius > 1)
        {
            var across = p.Scratch(p.Node.Shape, DataType.Int32);
            p.Launch(kernel.With("ROWS", 0).With("COLUMNS", op.Radius), [input], across);
            input = across;
        }
        p.Launch(kernel.With("ROWS", op.Radius).With("COLUMNS", op.Radius > 1 ? 0 : op.Radius), [input], p.Output());
    }

    public static void BlockMaximum(NodePlanner p) =>
        p.LaunchForEach(Sized("block_maximum", Square(((BlockMaximum)p.Node.Op).Side)).With("SIDE", ((BlockMaximum)p.Node.Op).Side));

    public static void Absorbance(NodePlanner p) =>
        p.Launch(
            Sized("absorbance", 2 * Square(2))
                .WithConstants<Absorbance>().Define("BOTH", p.Node.Inputs.Length == 4 ? 1 : 0)
                .ForEach((int)p.Node.Inputs[0].Shape.Count));

    public static void InkThreshold(NodePlanner p)
    {
        int maps = p.Node.Shape[0];
        p.Launch(OneGroup("ink_threshold", EachOf(p.Node.Inputs[0].Shape.Count / maps) + 2 * 256, groups: maps)
            .WithConstants<InkThreshold>().With("LEAST", ((InkThreshold)p.Node.Op).Least));
    }

    public static void FindRules(NodePlanner p)
    {
        var lines = p.Node.Shape;
        int steps = (p.Node.Inputs[0].Shape[3] - 1) / Ops.Preprocessing.FindRules.Taken + 1;
        var seen = p.Scratch([2, lines[0], lines[1], steps, lines[3]], DataType.Int32);
        int digits = BitOperations.Log2((uint)steps) + 1;
        var kernel = WithLines("find_rules", p, Loops.Nested(steps, 2 * digits) + Loops.Nested(32, 2 * digits) + digits)
            .With("STEPS", steps).With("DIGITS", digits);
        p.Launch((kernel with { Shader = "find_rules_steps", Trips = 32 }).ForEach(seen.Texels / 2), [p.Input(0), p.Input(1)], seen);
        p.Launch(kernel.ForEach((int)lines.Count), [seen], p.Output());
    }

    public static void RuleThickness(NodePlanner p)
    {
        long lines = EachOf(2L * Ops.Preprocessing.FindRules.Slopes * p.Node.Inputs[0].Shape[3]);
        const int most = Ops.Preprocessing.RuleThickness.Most;
        var kernel = WithLines("rule_thickness", p, Loops.Nested(lines, Ops.Preprocessing.RuleThickness.Places, 3 + 2 * most) + 2 * most)
            .WithConstants<RuleThickness>();
        p.Launch(kernel with { GroupSize = 256, Invocations = 256 * p.Node.Shape[0] }, [p.Input(2), p.Input(0), p.Input(1)], p.Output());
    }

    public static void RemoveRules(NodePlanner p)
    {
        var lines = p.Node.Inputs[2].Shape;
        int reach = ((RemoveRules)p.Node.Op).Reach;
        var near = p.Scratch([lines[0], lines[1], p.Node.Shape[3], lines[3]], DataType.Int32);
        p.Launch(
            WithLines("rule_map", p, Loops.Nested(Ops.Preprocessing.FindRules.Slopes, 2 * reach)).With("REACH", reach).ForEach(near.Texels),
            [p.Input(2)], near);
        p.Launch(
            WithLines("remove_rules", p, trips: 4 * (2 * reach + 2)).WithConstants<RemoveRules>()
                .With("REACH", reach).ForEach((int)p.Node.Shape.Count),
            [p.Input(0), p.Input(1), near, p.Input(3)], p.Output());
    }

    private static Kernel WithLines(string shader, NodePlanner p, long trips) => Sized(shader, trips)
        .WithConstants<FindRules>().With("SIDE", p.Node.Inputs[0].Shape[3]);

    public static void InkMask(NodePlanner p) => p.LaunchForEach(Sized("ink_mask", 4 * Ops.Preprocessing.InkMask.Bridge)
        .WithConstants<InkMask>().With("LEAST", ((InkMask)p.Node.Op).Least));

    public static void InkPolarity(NodePlanner p) =>
        p.Launch(OneInvocation("ink_polarity").With("PLANE_SIZE", ((InkPolarity)p.Node.Op).Plane));

    public static void ConnectedComponents(NodePlanner p)
    {
        int count = (int)p.Node.Shape.Count;
        var labels = p.Output();
        p.Launch(Sized("component_seeds", 0).ForEach(count), [p.Input(0)], labels);
        p.Launch(Sized("component_unions", MostSteps).With("STEPS", MostSteps).ForEach(count), [], labels);
        p.Launch(Sized("component_roots", MostSteps).With("STEPS", MostSteps).ForEach(count), [], labels);
    }

    public static void ComponentBoxes(NodePlanner p)
    {
        const int run = 8;
        var (boxes, labels) = (p.Output(), p.Node.Inputs[0].Shape);
        p.Launch(
            Sized("component_boxes_clear", 0).With("PIXELS", (int)p.Node.Inputs[1].Shape.Count).ForEach((int)p.Node.Shape.Count),
            [], boxes);
        p.Launch(
            Sized("component_boxes", Loops.Nested(run, ((ComponentBoxes)p.Node.Op).Block, ((ComponentBoxes)p.Node.Op).Block))
                .With("BLOCK", ((ComponentBoxes)p.Node.Op).Block).With("RUN", run)
                .ForEach(labels[0] * labels[2] * ((labels[3] - 1) / run + 1)),
            p.Inputs(), boxes);
    }

    public static void ChooseDigit(NodePlanner p)
    {
        var best = p.Scratch([1], DataType.Int32);
        int labels = (int)p.Node.Inputs[1].Shape.Count;
        p.Launch(OneInvocation("choose_digit_clear"), [], best);
        p.Launch(
            Sized("choose_digit", 2 * Square(Ops.Preprocessing.ChooseDigit.Samples + 1) + 3)
                .WithConstants<ChooseDigit>().With("BLOCK", ((ChooseDigit)p.Node.Op).Block).ForEach(labels),
            p.Inputs(), best);
        p.Launch(OneInvocation("choose_digit_label").WithConstants<ChooseDigit>().With("LABELS", labels), [best], p.Output());
    }

    public static void DigitPieces(NodePlanner p) => p.LaunchForEach(Sized("digit_pieces", 0).WithConstants<DigitPieces>()
        .With("PLANE_SIZE", p.Node.Inputs[0].Shape[2] * p.Node.Inputs[0].Shape[3]));

    public static void DigitBox(NodePlanner p) =>
        p.Launch(OneGroup("digit_box", EachOf(p.Node.Inputs[1].Shape.Count)).With("SIDE", ((DigitBox)p.Node.Op).Side));

    public static void InkExtent(NodePlanner p) => p.Launch(
        OneGroup("ink_extent", EachOf(p.Node.Inputs[0].Shape.Count)).With("LEAST", ((InkExtent)p.Node.Op).Least));

    public static void PickDigits(NodePlanner p)
    {
        var op = (PickDigits)p.Node.Op;
        long cells = EachOf((p.Node.Inputs[0].Shape.Count + p.Node.Inputs[1].Shape.Count) / 5) + 32;
        p.Launch(
            OneGroup("pick_digits", Loops.Nested(op.Most, 2 * cells) + Loops.Nested(cells, 9))
                .With("MOST", op.Most).Define("MOST_SHARED", (double)Ops.Preprocessing.PickDigits.MostShared)
                .Define("MOST_WITHIN", (double)Ops.Preprocessing.PickDigits.MostWithin)
                .Define("LEAST_COARSE_LOG", (double)Ops.Preprocessing.PickDigits.LeastCoarseLog)
                .Define("FARTHEST", (double)Ops.Preprocessing.PickDigits.Farthest)
                .Define("LARGEST_LOG", (double)Ops.Preprocessing.PickDigits.LargestLog)
                .Define("STRIDE", (double)op.Stride).Define("UNIT_SIZE", (double)op.UnitSize)
                .Define("LEAST_LOGIT", (double)op.LeastLogit));
    }

    public static void KeepDigits(NodePlanner p)
    {
        var op = (KeepDigits)p.Node.Op;
        int rows = p.Node.Shape[0], classes = p.Node.Inputs.Length > 1 ? p.Node.Inputs[1].Shape[1] : 0;
        p.Launch((Sized("keep_digits", Loops.Nested(rows, 2 * rows + classes)) with { GroupSize = 1, Invocations = 1 })
            .Define("ROWS", rows).Define("CLASSES", classes).Define("READ", classes > 0 ? 1 : 0)
            .Define("READER_SHARE", (double)Ops.Preprocessing.KeepDigits.ReaderShare)
            .Define("SURE_LOGIT", (double)Ops.Preprocessing.KeepDigits.SureLogit)
            .Define("MOST_LARGER", (double)Ops.Preprocessing.KeepDigits.MostLarger)
            .Define("MOST_ASIDE", (double)Ops.Preprocessing.KeepDigits.MostAside)
            .Define("MOST_COVERED", (double)Ops.Preprocessing.KeepDigits.MostCovered)
            .Define("MOST_ABOVE", (double)Ops.Preprocessing.KeepDigits.MostAbove)
            .Define("LEAST_FIRST", (double)Ops.Preprocessing.KeepDigits.LogitOf(op.First, 1))
            .Define("LEAST_BESIDE", (double)Ops.Preprocessing.KeepDigits.LogitOf(op.Beside, 1))
            .Define("LEAST_APART", (double)Ops.Preprocessing.KeepDigits.LogitOf(op.Apart, 1)));
    }

    public static void DigitSquare(NodePlanner p) => p.Launch(
        Sized("digit_square", 0).WithConstants<DigitSquare>().ForEach((int)p.Node.Shape.Count / 3));

    public static void DigitMask(NodePlanner p) =>
        p.LaunchForEach(Sized("digit_mask", p.Node.Inputs[0].Shape[0]).With("SIZE", ((DigitMask)p.Node.Op).Size));

    public static void InkLevels(NodePlanner p) =>
        p.Launch(OneGroup("ink_levels", 2 * EachOf(p.Node.Inputs[0].Shape.Count) + 256).WithConstants<InkLevels>());

    public static void InkRamp(NodePlanner p) => p.LaunchForEach(Sized("ink_ramp", 0));

    public static void InkBounds(NodePlanner p) =>
        p.Launch(GroupEach("ink_bounds", p).WithConstants<InkBounds>());

    public static void StrokeWidth(NodePlanner p) => p.Launch(OneGroup("stroke_width", EachOf(p.Node.Inputs[0].Shape.Count)));

    public static void AdjustStroke(NodePlanner p) => p.LaunchForEach(
        Sized("adjust_stroke", Square(2 * Ops.Preprocessing.AdjustStroke.Reach + 1))
        .WithConstants<AdjustStroke>().With("DISTANCES", Ops.Preprocessing.AdjustStroke.Distances));

    public static void MassCentre(NodePlanner p) => p.Launch(GroupEach("mass_centre", p));

    public static void FitDigit(NodePlanner p) => p.LaunchForEach(
        Sized("fit_digit", Square(p.Node.Inputs[0].Shape[3] / ((FitDigit)p.Node.Op).Box + 2))
        .With("SIZE", ((FitDigit)p.Node.Op).Size).With("BOX", ((FitDigit)p.Node.Op).Box));

    public static void SamplePicture(NodePlanner p)
    {
        var op = (SamplePicture)p.Node.Op;
        Kernel Described(string shader, long trips) =>
            op.Parameters().Aggregate(Sized(shader, trips), (kernel, number) => kernel.With(number.Name, (int)number.Value));
        var taps = p.Scratch([op.Height + op.Width + 1, 4, 1, 1], layout: GlLayout.C4);
        p.Launch(Described("sample_picture_taps", 0).ForEach(taps.Texels), p.Inputs(), taps);
        p.Launch(
            Described("sample_picture", Square(Ops.Preprocessing.SamplePicture.MaxTaps + 1) + 3).WithConstants<SamplePicture>()
                .ForEach(op.Height * op.Width),
            [p.Input(0), taps, p.Input(4)], p.Output());
    }

    // The maps have a fixed size whatever the frame's: constants make a program for each and halve its time.
    private static Kernel Sized(string shader, long trips) => new(shader, trips) { Bake = true };

    // 256: the histograms have one counter for each invocation.
    private static Kernel OneGroup(string shader, long trips, int groups = 1) =>
        Sized(shader, trips) with { GroupSize = 256, Invocations = 256 * groups };

    // A group for each of the maps of the first input.
    private static Kernel GroupEach(string shader, NodePlanner p)
    {
        var maps = p.Node.Inputs[0].Shape;
        return OneGroup(shader, EachOf(maps.Count / maps[0]), maps[0]);
    }

    private static Kernel OneInvocation(string shader) => Sized(shader, 0) with { GroupSize = 1, Invocations = 1 };

    private static long Square(int side) => Loops.Nested(side, side);

    // What one invocation of a group of 256 has of so many elements.
    private static long EachOf(long elements) => (elements + 255) / 256;
}
