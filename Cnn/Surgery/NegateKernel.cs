namespace Cnn.Surgery;

/// <summary>Turns the sign of a kernel's numbers: what it looked for now speaks against it.</summary>
/// <param name="Layer">A layer with kernels.</param>
/// <param name="Map">The output channel.</param>
/// <param name="Channel">The channel that the kernel reads; null: all of them.</param>
public sealed record NegateKernel(Node Layer, int Map, int? Channel = null) : KernelCut(Layer, Map, Channel)
{
    private protected override void Change(Kernels kernels) => kernels[Map] = [.. kernels[Map].Select(value => -value)];
}
