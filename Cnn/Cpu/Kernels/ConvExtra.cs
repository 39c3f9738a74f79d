using Cnn.Cpu.Lanes;

namespace Cnn.Cpu.Kernels;

/// <summary>What a convolution does besides its products.</summary>
/// <param name="Target">The node whose value is stored in the end.</param>
/// <param name="Bias">[M], or null.</param>
/// <param name="Residual">A map that is added, or null.</param>
/// <param name="Activation">The function of each sum, or null.</param>
internal sealed record ConvExtra(Node Target, CpuTensor? Bias, CpuTensor? Residual, Function? Activation)
{
    /// <summary>These and others that a launch reads.</summary>
    public CpuTensor[] With(params ReadOnlySpan<CpuTensor> others) =>
        [.. others, .. Bias is null ? [] : new[] { Bias }, .. Residual is null ? [] : new[] { Residual }];

    /// <summary>The activation where it is more than bounds, which sums get before they leave their registers.</summary>
    public Function? Function { get; } = Activation is { Bounds: null } ? Activation : null;

    private readonly float _low = Activation?.Bounds?.Low ?? float.NegativeInfinity;
    private readonly float _high = Activation?.Bounds?.High ?? float.PositiveInfinity;

    /// <summary>Where the sums of a pack go, and what is done with them.</summary>
    /// <param name="y">The first of them.</param>
    /// <param name="toSecondPack">Floats to the next pack's.</param>
    /// <param name="pack">The pack of output channels.</param>
    /// <param name="at">Where the first of them lies in its tensor, in floats from its beginning.</param>
    public unsafe ConvSums Sums<V>(float* y, nint toSecondPack, int pack, long at) where V : unmanaged, ILanes<V> =>
        // What is read past the last channel's bias ends in lanes that mean nothing.
        new(y, toSecondPack, Bias is null ? null : Bias.Floats + (long)pack * V.Count, Residual is null ? null : Residual.Floats + at,
            _low, _high);
}
