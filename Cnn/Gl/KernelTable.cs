using Cnn.Gl.Kernels;
using Cnn.Ops;
using Cnn.Ops.Preprocessing;

namespace Cnn.Gl;

/// <summary>
/// Which rule plans which operator. A rule is a method that gets a <see cref="NodePlanner"/> and adds launches; its shaders
/// are Shaders/ops/&lt;name&gt;.comp.glsl. To add an operator: one line here, one shader; the rule is often a single call:
/// <code>
/// [typeof(Invert)] = p => p.LaunchForEach(new Kernel("invert").Define("SCALE", 0.5)),
/// </code>
/// with <c>void main() { int i = flatIndex(); if (i &lt; COUNT) out_[i] = SCALE * in0[i]; }</c> in the shader.
/// <see cref="Prologue"/> says what a shader can use.
/// </summary>
internal static class KernelTable
{
    private static readonly Dictionary<Type, Action<NodePlanner>> Rules = new()
    {
        [typeof(Relu)] = Elementwise.Unary("x < 0.0 ? 0.0 : x"),
        [typeof(FrameSquare)] = Ink.FrameSquare,
        [typeof(SampleSquare)] = Ink.SampleSquare,
        [typeof(LocalMean)] = Ink.LocalMean,
        [typeof(InkPolarity)] = Ink.InkPolarity,
        [typeof(PaperLevel)] = Ink.PaperLevel,
        [typeof(Dilation)] = Ink.Dilation,
        [typeof(Erosion)] = Ink.Erosion,
        [typeof(Absorbance)] = Ink.Absorbance,
        [typeof(InkThreshold)] = Ink.InkThreshold,
        [typeof(InkMask)] = Ink.InkMask,
        [typeof(ConnectedComponents)] = Ink.ConnectedComponents,
        [typeof(ComponentBoxes)] = Ink.ComponentBoxes,
        [typeof(ChooseDigit)] = Ink.ChooseDigit,
        [typeof(DigitPieces)] = Ink.DigitPieces,
        [typeof(DigitBox)] = Ink.DigitBox,
        [typeof(InkExtent)] = Ink.InkExtent,
        [typeof(DigitSquare)] = Ink.DigitSquare,
        [typeof(DigitMask)] = Ink.DigitMask,
        [typeof(InkLevels)] = Ink.InkLevels,
        [typeof(InkRamp)] = Ink.InkRamp,
        [typeof(InkBounds)] = Ink.InkBounds,
        [typeof(StrokeWidth)] = Ink.StrokeWidth,
        [typeof(AdjustStroke)] = Ink.AdjustStroke,
        [typeof(MassCentre)] = Ink.MassCentre,
        [typeof(FitDigit)] = Ink.FitDigit,
    };

    /// <summary>The rule of a node's operator.</summary>
    /// <exception cref="UnsupportedOperatorException">There is none.</exception>
    public static Action<NodePlanner> Find(Node node) =>
        Rules.TryGetValue(node.Op.GetType(), out var rule) ? rule : throw new UnsupportedOperatorException("gl", node);
}
