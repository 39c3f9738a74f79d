using Cnn.Ops;

namespace Cnn.Gl.Kernels;

/// <summary>Softmax and its kin, the loss, and BatchNormalization.</summary>
internal static class Normalization
{
    /// <summary>Softmax and LogSoftmax.</summary>
    public static void Softmax(NodePlanner p)
    {
        var group = ((SoftmaxFamily)p.Node.Op).Group(p.Node.Shape);
        PerSlice(p, WithLog(Lines("softmax", p, group, 3), p.Node.Op is LogSoftmax), group, LargestAndSums(p, group), p.Output());
    }

    /// <summary>SoftmaxGrad and LogSoftmaxGrad.</summary>
    public static void SoftmaxGrad(NodePlanner p)
    {
        var group = ((SoftmaxFamilyGrad)p.Node.Op).Forward.Group(p.Node.Shape);
        var kernel = WithLog(Lines("softmax_grad", p, group, 2), p.Node.Op is LogSoftmaxGrad);
        int slices = SlicesOf(group);
        GlTensor? sums = slices == 1 ? null : p.Scratch([group.Lines, slices]);
        if (sums is not null)
            p.Launch(kernel.Define("SUM", 1).ForEach(sums.Texels), p.Inputs(), sums);
        PerSlice(p, kernel, group, sums, p.Output());
    }

    /// <summary>SoftmaxCrossEntropyLoss: each example's loss, then their mean.</summary>
    public static void SoftmaxCrossEntropyLoss(NodePlanner p)
    {
        var group = AxisGroup.Of(p.Node.Inputs[0].Shape, 1);
        var losses = p.Scratch([group.Lines]);
        PerSlice(p, Lines("softmax_cross_entropy_loss", p, group, 2), group, LargestAndSums(p, group), losses);
        Reductions.MeanOfAll(p, losses, p.Output());
    }

    /// <summary>SoftmaxCrossEntropyLossGrad.</summary>
    public static void SoftmaxCrossEntropyLossGrad(NodePlanner p)
    {
        var group = AxisGroup.Of(p.Node.Shape, 1);
        PerSlice(p, Lines("softmax_cross_entropy_loss_grad", p, group, 3), group, LargestAndSums(p, group), p.Output());
    }

    /// <summary>BatchNormalization: the four statistics fold into a factor and a shift per channel, [2, C].</summary>
    public static void BatchNormalization(NodePlanner p)
    {
        var layout = p.NaturalLayout;
        int channels = p.Node.Shape[1];
        double epsilon = ((BatchNormalization)p.Node.Op).Epsilon;
        var fold = new Kernel("batch_normalization_fold", Trips: 4) { Label = "fold" }.Define("EPSILON", epsilon);
        var folded = p.Derive(
            $"fold {layout} {epsilon}", [1, 2, 3, 4], fold, () => GlTensor.New([2, channels, 1, 1], layout: layout));
        var output = p.Output(layout);
        p.Launch(
            new Kernel("batch_normalization", Trips: 0) { Label = "BatchNormalization" }.ForEach(output.Texels),
            [p.Input(0, layout), folded], output);
    }

    /// <summary>LRN: over many channels the sums come first.</summary>
    public static void LRN(NodePlanner p)
    {
        var op = (LRN)p.Node.Op;
        var group = AxisGroup.Of(p.Node.Shape, 1);
        // Further away there are no channels.
        int before = Math.Min((op.Size - 1) / 2, group.Length - 1), after = Math.Min(op.Size / 2, group.Length - 1);
        int size = before + after + 1;
        var kernel = new Kernel("lrn", Trips: 0) { Label = "LRN" }.With("LENGTH", group.Length).With("INNER", group.Inner)
            .With("BEFORE", before).With("SIZE", size)
            .Define("SCALE", (double)op.Alpha / op.Size).Define("BETA", op.Beta).Define("BIAS", op.Bias);
        if (Loops.Cut(size)[0] == 1)
        {
            p.LaunchForEach(kernel with { Trips = size });
            return;
        }
        var sums = p.Scratch(p.Node.Shape);
        Slices.Launch(p, kernel.Define("SUM", 1), [size], Reductions.Sum, p.Inputs(), sums);
        p.Launch(kernel.Define("SUMS(i)", "load1(i)").ForEach(sums.Texels), [p.Input(0), sums], p.Output());
    }

    /// <summary>InstanceNormalization, GroupNormalization and LayerNormalization: sums, statistics, then the result.</summary>
    public static void Moments(NodePlanner p)
    {
        var op = (MomentNormalization)p.Node.Op;
        var input = p.Node.Inputs[0].Shape;
        int size = op.GroupSize(input);
        int groups = (int)(input.Count / size);
        // Few large groups are cut into slices, so that there are enough invocations.
        int slices = Math.Max(Loops.Cut(size)[0], Math.Clamp(256 / groups, 1, Math.Max(1, size / 256)));
        var sums = p.Scratch([groups, slices, 2]);
        var moments = new Kernel("moments", Trips: (size - 1) / slices + 1) { Label = "sums" }.With("SIZE", size).With("SLICES", slices);
        p.Launch(moments.ForEach(groups * slices), [p.Input(0)], sums);
        int wanted = op is LayerNormalization layer ? layer.Output : 0;
        var statistics = wanted == 0 ? p.Scratch([groups, 2]) : p.Output();
        p.Launch(new Kernel("moments_join", Trips: slices) { Label = "statistics" }.With("SIZE", size).With("SLICES", slices)
            .Define("WANTED", wanted).Define("EPSILON", op.Epsilon).ForEach(groups), [sums, p.Input(0)], statistics);
        if (wanted != 0)
            return;
        var (divisor, modulus) = op.ScaleIndex(input);
        var output = p.Output();
        var kernel = new Kernel("moment_normalization", Trips: 0) { Label = op.Name }
            .With("SIZE", size).With("DIVISOR", divisor).With("MODULUS", modulus);
        p.Launch((p.Node.Inputs.Length == 3 ? kernel.Define("BIAS", 1) : kernel).ForEach(output.Texels),
            [p.Input(0), statistics, .. Enumerable.Range(1, p.Node.Inputs.Length - 1).Select(i => p.Input(i))], output);
    }

    // Of a long line what its slices add up to; null of a short one, which one invocation goes along.
    private static GlTensor? LargestAndSums(NodePlanner p, AxisGroup group)
    {
        int slices = SlicesOf(group);
        if (slices == 1)
            return null;
        var parts = p.Scratch([group.Lines, slices, 2]);
        p.Launch(Lines("softmax_slices", p, group, 2).ForEach(group.Lines * slices), [p.Input(0)], parts);
        return parts;
    }

    // A launch per line or, where the parts of its slices are there, per slice.
    private static void PerSlice(NodePlanner p, Kernel kernel, AxisGroup group, GlTensor? parts, GlTensor output)
    {
        var inputs = p.Inputs();
        if (parts is not null)
            kernel = kernel.Define("PARTS(i)", $"load{inputs.Length}(i)");
        p.Launch(kernel.ForEach(group.Lines * SlicesOf(group)), parts is null ? inputs : [.. inputs, parts], output);
    }

    // Each invocation goes so many times along its slice, and twice through the parts of all.
    private static Kernel Lines(string shader, NodePlanner p, AxisGroup group, int times)
    {
        int slices = SlicesOf(group);
        return new Kernel(shader, (long)times * ((group.Length - 1) / slices + 1) + 2 * slices) { Label = p.Node.Op.Name }
            .Define("LOWEST", float.MinValue).Define("SLICES", slices).With("LENGTH", group.Length).With("INNER", group.Inner);
    }

    private static int SlicesOf(AxisGroup group) => Loops.Cut(group.Length)[0];

    private static Kernel WithLog(Kernel kernel, bool log) => log ? kernel.Define("LOG", 1) : kernel;
}
