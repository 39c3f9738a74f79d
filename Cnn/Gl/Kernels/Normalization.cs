using Cnn.Ops;

namespace Cnn.Gl.Kernels;

/// <summary>Softmax and its kin, the loss, and BatchNormalization.</summary>
internal static class Normalization
{
    /// <summary>Softmax.</summary>
    public static void Softmax(NodePlanner p) =>
        PerLine(p, "softmax", ((Softmax)p.Node.Op).Group(p.Node.Shape), log: false);

    /// <summary>LogSoftmax.</summary>
    public static void LogSoftmax(NodePlanner p) =>
        PerLine(p, "softmax", ((LogSoftmax)p.Node.Op).Group(p.Node.Shape), log: true);

    /// <summary>SoftmaxGrad.</summary>
    public static void SoftmaxGrad(NodePlanner p) =>
        PerLine(p, "softmax_grad", ((SoftmaxGrad)p.Node.Op).Softmax.Group(p.Node.Shape), log: false);

    /// <summary>LogSoftmaxGrad.</summary>
    public static void LogSoftmaxGrad(NodePlanner p) =>
        PerLine(p, "softmax_grad", ((LogSoftmaxGrad)p.Node.Op).LogSoftmax.Group(p.Node.Shape), log: true);

    /// <summary>SoftmaxCrossEntropyLoss: each example's loss, then their mean.</summary>
    public static void SoftmaxCrossEntropyLoss(NodePlanner p)
    {
        var group = AxisGroup.Of(p.Node.Inputs[0].Shape, 1);
        var losses = p.Scratch([group.Lines]);
        p.Launch(Lines("softmax_cross_entropy_loss", p, group).ForEach(group.Lines), p.Inputs(), losses);
        Reductions.MeanOfAll(p, losses, p.Output());
    }

    /// <summary>SoftmaxCrossEntropyLossGrad.</summary>
    public static void SoftmaxCrossEntropyLossGrad(NodePlanner p) =>
        PerLine(p, "softmax_cross_entropy_loss_grad", AxisGroup.Of(p.Node.Shape, 1), log: false);

    /// <summary>BatchNormalization: the four statistics fold into a factor and a shift per channel.</summary>
    public static void BatchNormalization(NodePlanner p)
    {
        var layout = p.NaturalLayout;
        int channels = p.Node.Shape[1];
        double epsilon = ((BatchNormalization)p.Node.Op).Epsilon;
        var folded = p.Derive($"fold {layout} {epsilon}", [1, 2, 3, 4], new Kernel("batch_normalization_fold") { Label = "fold" }.Define("EPSILON", epsilon),
            () => GlTensor.New([2, channels, 1, 1], layout: layout));
        var output = p.Output(layout);
        p.Launch(new Kernel("batch_normalization") { Label = "BatchNormalization" }.ForEach(output.Texels), [p.Input(0, layout), folded], output);
    }

    private static void PerLine(NodePlanner p, string shader, AxisGroup group, bool log)
    {
        var kernel = Lines(shader, p, group).ForEach(group.Lines);
        p.Launch(log ? kernel.Define("LOG", 1) : kernel, p.Inputs(), p.Output());
    }

    private static Kernel Lines(string shader, NodePlanner p, AxisGroup group) =>
        new Kernel(shader) { Label = p.Node.Op.Name }.With("LENGTH", group.Length).With("INNER", group.Inner);
}
