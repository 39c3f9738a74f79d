using System.Runtime.CompilerServices;

namespace Cnn.Cpu.Lanes;

/// <summary>eˣ of whole registers in floats alone: the runtime's own takes doubles on its way, and half the lanes.</summary>
internal static class Exponential<V> where V : unmanaged, ILanes<V>
{
    // ln 2 in two parts: a whole number times the first one is exact.
    private const float High = 0.693359375f, Low = -2.12194440e-4f;

    /// <summary>eˣ = 2ⁿ · eʳ with |r| ≤ ln 2 / 2, where eight terms of the series are as exact as a float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of(V x)
    {
        // Beyond these it is 0 and infinity.
        x = V.AtMost(V.AtLeast(x, V.All(-105)), V.All(90));
        V n = V.Round(x * V.All(1 / MathF.Log(2)));
        V r = V.MultiplyAdd(n, V.All(-Low), V.MultiplyAdd(n, V.All(-High), x));
        V sum = V.All(1 / 5040f);
        sum = V.MultiplyAdd(sum, r, V.All(1 / 720f));
        sum = V.MultiplyAdd(sum, r, V.All(1 / 120f));
        sum = V.MultiplyAdd(sum, r, V.All(1 / 24f));
        sum = V.MultiplyAdd(sum, r, V.All(1 / 6f));
        sum = V.MultiplyAdd(sum, r, V.All(1 / 2f));
        sum = V.MultiplyAdd(sum, r, V.All(1));
        sum = V.MultiplyAdd(sum, r, V.All(1));
        return V.Scale(sum, n);
    }
}
