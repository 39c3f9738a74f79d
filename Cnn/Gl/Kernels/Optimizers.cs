using Cnn.Ops;

namespace Cnn.Gl.Kernels;

/// <summary>What only training computes: masks of Dropout, and what ends a step.</summary>
internal static class Optimizers
{
    /// <summary>AdamStep.</summary>
    public static void AdamStep(NodePlanner p)
    {
        var op = (AdamStep)p.Node.Op;
        p.LaunchForEach(new Kernel("adam_step", Trips: 0) { Label = "AdamStep" }.Define("LOG_BETA1", Math.Log(op.Beta1))
            .Define("LOG_BETA2", Math.Log(op.Beta2)).Define("EPSILON", op.Epsilon)
            .Define("DECAY", op.Decay));
    }

    /// <summary>DropoutMask.</summary>
    public static void DropoutMask(NodePlanner p)
    {
        var op = (DropoutMask)p.Node.Op;
        p.LaunchForEach(new Kernel("dropout_mask", Trips: 0) { Label = "DropoutMask" }.Define("SCALE", op.Scale)
            .With("SEED", op.Seed).With("THRESHOLD", unchecked((int)op.Threshold)));
    }

    /// <summary>SgdStep.</summary>
    public static void SgdStep(NodePlanner p) => p.LaunchForEach(new Kernel("sgd_step", Trips: 0) { Label = "SgdStep" });
}
