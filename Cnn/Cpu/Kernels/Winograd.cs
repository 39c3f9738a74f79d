using System.Runtime.CompilerServices;
using Cnn.Cpu.Lanes;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// The transformations of F(4×4, 3×3), with the points 0, ±1, ±2 and infinity: of inputs BᵀdB, of weights GgGᵀ, of sums AᵀmA. A register
/// holds the same value of as many channels as it has lanes.
/// </summary>
internal static unsafe class Winograd<V> where V : unmanaged, ILanes<V>
{
    private const int In = WinogradShape.In, Out = WinogradShape.Out;

    /// <summary>Transforms a tile of inputs.</summary>
    /// <param name="x">6×6 registers.</param>
    /// <param name="row">Floats from one of their rows to the next.</param>
    /// <param name="to">Room for 36 registers.</param>
    /// <param name="step">Floats from one of those to the next.</param>
    /// <param name="room">Room for 36 registers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Inputs(float* x, nint row, float* to, nint step, float* room)
    {
        for (int i = 0; i < In; i++)
            InputLine(x + i * V.Count, row, room + i * V.Count, In * V.Count);
        for (int i = 0; i < In; i++)
            InputLine(room + i * In * V.Count, V.Count, to + i * In * step, step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InputLine(float* x, nint from, float* to, nint step)
    {
        V a = V.Load(x), b = V.Load(x + from), c = V.Load(x + 2 * from), d = V.Load(x + 3 * from), e = V.Load(x + 4 * from);
        V four = V.All(4), five = V.All(-5);
        V.Store(V.MultiplyAdd(four, a, V.MultiplyAdd(five, c, e)), to);
        V even = V.MultiplyAdd(V.All(-4), c, e), odd = V.MultiplyAdd(V.All(-4), b, d);
        V.Store(even + odd, to + step);
        V.Store(even - odd, to + 2 * step);
        (even, odd) = (e - c, d - b);
        odd += odd;
        V.Store(even + odd, to + 3 * step);
        V.Store(even - odd, to + 4 * step);
        V.Store(V.MultiplyAdd(four, b, V.MultiplyAdd(five, d, V.Load(x + 5 * from))), to + 5 * step);
    }

    /// <summary>Transforms a tile of sums.</summary>
    /// <param name="sums">36 registers.</param>
    /// <param name="step">Floats from one of them to the next.</param>
    /// <param name="to">Room for 4×4 registers, without gaps.</param>
    /// <param name="room">Room for 24 registers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sums(float* sums, nint step, float* to, float* room)
    {
        for (int i = 0; i < In; i++)
            SumLine(sums + i * step, In * step, room + i * V.Count, In * V.Count);
        for (int i = 0; i < Out; i++)
            SumLine(room + i * In * V.Count, V.Count, to + i * Out * V.Count, V.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SumLine(float* m, nint from, float* to, nint step)
    {
        V b = V.Load(m + from), c = V.Load(m + 2 * from), d = V.Load(m + 3 * from), e = V.Load(m + 4 * from);
        V ones = b + c, oneMinus = b - c, twos = d + e, twoMinus = d - e;
        V.Store(V.Load(m) + ones + twos, to);
        V.Store(V.MultiplyAdd(V.All(2), twoMinus, oneMinus), to + step);
        V.Store(V.MultiplyAdd(V.All(4), twos, ones), to + 2 * step);
        V.Store(V.MultiplyAdd(V.All(8), twoMinus, oneMinus) + V.Load(m + 5 * from), to + 3 * step);
    }
}
