using Cnn.Ops.Preprocessing;

namespace Cnn.Gl.Kernels;

/// <summary>The preprocessing operators, all but SamplePicture in integers. Those that reduce a whole map run as a single work group.</summary>
internal static class Ink
{
    public static void FrameSquare(NodePlanner p) =>
        p.Launch(new Kernel("frame_square") { GroupSize = 1, Invocations = 1 }.With("CENTRE", ((FrameSquare)p.Node.Op).Centre ? 1 : 0));

    public static void SampleSquare(NodePlanner p) => p.LaunchForEach(new Kernel("sample_square")
        .Define("SIZE", $"{((SampleSquare)p.Node.Op).Size}").Define("MAX_TAPS", $"{Ops.Preprocessing.SampleSquare.MaxTaps}"));

    public static void LocalMean(NodePlanner p)
    {
        int blocks = (int)p.Node.Shape.Count;
        var sums = p.Scratch([2, blocks], DataType.Int32);
        p.Launch(new Kernel("block_sums").ForEach(blocks), [p.Input(0)], sums);
        p.Launch(new Kernel("local_mean").With("RADIUS", ((LocalMean)p.Node.Op).Radius).ForEach(blocks), [sums], p.Output());
    }

    public static void InkPolarity(NodePlanner p) =>
        p.Launch(OneGroup("ink_polarity").With("SHIFT", Ops.Preprocessing.InkPolarity.Shift));

    public static void PaperLevel(NodePlanner p) => p.LaunchForEach(new Kernel("paper_level"));

    public static void Dilation(NodePlanner p) =>
        p.LaunchForEach(Along(p, new Kernel("dilation"), ((Dilation)p.Node.Op).Axis));

    public static void Erosion(NodePlanner p) =>
        p.LaunchForEach(Along(p, new Kernel("erosion"), ((Erosion)p.Node.Op).Axis));

    public static void Absorbance(NodePlanner p) =>
        p.LaunchForEach(new Kernel("absorbance").With("DARKEST_PAPER", Ops.Preprocessing.Absorbance.DarkestPaper));

    public static void InkThreshold(NodePlanner p) => p.Launch(OneGroup("ink_threshold")
        .With("LEAST", ((InkThreshold)p.Node.Op).Least)
        .With("SQUARE_SHIFT", Ops.Preprocessing.InkThreshold.SquareShift)
        .With("CUBE_SHIFT", Ops.Preprocessing.InkThreshold.CubeShift));

    public static void FindRules(NodePlanner p) => p.LaunchForEach(WithSlopes(new Kernel("find_rules")));

    public static void RemoveRules(NodePlanner p)
    {
        int reach = ((RemoveRules)p.Node.Op).Reach;
        var near = p.Scratch(p.Node.Shape, DataType.Int32);
        p.Launch(new Kernel("rule_map_clear").ForEach(near.Texels), [], near);
        p.Launch(WithSlopes(new Kernel("rule_map")).With("REACH", reach).ForEach((int)p.Node.Inputs[2].Shape.Count), [p.Input(2)], near);
        p.Launch(new Kernel("remove_rules").With("REACH", reach).ForEach(near.Texels), [p.Input(0), p.Input(1), near], p.Output());
    }

    private static Kernel WithSlopes(Kernel kernel) => kernel
        .With("SLOPES", Ops.Preprocessing.FindRules.Slopes).With("RISE", Ops.Preprocessing.FindRules.Rise);

    public static void InkMask(NodePlanner p) => p.LaunchForEach(new Kernel("ink_mask"));

    public static void ConnectedComponents(NodePlanner p)
    {
        int count = (int)p.Node.Shape.Count;
        var labels = p.Output();
        p.Launch(new Kernel("component_seeds").ForEach(count), [p.Input(0)], labels);
        p.Launch(new Kernel("component_unions").ForEach(count), [], labels);
        p.Launch(new Kernel("component_roots").ForEach(count), [], labels);
    }

    public static void ComponentBoxes(NodePlanner p)
    {
        var boxes = p.Output();
        p.Launch(new Kernel("component_boxes_clear").ForEach((int)p.Node.Shape.Count), [], boxes);
        p.Launch(new Kernel("component_boxes").ForEach((int)p.Node.Inputs[0].Shape.Count), p.Inputs(), boxes);
    }

    public static void ChooseDigit(NodePlanner p)
    {
        int labels = p.Node.Inputs[0].Shape[1];
        p.Launch(OneGroup("choose_digit")
            .With("LABELS", labels)
            .With("SIDE", ComponentBox.Side(p.Node.Inputs[0].Info))
            .With("FAULT_BITS", Ops.Preprocessing.ChooseDigit.FaultBits)
            .With("SPECK_SIDE", Ops.Preprocessing.ChooseDigit.SpeckSide));
    }

    public static void DigitPieces(NodePlanner p) => p.LaunchForEach(new Kernel("digit_pieces")
        .With("GAP_PART", Ops.Preprocessing.DigitPieces.GapPart).With("MASS_PART", Ops.Preprocessing.DigitPieces.MassPart));

    public static void DigitBox(NodePlanner p) =>
        p.Launch(OneGroup("digit_box").With("SIDE", ComponentBox.Side(p.Node.Inputs[0].Info)));

    public static void InkExtent(NodePlanner p) => p.Launch(OneGroup("ink_extent"));

    public static void DigitSquare(NodePlanner p) =>
        p.Launch(new Kernel("digit_square") { GroupSize = 1, Invocations = 1 }.With("FIFTHS", Ops.Preprocessing.DigitSquare.Fifths));

    public static void DigitMask(NodePlanner p) =>
        p.LaunchForEach(new Kernel("digit_mask").With("SIZE", ((DigitMask)p.Node.Op).Size));

    public static void InkLevels(NodePlanner p) =>
        p.Launch(OneGroup("ink_levels").With("LEAST_PAPER", Ops.Preprocessing.InkLevels.LeastPaper));

    public static void InkRamp(NodePlanner p) => p.LaunchForEach(new Kernel("ink_ramp"));

    public static void InkBounds(NodePlanner p) =>
        p.Launch(OneGroup("ink_bounds").With("LEAST_INK", Ops.Preprocessing.InkBounds.LeastInk));

    public static void StrokeWidth(NodePlanner p) => p.Launch(OneGroup("stroke_width"));

    public static void AdjustStroke(NodePlanner p) => p.LaunchForEach((new Kernel("adjust_stroke") { Bake = true })
        .With("THINNEST", Ops.Preprocessing.AdjustStroke.Thinnest)
        .With("THICKEST", Ops.Preprocessing.AdjustStroke.Thickest)
        .With("MAX_RADIUS", Ops.Preprocessing.AdjustStroke.MaxRadius)
        .With("DISTANCES", Ops.Preprocessing.AdjustStroke.Distances));

    public static void MassCentre(NodePlanner p) => p.Launch(OneGroup("mass_centre"));

    public static void FitDigit(NodePlanner p) => p.LaunchForEach(new Kernel("fit_digit")
        .With("SIZE", ((FitDigit)p.Node.Op).Size).With("BOX", ((FitDigit)p.Node.Op).Box));

    public static void SamplePicture(NodePlanner p)
    {
        var op = (SamplePicture)p.Node.Op;
        var kernel = new Kernel("sample_picture").With("MAX_TAPS", Ops.Preprocessing.SamplePicture.MaxTaps);
        foreach (var (name, value) in op.Parameters())
            kernel = kernel.With(name, (int)value);
        p.Launch(kernel.ForEach(op.Height * op.Width));
    }

    // 256: the histograms have one counter for each invocation.
    private static Kernel OneGroup(string shader) => new(shader) { GroupSize = 256, Invocations = 256 };

    private static Kernel Along(NodePlanner p, Kernel kernel, int axis)
    {
        foreach (var (name, value) in p.Node.Op.Parameters())
            kernel = kernel.With(name, (int)value);
        return kernel.With("STRIDE", axis == 2 ? p.Node.Shape[3] : 1).With("LENGTH", p.Node.Shape[axis]);
    }
}
