using Cnn.Ops;

namespace Cnn.Gl.Kernels;

/// <summary>Softmax and its kin, the loss, and BatchNormalization.</summary>
internal static class Normalization
{
    /// <summary>Softmax and LogSoftmax.</summary>
    public static void Softmax(NodePlanner p) =>
        PerLine(p, "softmax", (SoftmaxFamily)p.Node.Op, log: p.Node.Op is LogSoftmax);

    /// <summary>SoftmaxGrad and LogSoftmaxGrad.</summary>
    public static void SoftmaxGrad(NodePlanner p) =>
        PerLine(p, "softmax_grad", ((SoftmaxFamilyGrad)p.Node.Op).Forward, log: p.Node.Op is LogSoftmaxGrad);

    /// <summary>SoftmaxCrossEntropyLoss: each example's loss, then their mean.</summary>
    public static void SoftmaxCrossEntropyLoss(NodePlanner p)
    {
        var group = AxisGroup.Of(p.Node.Inputs[0].Shape, 1);
        var losses = p.Scratch([group.Lines]);
        p.Launch(Lines("softmax_cross_entropy_loss", p, group, trips: 2L * group.Length).ForEach(group.Lines), p.Inputs(), losses);
        Reductions.MeanOfAll(p, losses, p.Output());
    }

    /// <summary>SoftmaxCrossEntropyLossGrad.</summary>
    public static void SoftmaxCrossEntropyLossGrad(NodePlanner p)
    {
        var group = AxisGroup.Of(p.Node.Shape, 1);
        p.Launch(Lines("softmax_cross_entropy_loss_grad", p, group, trips: 3L * group.Length).ForEach(group.Lines));
    }

    /// <summary>BatchNormalization: the four statistics fold into a factor and a shift per channel, [2, C].</summary>
    public static void BatchNormalization(NodePlanner p)
    {
        var layout = p.NaturalLayout;
        int channels = p.Node.Shape[1];
        double epsilon = ((BatchNormalization)p.Node.Op).Epsilon;
        var folded = p.Derive($"fold {layout} {epsilon}", [1, 2, 3, 4], new Kernel("batch_normalization_fold", Trips: 4) { Label = "fold" }.Define("EPSILON", epsilon),
            () => GlTensor.New([2, channels, 1, 1], layout: layout));
        var output = p.Output(layout);
        p.Launch(new Kernel("batch_normalization", Trips: 0) { Label = "BatchNormalization" }.ForEach(output.Texels), [p.Input(0, layout), folded], output);
    }

    /// <summary>LRN.</summary>
    public static void LRN(NodePlanner p)
    {
        var op = (LRN)p.Node.Op;
        var group = AxisGroup.Of(p.Node.Shape, 1);
        p.LaunchForEach(Lines("lrn", p, group, trips: Math.Min(op.Size, group.Length)).With("BEFORE", (op.Size - 1) / 2).With("AFTER", op.Size / 2)
            .Define("SCALE", (double)op.Alpha / op.Size).Define("BETA", op.Beta).Define("BIAS", op.Bias));
    }

    /// <summary>InstanceNormalization, GroupNormalization and LayerNormalization: sums, statistics, then the result.</summary>
    public static void Moments(NodePlanner p)
    {
        var op = (MomentNormalization)p.Node.Op;
        var input = p.Node.Inputs[0].Shape;
        int size = op.GroupSize(input);
        int groups = (int)(input.Count / size);
        // Few large groups are cut into slices, so that there are enough invocations.
        int slices = Math.Clamp(256 / groups, 1, Math.Max(1, size / 256));
        var sums = p.Scratch([groups, slices, 2]);
        p.Launch(new Kernel("moments", Trips: (size - 1) / slices + 1) { Label = "sums" }.With("SIZE", size).With("SLICES", slices).ForEach(groups * slices), [p.Input(0)], sums);
        int wanted = op is LayerNormalization layer ? layer.Output : 0;
        var statistics = wanted == 0 ? p.Scratch([groups, 2]) : p.Output();
        p.Launch(new Kernel("moments_join", Trips: slices) { Label = "statistics" }.With("SIZE", size).With("SLICES", slices)
            .Define("WANTED", wanted).Define("EPSILON", op.Epsilon).ForEach(groups), [sums, p.Input(0)], statistics);
        if (wanted != 0)
            return;
        var (divisor, modulus) = op.ScaleIndex(input);
        var output = p.Output();
        var kernel = new Kernel("moment_normalization", Trips: 0) { Label = op.Name }.With("SIZE", size).With("DIVISOR", divisor).With("MODULUS", modulus);
        p.Launch((p.Node.Inputs.Length == 3 ? kernel.Define("BIAS", 1) : kernel).ForEach(output.Texels),
            [p.Input(0), statistics, .. Enumerable.Range(1, p.Node.Inputs.Length - 1).Select(i => p.Input(i))], output);
    }

    private static void PerLine(NodePlanner p, string shader, SoftmaxFamily op, bool log)
    {
        var group = op.Group(p.Node.Shape);
        var kernel = Lines(shader, p, group, trips: 3L * group.Length).ForEach(group.Lines);
        p.Launch(log ? kernel.Define("LOG", 1) : kernel);
    }

    private static Kernel Lines(string shader, NodePlanner p, AxisGroup group, long trips) =>
        new Kernel(shader, trips) { Label = p.Node.Op.Name }.With("LENGTH", group.Length).With("INNER", group.Inner);
}
