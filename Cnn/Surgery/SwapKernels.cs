namespace Cnn.Surgery;

/// <summary>Exchanges the kernels of two output channels; each channel keeps its bias.</summary>
/// <param name="Layer">A layer with kernels.</param>
/// <param name="Map">One output channel.</param>
/// <param name="With">The other one.</param>
/// <param name="Channel">The channel that the kernels read, each in its own group; null: all of them.</param>
public sealed record SwapKernels(Node Layer, int Map, int With, int? Channel = null) : KernelCut(Layer, Map, Channel)
{
    private protected override void Change(Kernels kernels) => (kernels[Map], kernels[With]) = (kernels[With], kernels[Map]);
}
