namespace Cnn.Surgery;

/// <summary>Gives one number of a kernel another value.</summary>
/// <param name="Layer">A layer with kernels.</param>
/// <param name="Map">The output channel.</param>
/// <param name="From">The channel that the kernel reads; of a matrix which of the K numbers.</param>
/// <param name="Tap">Which of the numbers for that channel, row by row from 0; of a matrix 0.</param>
/// <param name="Value">The number, finite.</param>
public sealed record SetNumber(Node Layer, int Map, int From, int Tap, float Value) : KernelCut(Layer, Map, From)
{
    private protected override void Change(Kernels kernels)
    {
        float[] kernel = kernels[Map];
        if (Tap < 0 || Tap >= kernel.Length)
            throw new CnnException($"a kernel of '{Layer.Name}' has {kernel.Length} numbers for a channel; there is no number {Tap}");
        if (!float.IsFinite(Value))
            throw new CnnException($"a kernel of '{Layer.Name}' cannot have the number {Value}");
        kernel[Tap] = Value;
        kernels[Map] = kernel;
    }
}
