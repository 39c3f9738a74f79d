namespace Cnn.Surgery;

/// <summary>Sets a kernel to 0: the map no longer sees what it read. Of a whole kernel, the map is its bias everywhere.</summary>
/// <param name="Layer">A layer with kernels.</param>
/// <param name="Map">The output channel.</param>
/// <param name="Channel">The channel that the kernel reads; null: all of them.</param>
public sealed record ZeroKernel(Node Layer, int Map, int? Channel = null) : KernelCut(Layer, Map, Channel)
{
    private protected override void Change(Kernels kernels) => kernels[Map] = new float[kernels[Map].Length];
}
