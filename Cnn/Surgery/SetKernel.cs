using System.Collections.Immutable;

namespace Cnn.Surgery;

/// <summary>Gives a kernel other numbers.</summary>
/// <param name="Layer">A layer with kernels.</param>
/// <param name="Map">The output channel.</param>
/// <param name="Channel">The channel that the kernel reads; null: all of them.</param>
/// <param name="Values">
/// The numbers, finite: of one channel kH · kW row by row, of all of them C/group times as many; of a matrix 1 and K.
/// </param>
public sealed record SetKernel(Node Layer, int Map, int? Channel, ImmutableArray<float> Values) : KernelCut(Layer, Map, Channel)
{
    private protected override void Change(Kernels kernels)
    {
        int count = kernels[Map].Length;
        if (Values.Length != count)
            throw new CnnException($"a kernel of '{Layer.Name}' has {count} numbers; {Values.Length} were given");
        foreach (float value in Values)
            if (!float.IsFinite(value))
                throw new CnnException($"a kernel of '{Layer.Name}' cannot have the number {value}");
        kernels[Map] = [.. Values];
    }
}
