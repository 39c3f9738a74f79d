using Cnn.Gl.Kernels;
using Cnn.Ops;
using Cnn.Ops.Preprocessing;

namespace Cnn.Gl;

/// <summary>
/// Which rule plans which operator. A rule is a method that gets a <see cref="NodePlanner"/> and adds launches; its shaders
/// are Shaders/ops/&lt;name&gt;.comp.glsl. To add an operator: one line here, one shader; the rule is often a single call:
/// <code>
/// [typeof(Invert)] = p => p.LaunchForEach(new Kernel("invert", Trips: 0).Define("SCALE", 0.5)),
/// </code>
/// with <c>void main() { int i = flatIndex(); if (i &lt; COUNT) store(i, SCALE * load0(i)); }</c> in the shader. Numbers that
/// change per node go through <c>Kernel.With</c> and are read by name. <see cref="Prologue"/> says what else a
/// shader can use. An operator of a family (unary, binary, reduction) needs no shader: only its function in the
/// family's table.
/// </summary>
internal static class KernelTable
{
    private static readonly Dictionary<Type, Action<NodePlanner>> Rules = new()
    {
        [typeof(Absorbance)] = Ink.Absorbance,
        [typeof(AdamStep)] = Optimizers.AdamStep,
        [typeof(AdjustStroke)] = Ink.AdjustStroke,
        [typeof(ArgMax)] = Selection.ArgBest,
        [typeof(ArgMin)] = Selection.ArgBest,
        [typeof(AveragePool)] = Pooling.AveragePool,
        [typeof(AveragePoolGrad)] = Pooling.AveragePoolGrad,
        [typeof(BatchNormalization)] = Normalization.BatchNormalization,
        [typeof(Cast)] = Elementwise.Cast,
        [typeof(BlockMaximum)] = Ink.BlockMaximum,
        [typeof(ChooseDigit)] = Ink.ChooseDigit,
        [typeof(Clip)] = Elementwise.Clip,
        [typeof(ComponentBoxes)] = Ink.ComponentBoxes,
        [typeof(Concat)] = Copies.Concat,
        [typeof(ConnectedComponents)] = Ink.ConnectedComponents,
        [typeof(Conv)] = Convolution.Conv,
        [typeof(ConvGradInput)] = ConvolutionGradients.Input,
        [typeof(ConvGradWeight)] = ConvolutionGradients.Weight,
        [typeof(ConvTranspose)] = ConvolutionGradients.Transpose,
        [typeof(DepthToSpace)] = Enlargement.DepthToSpace,
        [typeof(DigitBox)] = Ink.DigitBox,
        [typeof(DigitMask)] = Ink.DigitMask,
        [typeof(DigitPieces)] = Ink.DigitPieces,
        [typeof(DigitSquare)] = Ink.DigitSquare,
        [typeof(DropoutMask)] = Optimizers.DropoutMask,
        [typeof(FindRules)] = Ink.FindRules,
        [typeof(FitDigit)] = Ink.FitDigit,
        [typeof(FrameSquare)] = Ink.FrameSquare,
        [typeof(Gather)] = Selection.Gather,
        [typeof(GatherElements)] = Selection.GatherElements,
        [typeof(Gemm)] = Matrices.Gemm,
        [typeof(GlobalAveragePool)] = Reductions.GlobalAveragePool,
        [typeof(GlobalMaxPool)] = Reductions.GlobalMaxPool,
        [typeof(InkBounds)] = Ink.InkBounds,
        [typeof(InkExtent)] = Ink.InkExtent,
        [typeof(InkLevels)] = Ink.InkLevels,
        [typeof(InkMask)] = Ink.InkMask,
        [typeof(InkPolarity)] = Ink.InkPolarity,
        [typeof(InkRamp)] = Ink.InkRamp,
        [typeof(InkThreshold)] = Ink.InkThreshold,
        [typeof(KeepDigits)] = Ink.KeepDigits,
        [typeof(LRN)] = Normalization.LRN,
        [typeof(MassCentre)] = Ink.MassCentre,
        [typeof(MatMul)] = Matrices.MatMul,
        [typeof(MaxPool)] = Pooling.MaxPool,
        [typeof(MaxPoolGrad)] = Pooling.MaxPoolGrad,
        [typeof(NonMaxSuppression)] = Selection.NonMaxSuppression,
        [typeof(Not)] = Elementwise.Not,
        [typeof(Pad)] = Copies.Pad,
        [typeof(Morphology)] = Ink.Morphology,
        [typeof(PaperLevel)] = Ink.PaperLevel,
        [typeof(PickDigits)] = Ink.PickDigits,
        [typeof(Pow)] = Elementwise.Pow,
        [typeof(RemoveRules)] = Ink.RemoveRules,
        [typeof(RuleThickness)] = Ink.RuleThickness,
        [typeof(Resize)] = Selection.Resize,
        [typeof(SamplePicture)] = Ink.SamplePicture,
        [typeof(SampleSquare)] = Ink.SampleSquare,
        [typeof(SgdStep)] = Optimizers.SgdStep,
        [typeof(SoftmaxCrossEntropyLoss)] = Normalization.SoftmaxCrossEntropyLoss,
        [typeof(SoftmaxCrossEntropyLossGrad)] = Normalization.SoftmaxCrossEntropyLossGrad,
        [typeof(StrokeWidth)] = Ink.StrokeWidth,
        [typeof(Tile)] = Copies.Tile,
        [typeof(TopK)] = Selection.TopK,
        [typeof(Where)] = Elementwise.Where,
    };

    /// <summary>The rule of a node's operator; null if there is none.</summary>
    public static Action<NodePlanner>? Find(Node node) => Rules.GetValueOrDefault(node.Op.GetType()) ?? node.Op switch
    {
        SameElements => Copies.SameElements,
        StridedCopy => Copies.StridedCopy,
        Unary => Elementwise.Unary(node.Op),
        Binary => Elementwise.Binary(node.Op),
        Relation => Elementwise.Relation(node.Op),
        Variadic => Elementwise.Variadic(node.Op),
        MomentNormalization => Normalization.Moments,
        Reduce => Reductions.Find(node.Op),
        SoftmaxFamily => Normalization.Softmax,
        SoftmaxFamilyGrad => Normalization.SoftmaxGrad,
        _ => null,
    };
}
