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

    /// <summary>Writes what neighbouring sums of a pack begin with: the bias and what is added.</summary>
    /// <param name="y">The sums.</param>
    /// <param name="places">How many.</param>
    /// <param name="pack">The pack of output channels.</param>
    /// <param name="at">Where the first of them lies in its tensor, in floats from its beginning.</param>
    public unsafe void Begin<V>(float* y, int places, int pack, long at) where V : unmanaged, ILanes<V>
    {
        // What is read past the last channel's bias ends in lanes that mean nothing.
        V bias = Bias is null ? V.Zero : V.Load(Bias.Floats + (long)pack * V.Count);
        if (Residual is null)
        {
            for (int i = 0; i < places; i++)
                V.Store(bias, y + i * V.Count);
            return;
        }
        float* residual = Residual.Floats + at;
        for (int i = 0; i < places; i++)
            V.Store(bias + V.Load(residual + i * V.Count), y + i * V.Count);
    }

    /// <summary>Ends neighbouring sums of a pack: applies the activation.</summary>
    public unsafe void End(float* y, int floats) => Activation?.Apply(y, y, floats);
}
